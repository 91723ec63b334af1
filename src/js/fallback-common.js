// What the fallbacks share. Where the WebAssembly module cannot run, a few scripts stand in for it with the
// same codes. This file is part of the page's, so it is written in ES5, for engines of IE10's age.

/** A real error with the stable code and the place. Both are its message, or the code and a detail. */
export function failure(code, path, detail) {
  var error = new Error([code].concat(detail || path || []).join(": "));
  error.name = "LaunchError";
  error.code = code;
  error.path = path || "";
  return error;
}

// `https`, or `http` on this machine, which needs no encryption; never with the scheme's own port.
var ORIGIN = /^(https:\/\/(([a-z\d_-]+\.)*[a-z\d_-]+|\[[\da-f:]+])(?!:443\b)|http:\/\/(([a-z\d_-]+\.)*localhost|127\.[\d.]+|\[::1])(?!:80\b))(:[1-9]\d{0,4})?(?![^\/?#])/;

/**
 * The exact origin at the start of an absolute URL; an empty text where there is none to be trusted.
 * Addresses are not looked at closely: a browser reports no origin that is equal to an odd one.
 */
export function originOf(url) {
  return (ORIGIN.exec(url) || [""])[0];
}

/** Texts that identify something, and URLs of webhooks. */
export var ID = /[^\t\n\f\r ]/;
export var WEB_URL = /^https?:\/\/(?![\/?#:@])[^\s\x00-\x1f\x7f-\x9f"<>\\]+$/i;

/**
 * Throws where a parsed value is no result. Rules are what belongs in a field: a pattern for a text, an
 * object for an object, a list for a list of such items.
 */
export function validate(value, marketplace, single) {
  if (!isObject(value)) throw failure(value === null ? "RESULT_MISSING" : "RESULT_NOT_OBJECT");
  if (value.cycles == null && value.cycleId == null) throw failure("RESULT_FORM");
  check(value, value.cycles == null ? single : marketplace, "");
}

function isObject(value) {
  return value && typeof value === "object" && !Array.isArray(value);
}

function check(value, rule, path) {
  if (!(rule.map ? Array.isArray(value) : rule.test ? typeof value === "string" && rule.test(value) : isObject(value))) {
    throw failure("RESULT_INVALID", path);
  }
  if (rule.map) {
    value.forEach(function (item, index) {
      check(item, rule[0], path + "[" + index + "]");
    });
  } else {
    // What has a pattern is required.
    for (var name in rule) {
      if (value[name] != null || rule[name].source) check(value[name], rule[name], (path && path + ".") + name);
    }
  }
}
