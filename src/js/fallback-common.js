// What every fallback shares: where the WebAssembly module cannot run, a few scripts stand in for it, with
// the same checks and the same codes. This file is part of the page's, so it is written in ES5 with what
// engines of IE10's age have.

export var PREFIX = "launch-complete:";

var EXPECTED = "expected ";

/** A real error with the stable code and, where there is one, the place. */
export function failure(code, path, message) {
  var error = new Error(message || (path ? path + ": " : "") + code);
  error.name = "LaunchError";
  error.code = code;
  error.path = path || "";
  return error;
}

var IPV4 = /^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.|$)){4}$/;
var AUTHORITY = /^http(s?):\/\/((?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}|\[[0-9a-f:]+\])(?::([1-9]\d{0,4}))?(?![^\/?#])/;

/** The exact origin at the start of an absolute URL; an empty text where there is none to be trusted. */
export function originOf(url) {
  var found = AUTHORITY.exec(url) || [];
  var secure = found[1];
  var host = found[2];
  var port = found[3] || 1;
  var good =
    host &&
    host.length < 254 &&
    port < 65536 &&
    port != (secure ? 443 : 80) &&
    (host.charAt(0) === "[" ? isIpv6(host.slice(1, -1)) : !/(^|\.)(\d+|0x[0-9a-f]*)$/.test(host) || IPV4.test(host)) &&
    // This machine needs no encryption.
    (secure || /(^|\.)localhost$|^\[::1]$/.test(host) || (/^127\./.test(host) && IPV4.test(host)));
  return good ? found[0] : "";
}

/** Whether an address is written as browsers print it: the first longest run of zeros left out. */
function isIpv6(address) {
  var halves = address.split("::");
  var groups = halves[0] ? halves[0].split(":") : [];
  var tail = halves[1] ? halves[1].split(":") : [];
  while (halves[1] !== undefined && groups.length + tail.length < 8) groups.push("0");
  var full = groups.concat(tail).join(":");
  if (!/^((0|[1-9a-f][0-9a-f]{0,3})(:(?!$)|$)){8}$/.test(full)) return false;
  for (var count = 8, zeros = "(^|:)0(:0){7}(:|$)"; count > 1; count--) {
    var run = new RegExp(zeros.replace("7", count - 1));
    if (run.test(full)) return full.replace(run, "::") === address;
  }
  return full === address;
}

/** Whether a JSON text is nested deeper than any result: parsers recurse, so this is asked first. */
export function isTooDeep(text) {
  for (var at = 0, depth = 0, quoted = false; at < text.length; at++) {
    var character = text.charAt(at);
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === "[" || character === "{")) {
      if (++depth > 64) return true;
    } else if (!quoted && (character === "]" || character === "}")) depth = Math.max(depth - 1, 0);
    else if (quoted && character === "\\") at++;
  }
  return false;
}

// The documented fields. A list has what belongs in each of its items.
var ID = 1;
var TEXT = 2;
var URL = 3;
var PACKAGE = 4;
var MARKETPLACE = {
  accountId: ID,
  accountApiId: TEXT,
  userId: TEXT,
  installCompleteMessage: TEXT,
  marketplacePackageId: PACKAGE,
  cycles: [{ cycleId: ID, templateId: TEXT, status: TEXT, webhooks: [{ stepName: TEXT, url: URL }] }],
  errors: [TEXT]
};
var SINGLE_CYCLE = {
  accountId: ID,
  accountApiId: TEXT,
  userId: TEXT,
  cycleId: ID,
  templateId: TEXT,
  status: TEXT,
  webhooks: [URL],
  errors: [TEXT],
  completeParameter: TEXT
};

/** An own field of something parsed; what a polluted prototype adds is not there. */
export function field(object, name) {
  var value = Object.prototype.hasOwnProperty.call(object, name) ? object[name] : null;
  return value === undefined ? null : value;
}

/** Throws where a parsed value is no result. */
export function validate(value) {
  if (value == null) throw failure("RESULT_MISSING", "", "no result: the page has no `result` object");
  if (!isObject(value)) throw failure("RESULT_NOT_OBJECT", "", "result: " + EXPECTED + "an object");
  var rule = field(value, "cycles") !== null ? MARKETPLACE : field(value, "cycleId") !== null && SINGLE_CYCLE;
  if (!rule) throw failure("RESULT_FORM", "", "result: neither `cycles` nor `cycleId` is there");
  check(value, rule, "");
}

function isObject(value) {
  return value && typeof value === "object" && !Array.isArray(value);
}

function check(value, rule, path) {
  var wrong;
  if (Array.isArray(rule)) {
    if (Array.isArray(value)) {
      value.forEach(function (item, index) {
        check(item, rule[0], path + "[" + index + "]");
      });
    } else wrong = EXPECTED + "a list";
  } else if (rule === PACKAGE) {
    var whole = typeof value === "string" ? /^\d{1,18}$/.test(value) : value % 1 === 0 && Math.abs(value) <= 9007199254740992;
    if (!whole || typeof value === "boolean") wrong = EXPECTED + "a whole number";
  } else if (rule > 0) {
    if (typeof value !== "string") wrong = EXPECTED + "a text";
    else if (rule === ID && !/[^\t\n\f\r ]/.test(value)) wrong = "required";
    else if (rule === URL && !/^https?:\/\/(?![\/?#:@])[^\s\x00-\x1f\x7f-\x9f"<>\\]+$/i.test(value)) wrong = "not an http(s) URL";
  } else if (isObject(value)) {
    for (var name in rule) {
      var place = (path && path + ".") + name;
      var inner = field(value, name);
      if (inner !== null) check(inner, rule[name], place);
      else if (rule[name] === ID || rule[name] === URL) throw invalid(place, "required");
    }
  } else wrong = EXPECTED + "an object";
  if (wrong) throw invalid(path, wrong);
}

function invalid(path, wrong) {
  return failure("RESULT_INVALID", path, path + ": " + wrong);
}

/** The code of a refusal, an empty text for an acknowledgement, `undefined` for anything else. */
export function answerOf(text) {
  var found = typeof text === "string" && /^launch-complete:(ack:1|refused:1:([A-Z0-9_]{1,64}))$/.exec(text);
  return found ? found[2] || "" : undefined;
}

/** Tells a page or an app. What its function throws is its own affair. */
export function tell(listener, report) {
  try {
    listener(report);
  } catch (_) {}
}
