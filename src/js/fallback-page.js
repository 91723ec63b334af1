// Stands in for the module on the Launch Complete page: transport, with the checks that keep a wrong result
// or a wrong origin from leaving. Written in ES5. It needs no Promise, URL, TextEncoder, structured clone
// or ports; a port is used where there is one.

import { ID, WEB_URL, failure, originOf, validate } from "./fallback-common.js";

// The longest value of each mode, in characters.
var CAPS = { fragment: 65536, query: 8192, form_post: Infinity };

// What a receiver says: a greeting, perhaps of a proxy, or that it took the text or refused it, with a code.
var WORDS = /^launch-complete:(?:(hello:1(:proxy)?)|ack:1|refused:1:([A-Z0-9_]{1,64}))$/;

// What may happen: a delivery may start, an answer to the text counts, the page may come back.
var FREE = 1;
var POSTED = 2;
var LEFT = 4;

/** Delivers the result of this page. Listens for greetings from the moment it is made. */
export function PageSender(options, onReport) {
  var via = words("via", "auto", /^(auto|opener|parent|redirect)$/)[0];
  var ack = words("ack", "optional", /^(optional|required|none)$/)[0];
  var targets = words("targetOrigin");
  var uris = words("redirectUri");
  var target = words("redirectTo")[0] || uris[0];
  var modes = words("responseMode", "fragment", /^(fragment|query|form_post|\s)+$/);
  var state = FREE;
  var ports = [];
  var text, steps, channel, framed, proxy, portless, resends, timer;

  // A text, or a list of texts: the two ways to write lists in options.
  function words(name, usual, known) {
    var text = [].concat(options[name] || usual).join(" ");
    if (known && !known.test(text)) throw failure("OPTION_INVALID", name);
    return (text.match(/[^\t\n\f\r ]+/g) || []).filter(function (word, index, all) {
      return all.indexOf(word) === index;
    });
  }

  function report(status, error, via) {
    onReport({ status: status, via: via, error: error });
  }

  // What was posted is out there; a late answer still counts.
  function fail(code, path, detail) {
    clearTimeout(timer);
    state = FREE | (state & POSTED);
    report("failed", failure(code, path, detail));
  }

  function wait(then, limit) {
    clearTimeout(timer);
    timer = setTimeout(then, limit);
  }

  function letGo() {
    removeEventListener("message", heard);
    clearTimeout(timer);
    ports.forEach(function (port) {
      port.close();
    });
  }

  // A framed page leaves closing to the proxy around it.
  function end(status) {
    report(status, undefined, channel);
    if (!framed) window.close();
  }

  // Goes the next way, or fails with the reason the last one ended.
  function next(code) {
    var step = steps.shift();
    if (step === "redirect") redirect();
    else if (step) post(step);
    else fail(code);
  }

  function post(to) {
    var other = live(to);
    state = POSTED;
    channel = to;
    try {
      targets.forEach(function (origin) {
        var pair = window.MessageChannel && new MessageChannel();
        if (pair) {
          pair.port1.onmessage = answered;
          ports.push(pair.port1);
        } else portless = true;
        other.postMessage(text, origin, pair ? [pair.port2] : []);
      });
    } catch (_) {
      state = 0;
      return next("NO_WINDOW");
    }
    wait(silent, ack === "none" ? 0 : proxy ? options.proxyAckTimeout || 10000 : options.ackTimeout || 1500);
  }

  function silent() {
    if (ack === "required") return next("NOT_ACKNOWLEDGED");
    // A late answer is heard for a while, should the window stay open.
    wait(letGo, 10000);
    end("sent");
  }

  function redirect() {
    var value = btoa(unescape(encodeURIComponent(text))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
    var mode = modes.filter(function (mode) {
      return value.length <= CAPS[mode];
    })[0];
    if (!mode) return fail("RESULT_TOO_LONG");
    state = LEFT;
    // Where the browser throws, a policy forbids the form or the answer has no page, this one stays.
    wait(function () {
      fail("REDIRECT_FAILED", "redirectUri");
    }, 10000);
    report("redirecting");
    if (mode === "form_post") submit(target, text);
    else location.assign(target + (mode === "fragment" ? "#" : /\?/.test(target) ? "&" : "?") + "launch_result=" + value);
  }

  function answered(event) {
    var word = WORDS.exec(event.data);
    if (!word || word[1] || !(state & POSTED)) return;
    var code = word[3];
    state = 0;
    // A proxy that could not hand it on says so with a code of its own. Else it was refused by the one it is
    // for: no other way would be right.
    if (code) return /^(NOT_ACKNOWLEDGED|BACKEND_FAILED)$/.test(code) ? fail(code) : fail("REFUSED", 0, code);
    text = "";
    letGo();
    end("delivered");
  }

  function heard(event) {
    var from = event.source && (event.source == live("opener") ? "opener" : event.source == live("parent") && "parent");
    if (!from || targets.indexOf(event.origin) < 0) return;
    var word = WORDS.exec(event.data);
    if (!word || !word[1]) return portless && answered(event);
    proxy = proxy || word[2];
    var again = state & POSTED && channel === from;
    // At most five times.
    if (again && ++resends > 5) return;
    if (event.ports && event.ports[0]) event.ports[0].postMessage("launch-complete:" + (again ? "pending:1" : "ready:1"));
    if (!again) return;
    if (state & FREE) report("sending");
    post(from);
  }

  if (!targets.every(isOrigin)) throw failure("ORIGIN_INVALID", "targetOrigin");
  if (!uris.every(isTarget)) throw failure("REDIRECT_INVALID", "redirectUri");
  if (target && uris.indexOf(target) < 0) throw failure("REDIRECT_NOT_REGISTERED", "redirectTo");
  addEventListener("message", heard);

  return {
    deliver: function (result) {
      try {
        var fresh = textOf(result);
      } catch (error) {
        return report("failed", error);
      }
      if (!(state & FREE)) return;
      text = fresh;
      resends = 0;
      framed = targets[0] && live("parent");
      steps = (via !== "auto" ? [via] : framed ? ["parent"] : ["opener", "redirect"]).filter(function (way) {
        return way === "redirect" ? target : targets[0];
      });
      if (!steps[0]) return fail("OPTION_INVALID", via === "redirect" ? "redirectUri" : "targetOrigin");
      report("sending");
      next();
    },
    restored: function () {
      if (state & LEFT) {
        clearTimeout(timer);
        report("idle");
        state = FREE;
      }
    },
    close: letGo
  };
}

/** Checks a result of documented fields; throws a `LaunchError` with `path`. */
export function buildResult(fields) {
  return JSON.parse(textOf(fields));
}

function textOf(result) {
  var text;
  try {
    text = JSON.stringify(result);
  } catch (_) {}
  if (!text) throw failure(result === undefined ? "RESULT_MISSING" : "RESULT_NOT_JSON");
  result = JSON.parse(text);
  validate(
    result,
    { accountId: ID, cycles: [{ cycleId: ID, webhooks: [{ url: WEB_URL }] }] },
    { accountId: ID, cycleId: ID, webhooks: [WEB_URL] }
  );
  // Every level is indented by one more space.
  if (/\n {65}/.test(JSON.stringify(result, null, 1))) throw failure("RESULT_TOO_DEEP");
  // Half a surrogate pair is written as an escape, as today's `JSON.stringify` does: any path can carry it.
  return text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, function (units) {
    return units[1] ? units : "\\u" + units.charCodeAt(0).toString(16);
  });
}

function isOrigin(text) {
  return originOf(text) === text;
}

// Visible ASCII without what no URL holds, no fragment, no parameter of our name.
function isTarget(uri) {
  return originOf(uri) && /^(?![^?]*\?(.*&)?launch_result([=&]|$))[!$-;=?-\[\]-~]+$/.test(uri);
}

// The window around this one or the one that opened it, where it is there and open.
function live(name) {
  try {
    var other = window[name];
    return other && other != window && !other.closed && other;
  } catch (_) {}
}

function submit(target, text) {
  var root = document.documentElement;
  var form = root.appendChild(document.createElement("form"));
  var input = form.appendChild(document.createElement("input"));
  form.method = "post";
  form.action = target;
  input.type = "hidden";
  input.name = "launch_result";
  input.value = text;
  form.submit();
  // The field holds the result: it leaves the document as soon as the browser has it.
  root.removeChild(form);
}
