// What the fallbacks share. Where the WebAssembly module cannot run, a few scripts stand in for it with the
// same codes. This file is part of the page's, so it is written in ES5, for engines of IE10's age.

/** A real error with the stable code, the place, and a short message made of both. */
export function failure(code, path, detail) {
  var error = new Error(code.toLowerCase().replace(/_/g, " ") + (detail || path ? ": " + (detail || path) : ""));
  error.name = "LaunchError";
  error.code = code;
  error.path = path || "";
  return error;
}

var IPV4 = /^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.|$)){4}$/;
var AUTHORITY = /^http(s?):\/\/(([a-z0-9_-]{1,63}(\.(?=\w|-)|(?![^:\/?#])))+|\[[0-9a-f:]+])(:([1-9]\d{0,4}))?(?![^\/?#])/;

/**
 * The exact origin at the start of an absolute URL; an empty text where there is none to be trusted.
 * Addresses in brackets are not looked at closely: a browser reports no origin that is equal to a bad one.
 */
export function originOf(url) {
  var found = AUTHORITY.exec(url) || [];
  var secure = found[1];
  var host = found[2];
  var good =
    host &&
    host.length < 254 &&
    !(found[6] > 65535) &&
    found[6] != (secure ? 443 : 80) &&
    (!/(^|\.)(\d+|0x[0-9a-f]*)$/.test(host) || IPV4.test(host)) &&
    // This machine needs no encryption.
    (secure || /(^|\.)localhost$|^\[::1]$/.test(host) || (/^127\./.test(host) && IPV4.test(host)));
  return good ? found[0] : "";
}

/** An own field of something parsed; what a polluted prototype adds is not there. */
export function field(object, name) {
  return Object.prototype.hasOwnProperty.call(object, name) ? object[name] : null;
}

/** Whether a JSON text is nested deeper than any result: parsers recurse, so this is asked first. */
export function isTooDeep(text) {
  for (var at = 0, depth = 0, quoted = false; at < text.length; at++) {
    var character = text.charAt(at);
    if (character === '"') quoted = !quoted;
    else if (quoted) at += character === "\\";
    else if (/[[{]/.test(character)) {
      if (++depth > 64) return true;
    } else if (/[\]}]/.test(character) && depth) depth--;
  }
}

/** The code of a refusal, an empty text for an acknowledgement, `undefined` for anything else. */
export function answerOf(text) {
  var found = /^launch-complete:(ack:1|refused:1:([A-Z0-9_]{1,64}))$/.exec(text);
  return found ? found[2] || "" : undefined;
}

/** Tells a page or an app. What its function throws is its own affair. */
export function tell(listener, report) {
  try {
    listener(report);
  } catch (_) {}
}
