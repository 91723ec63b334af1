// Stands in for the module on the Launch Complete page, in ES5. It needs no Promise, URL, TextEncoder,
// structured clone or ports; a port is used where there is one.

import { PREFIX, answerOf, failure, isTooDeep, originOf, tell, validate } from "./fallback-common.js";

var PARAMETER = "launch_result";
var CAPS = { fragment: 65536, query: 8192 };
var FREE = /idle|failed|unconfirmed/;
var POSTED = /waiting|sent|unconfirmed/;
var MAX_RESENDS = 5;
var LINGER = 10000;

/** Delivers the result of this page. Listens for greetings from the moment it is made. */
export function PageSender(options, onReport) {
  var given = read(options);
  var state = "idle";
  var ports = [];
  var text, steps, channel, framed, proxy, portless, resends, timer;

  function report(status, via, error) {
    var told = { status: status };
    if (via) told.via = via;
    if (error) told.error = error;
    tell(onReport, told);
  }

  function wait(milliseconds, then) {
    clearTimeout(timer);
    timer = setTimeout(then, milliseconds);
  }

  function fail(code, message, kept) {
    clearTimeout(timer);
    state = kept || "failed";
    report("failed", "", failure(code, given.paths[code], message));
  }

  function letGo() {
    window.removeEventListener("message", heard);
    clearTimeout(timer);
    ports.forEach(function (port) {
      port.close();
    });
    ports = [];
  }

  function close() {
    // A framed page leaves closing to the proxy around it.
    if (!framed) window.close();
  }

  // Goes the next way, or fails with the reason the last one ended.
  function next(code, message, kept) {
    var step = steps.shift();
    if (step === "redirect") redirect();
    else if (step) post(step);
    else fail(code, message, kept);
  }

  function post(to) {
    var other = live(to);
    state = "waiting";
    channel = to;
    if (!other || !given.targets.every(send, other)) return next("NO_WINDOW", NO_WINDOW);
    wait(given.ack === "none" ? 0 : proxy ? given.proxyTimeout : given.timeout, function () {
      if (given.ack === "required") {
        // The text is out there; a late answer still counts.
        return next("NOT_ACKNOWLEDGED", "the app did not confirm that it got the result", "unconfirmed");
      }
      state = "sent";
      wait(LINGER, letGo);
      report("sent", channel);
      close();
    });
  }

  // `this` is the window. With a port where the engine can, without one where it cannot.
  function send(origin) {
    var port;
    try {
      var pair = new MessageChannel();
      port = pair.port1;
      port.onmessage = function (event) {
        answered(event.data);
      };
      this.postMessage(text, origin, [pair.port2]);
      ports.push(port);
    } catch (_) {
      if (port) port.close();
      try {
        this.postMessage(text, origin);
        portless = true;
      } catch (_) {
        return false;
      }
    }
    return true;
  }

  function redirect() {
    var target = given.target;
    var value = base64url(text);
    var mode = given.modes.filter(function (mode) {
      return !CAPS[mode] || value.length <= CAPS[mode];
    })[0];
    if (!mode) return fail("RESULT_TOO_LONG", "result: too long for a URL");
    clearTimeout(timer);
    state = "redirecting";
    report(state);
    try {
      if (mode === "form_post") submit(target, text);
      else location.assign(target + (mode === "fragment" ? "#" : target.indexOf("?") < 0 ? "?" : "&") + PARAMETER + "=" + value);
    } catch (_) {
      fail("NO_WINDOW", NO_WINDOW);
    }
  }

  function answered(data) {
    var code = answerOf(data);
    if (code === undefined || !POSTED.test(state)) return;
    // Refused by the one it is for: no other way would be right.
    if (code) return fail("REFUSED", "the app refused the result: " + code);
    state = "delivered";
    text = "";
    letGo();
    report(state, channel);
    close();
  }

  function heard(event) {
    var source = event.source;
    var from = source && event.isTrusted !== false && (source == live("opener") ? "opener" : source == live("parent") && "parent");
    var hello = /^launch-complete:hello:1(:proxy)?$/.exec(event.data);
    if (!from || typeof event.data !== "string" || given.targets.indexOf(event.origin) < 0) return;
    if (!hello) return portless && answered(event.data);
    proxy = proxy || hello[1];
    var again = POSTED.test(state) && channel === from;
    if (again && ++resends > MAX_RESENDS) return;
    if (event.ports && event.ports[0]) event.ports[0].postMessage(PREFIX + (again ? "pending:1" : "ready:1"));
    if (!again) return;
    if (state === "unconfirmed") report("sending");
    post(from);
  }

  window.addEventListener("message", heard);

  return {
    deliver: function (result) {
      try {
        var fresh = textOf(result);
      } catch (error) {
        return report("failed", "", error);
      }
      if (!FREE.test(state)) return;
      text = fresh;
      resends = 0;
      framed = live("parent");
      var lacking = given.lacking();
      if (lacking) return fail("OPTION_INVALID", lacking + ": missing");
      steps = given.ways(framed, live("opener"));
      report("sending");
      next("NO_WINDOW", NO_WINDOW);
    },
    restored: function () {
      if (state === "redirecting") report((state = "idle"));
    },
    close: letGo
  };
}
