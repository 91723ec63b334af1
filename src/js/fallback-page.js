// Stands in for the module on the Launch Complete page: transport, with the checks that transport needs.
// Written in ES5. It needs no Promise, URL, TextEncoder, structured clone or ports; a port is used where
// there is one.

import { answerOf, failure, field, isTooDeep, originOf, tell } from "./fallback-common.js";

// The longest value of each mode that has a limit, in characters.
var CAPS = { fragment: 65536, query: 8192, form_post: Infinity };
var MAX_RESENDS = 5;
var LINGER = 10000;

/** Delivers the result of this page. Listens for greetings from the moment it is made. */
export function PageSender(options, onReport) {
  var via = word("via", /^(auto|opener|parent|redirect)$/) || "auto";
  var ack = word("ack", /^(optional|required|none)$/);
  var targets = words("targetOrigin");
  var uris = words("redirectUri");
  var wanted = word("redirectTo", /^/);
  var modes = words("responseMode") || [];
  var target;
  var state = "idle";
  var ports = [];
  var text, steps, channel, framed, proxy, portless, resends, timer;

  // A text, or a list of texts joined by spaces: the two ways to write lists in options.
  function word(name, known) {
    var value = options[name];
    if (value == null || value === "") return "";
    if (Array.isArray(value)) value = value.join(" ");
    if (!value.split || !known.test(value)) throw failure("OPTION_INVALID", name);
    return value;
  }

  function words(name) {
    return options[name] == null ? null : word(name, /^/).split(/[\t\n\f\r ]+/).filter(Boolean);
  }

  function report(status, via, error) {
    var told = { status: status };
    if (via) told.via = via;
    if (error) told.error = error;
    tell(onReport, told);
  }

  function fail(error, kept) {
    clearTimeout(timer);
    state = kept || "failed";
    report("failed", "", error);
  }

  function letGo() {
    window.removeEventListener("message", heard);
    clearTimeout(timer);
    ports.forEach(function (port) {
      port.close();
    });
  }

  // A framed page leaves closing to the proxy around it.
  function close() {
    if (!framed) window.close();
  }

  // Goes the next way, or fails with the reason the last one ended.
  function next(error, kept) {
    var step = steps.shift();
    if (step === "redirect") redirect();
    else if (step) post(step);
    else fail(error, kept);
  }

  function post(to) {
    var other = live(to);
    state = "waiting";
    channel = to;
    if (!other || !targets.every(send, other)) return next(failure("NO_WINDOW"));
    var limit = proxy ? options.proxyAckTimeout || 10000 : options.ackTimeout || 1500;
    clearTimeout(timer);
    timer = setTimeout(silent, ack === "none" ? 0 : limit);
  }

  function silent() {
    // The text is out there; a late answer still counts.
    if (ack === "required") return next(failure("NOT_ACKNOWLEDGED"), "unconfirmed");
    state = "sent";
    timer = setTimeout(letGo, LINGER);
    report(state, channel);
    close();
  }

  // `this` is the window. The text goes with a port, and without one where the engine cannot.
  function send(origin) {
    var pair;
    try {
      pair = new MessageChannel();
      pair.port1.onmessage = answered;
      this.postMessage(text, origin, [pair.port2]);
      return ports.push(pair.port1);
    } catch (_) {
      if (pair) pair.port1.close();
    }
    try {
      this.postMessage(text, origin);
      return (portless = true);
    } catch (_) {}
  }

  function redirect() {
    var value = btoa(unescape(encodeURIComponent(text))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
    var mode = modes.filter(function (mode) {
      return value.length <= CAPS[mode];
    })[0];
    if (!mode) return fail(failure("RESULT_TOO_LONG"));
    clearTimeout(timer);
    state = "redirecting";
    report(state);
    try {
      navigate(target, mode, text, value);
    } catch (_) {
      fail(failure("NO_WINDOW"));
    }
  }

  function answered(event) {
    var code = answerOf(event.data);
    if (code === undefined || !/w|s|u/.test(state)) return;
    // Refused by the one it is for: no other way would be right.
    if (code) return fail(failure("REFUSED", "", code));
    state = "delivered";
    text = "";
    letGo();
    report(state, channel);
    close();
  }

  function heard(event) {
    var source = event.source;
    var from = source && (source == live("opener") ? "opener" : source == live("parent") && "parent");
    if (!from || event.isTrusted === false || !targets || targets.indexOf(event.origin) < 0) return;
    var hello = /^launch-complete:hello:1(:proxy)?$/.exec(event.data);
    if (!hello) return portless && answered(event);
    proxy = proxy || hello[1];
    var again = /w|s|u/.test(state) && channel === from;
    if (again && ++resends > MAX_RESENDS) return;
    if (event.ports && event.ports[0]) event.ports[0].postMessage("launch-complete:" + (again ? "pending:1" : "ready:1"));
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
      if (!/idle|f/.test(state)) return;
      text = fresh;
      resends = 0;
      framed = live("parent");
      report("sending");
      next();
    },
    restored: function () {
      if (state === "redirecting") report((state = "idle"));
    },
    close: letGo
  };
}

/** Checks a result of documented fields; throws a `LaunchError` with `path`. */
export function buildResult(fields) {
  return JSON.parse(textOf(fields));
}

// Half a surrogate pair is written as an escape, as today's `JSON.stringify` does: every path can carry it.
function textOf(result) {
  var text;
  try {
    text = JSON.stringify(result);
  } catch (_) {}
  text = text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, function (units) {
    return units.length > 1 ? units : "\\u" + units.charCodeAt(0).toString(16);
  });
  return text;
}

// The window around this one or the one that opened it, where it is there and open.
function live(name) {
  try {
    var other = window[name];
    return other && other != window && !other.closed && other;
  } catch (_) {}
}

function navigate(target, mode, text, value) {
  if (mode !== "form_post") {
    return location.assign(target + (mode === "fragment" ? "#" : target.indexOf("?") < 0 ? "?" : "&") + "launch_result=" + value);
  }
  var form = document.createElement("form");
  var input = document.createElement("input");
  form.method = "post";
  form.action = target;
  input.type = "hidden";
  input.name = "launch_result";
  input.value = text;
  form.appendChild(input);
  document.documentElement.appendChild(form);
  form.submit();
  // The field holds the result: it leaves the document as soon as the browser has it.
  form.parentNode.removeChild(form);
}
