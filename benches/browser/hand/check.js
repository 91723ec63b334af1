// What makes a result acceptable: the same rules as src/launch/validate.rs, as somebody would write them by hand.

const MAX_NESTING = 64;
const DIGITS = /^\d{1,18}$/;
const WEB_URL = /^https?:\/\/[^/?#:@\s\p{Cc}"<>\\][^\s\p{Cc}"<>\\]*$/iu;

export class CheckError extends Error {
  constructor(code, path) {
    super(path ? `${code}: ${path}` : code);
    this.code = code;
    this.path = path;
  }
}

const invalid = (path) => {
  throw new CheckError("RESULT_INVALID", path);
};

function text(value, path) {
  if (value !== undefined && value !== null && typeof value !== "string") invalid(path);
}

function identity(value, path) {
  if (typeof value !== "string" || value.trim() === "") invalid(path);
}

function webUrl(value, path) {
  if (typeof value !== "string" || !WEB_URL.test(value)) invalid(path);
}

function list(value, path, check) {
  if (value === undefined || value === null) return;
  if (!Array.isArray(value)) invalid(path);
  for (let index = 0; index < value.length; index++) check(value[index], path, index);
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

// The place is put into words only where something is wrong there.
function webhook(value, path, index) {
  if (!isObject(value)) invalid(`${path}[${index}]`);
  if (typeof value.url !== "string" || !WEB_URL.test(value.url)) invalid(`${path}[${index}].url`);
  if (typeof value.stepName !== "string") text(value.stepName, `${path}[${index}].stepName`);
}

function cycle(value, path, index) {
  const here = `${path}[${index}]`;
  if (!isObject(value)) invalid(here);
  identity(value.cycleId, `${here}.cycleId`);
  text(value.templateId, `${here}.templateId`);
  text(value.status, `${here}.status`);
  list(value.webhooks, `${here}.webhooks`, webhook);
}

function packageId(value) {
  if (value === undefined || value === null || Number.isInteger(value)) return;
  if (typeof value !== "string" || !DIGITS.test(value)) invalid("marketplacePackageId");
}

function nesting(text) {
  let depth = 0;
  let inside = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) inside = !inside;
    else if (code === 92 && inside) at++;
    else if (!inside && (code === 91 || code === 123)) {
      if (++depth > MAX_NESTING) throw new CheckError("RESULT_TOO_DEEP");
    } else if (!inside && (code === 93 || code === 125)) depth--;
  }
}

/** Throws unless it is a result in one of the two documented forms. */
export function check(value) {
  if (!isObject(value)) throw new CheckError(value === undefined || value === null ? "RESULT_MISSING" : "RESULT_NOT_OBJECT");
  const many = value.cycles !== undefined && value.cycles !== null;
  if (!many && (value.cycleId === undefined || value.cycleId === null)) throw new CheckError("RESULT_FORM");
  identity(value.accountId, "accountId");
  for (const name of ["accountApiId", "userId"]) text(value[name], name);
  list(value.errors, "errors", (item, path, index) => text(item, `${path}[${index}]`));
  if (many) {
    text(value.installCompleteMessage, "installCompleteMessage");
    packageId(value.marketplacePackageId);
    list(value.cycles, "cycles", cycle);
  } else {
    identity(value.cycleId, "cycleId");
    for (const name of ["templateId", "status", "completeParameter"]) text(value[name], name);
    list(value.webhooks, "webhooks", (item, path, index) => webUrl(item, `${path}[${index}]`));
  }
}

/** The text of a result that is one. */
export function checkedText(value) {
  check(value);
  return JSON.stringify(value);
}

/** The same with what ours promises: getters and `toJSON` run once, and what was checked is what is sent. */
export function textChecked(value) {
  const text = JSON.stringify(value);
  if (text === undefined) throw new CheckError("RESULT_MISSING");
  nesting(text);
  check(JSON.parse(text));
  return text;
}

/** A result from a text that came from outside. */
export function checkedResult(text, maxBytes) {
  if (text.length > maxBytes || new TextEncoder().encode(text).length > maxBytes) throw new CheckError("RESULT_TOO_LARGE");
  nesting(text);
  const value = JSON.parse(text);
  check(value);
  return value;
}
