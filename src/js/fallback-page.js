// Stands in for the module on the Launch Complete page: transport, with the checks that keep a wrong result
// or a wrong origin from leaving. Written in ES5. It needs no Promise, URL, TextEncoder, structured clone
// or ports; a port is used where there is one.

import { answerOf, failure, field, originOf, tell } from "./fallback-common.js";

// The longest value of each mode, in characters.
var CAPS = { fragment: 65536, query: 8192, form_post: Infinity };
var MAX_RESENDS = 5;
var LINGER = 10000;

// What may happen: a delivery may start, an answer to the text counts, the page may come back.
var FREE = 1;
var POSTED = 2;
var LEFT = 4;

/** Delivers the result of this page. Listens for greetings from the moment it is made. */
export function PageSender(options, onReport) {
  var via = word("via", /^(auto|opener|parent|redirect)$/) || "auto";
  var ack = word("ack", /^(optional|required|none)$/);
  var targets = words("targetOrigin", /^/).filter(function (origin, index, all) {
    return all.indexOf(origin) === index;
  });
  var target = word("redirectTo", /^/);
  var uris = words("redirectUri", /^/);
  var modes = words("responseMode", /^((fragment|query|form_post)\s*)*$/);
  var state = FREE;
  var ports = [];
  var text, steps, channel, framed, proxy, portless, resends, timer;

  if (options.targetOrigin != null && !(targets.length && targets.length < 17 && targets.every(isOrigin))) {
    throw failure("ORIGIN_INVALID", "targetOrigin");
  }
  uris.forEach(function (uri) {
    // Visible ASCII without what no URL holds, no fragment, no parameter of our name.
    if (!originOf(uri) || !/^[!$-;=?-\[\]-~]+$/.test(uri) || /^[^?]*\?(.*&)?launch_result(=|&|$)/.test(uri)) {
      throw failure("REDIRECT_INVALID", "redirectUri");
    }
  });
  if ((target || options.redirectUri != null) && uris.indexOf((target = target || uris[0])) < 0) {
    throw failure("REDIRECT_NOT_REGISTERED", "redirectTo");
  }

  // A text, or a list of texts joined by spaces: the two ways to write lists in options.
  function word(name, known) {
    var value = options[name];
    if (Array.isArray(value)) value = value.join(" ");
    if (value && !known.test(value)) throw failure("OPTION_INVALID", name);
    return value || "";
  }

  function words(name, known) {
    return word(name, known).split(/[\t\n\f\r ]+/).filter(Boolean);
  }

  function report(status, via, error) {
    var told = { status: status };
    if (via) told.via = via;
    if (error) told.error = error;
    tell(onReport, told);
  }

  function fail(error, kept) {
    clearTimeout(timer);
    state = FREE | kept;
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
  function end(status) {
    report(status, channel);
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
    state = POSTED;
    channel = to;
    if (!other || !targets.every(send, other)) return next(failure("NO_WINDOW"));
    clearTimeout(timer);
    timer = setTimeout(silent, ack === "none" ? 0 : proxy ? limit("proxyAckTimeout", 10000) : limit("ackTimeout", 1500));
  }

  function limit(name, usual) {
    return options[name] == null ? usual : options[name];
  }

  function silent() {
    // The text is out there; a late answer still counts.
    if (ack === "required") return next(failure("NOT_ACKNOWLEDGED"), POSTED);
    timer = setTimeout(letGo, LINGER);
    end("sent");
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
    var mode = (modes[0] ? modes : ["fragment"]).filter(function (mode) {
      return value.length <= CAPS[mode];
    })[0];
    if (!mode) return fail(failure("RESULT_TOO_LONG"));
    clearTimeout(timer);
    state = LEFT;
    report("redirecting");
    if (mode === "form_post") submit(target, text);
    else location.assign(target + (mode === "fragment" ? "#" : target.indexOf("?") < 0 ? "?" : "&") + "launch_result=" + value);
  }

  function answered(event) {
    var code = answerOf(event.data);
    if (code === undefined || !(state & POSTED)) return;
    // Refused by the one it is for: no other way would be right.
    if (code) return fail(failure("REFUSED", "", code));
    state = 0;
    text = "";
    letGo();
    end("delivered");
  }

  function heard(event) {
    var source = event.source;
    var from = source && (source == live("opener") ? "opener" : source == live("parent") && "parent");
    if (!from || event.isTrusted === false || targets.indexOf(event.origin) < 0) return;
    var hello = /^launch-complete:hello:1(:proxy)?$/.exec(event.data);
    if (!hello) return portless && answered(event);
    proxy = proxy || hello[1];
    var again = state & POSTED && channel === from;
    if (again && ++resends > MAX_RESENDS) return;
    if (event.ports && event.ports[0]) event.ports[0].postMessage("launch-complete:" + (again ? "pending:1" : "ready:1"));
    if (!again) return;
    if (state & FREE) report("sending");
    post(from);
  }

  window.addEventListener("message", heard);

  return {
    deliver: function (result) {
      try {
        var fresh = textOf(result);
        if (!(state & FREE)) return;
        text = fresh;
        resends = 0;
        framed = live("parent");
        steps = plan(via, targets[0] && framed, targets[0] && live("opener"), target, targets[0]);
      } catch (error) {
        return report("failed", "", error);
      }
      report("sending");
      next();
    },
    restored: function () {
      if (state & LEFT) {
        state = FREE;
        report("idle");
      }
    },
    close: letGo
  };
}

// The ways to try, in order.
function plan(via, parent, opener, redirect, posts) {
  if (via === "redirect" && !redirect) throw failure("OPTION_INVALID", "redirectUri");
  if (via !== "redirect" && !posts && (via !== "auto" || !redirect)) throw failure("OPTION_INVALID", "targetOrigin");
  var ways = [
    /o|a/.test(via) && opener && !(via==="auto" && parent) && "opener",
  ].filter(Boolean);
  if (!ways[0]) throw failure("NO_WINDOW");
  return ways;
}

/** Checks a result of documented fields; throws a `LaunchError` with `path`. */
export function buildResult(fields) {
  return JSON.parse(textOf(fields));
}

function textOf(result) {
  var text;
  object(result);
  try {
    text = JSON.stringify(result);
  } catch (_) {}
  if (!text) throw failure("RESULT_NOT_JSON");
  // Half a surrogate pair is written as an escape, as today's `JSON.stringify` does: any path can carry it.
  text = text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, function (units) {
    return units.length > 1 ? units : "\\u" + units.charCodeAt(0).toString(16);
  });
  result = JSON.parse(text);
  object(result);
  shallow(result, 64);
  var cycles = field(result, "cycles");
  if (cycles == null && field(result, "cycleId") == null) throw failure("RESULT_FORM");
  identity(result, "accountId", "");
  if (cycles == null) {
    identity(result, "cycleId", "");
    list(result, "webhooks", "", isUrl);
  } else {
    list(result, "cycles", "", function (cycle, path) {
      identity(cycle, "cycleId", path + ".");
      list(cycle, "webhooks", path + ".", function (webhook, path) {
        isUrl(webhook && webhook.url, path + ".url");
      });
    });
  }
  return text;
}

function object(value) {
  if (value == null) throw failure("RESULT_MISSING");
  if (typeof value !== "object" || Array.isArray(value)) throw failure("RESULT_NOT_OBJECT");
}

function shallow(value, left) {
  if (!value || typeof value !== "object") return;
  if (!left) throw failure("RESULT_TOO_DEEP");
  Object.keys(value).forEach(function (name) {
    shallow(value[name], left - 1);
  });
}

function list(object, name, path, check) {
  var items = field(object, name);
  path += name;
  if (items == null) return;
  if (!Array.isArray(items)) throw failure("RESULT_INVALID", path);
  items.forEach(function (item, index) {
    check(item, path + "[" + index + "]");
  });
}

function identity(object, name, path) {
  var value = object && field(object, name);
  if (typeof value !== "string" || !/[^\t\n\f\r ]/.test(value)) throw failure("RESULT_INVALID", path + name);
}

function isUrl(value, path) {
  if (!/^https?:\/\/(?![\/?#:@])[^\s\x00-\x1f\x7f-\x9f"<>\\]+$/i.test(value)) throw failure("RESULT_INVALID", path);
}

function isOrigin(text) {
  return originOf(text) === text;
}

// The window around this one or the one that opened it, where it is there and open.
function live(name) {
  try {
    var other = window[name];
    return other && other != window && !other.closed && other;
  } catch (_) {}
}

function submit(target, text) {
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
