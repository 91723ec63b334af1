// What a fallback accepts: the same order of checks as the module's.

import { ID, WEB_URL, failure, originOf, validate } from "./fallback-common.js";

export const MAX_BYTES = 4 << 20;

const TEXT = { test: () => true };
const INSTALLED = { accountId: ID, accountApiId: TEXT, userId: TEXT, errors: [TEXT] };
const CYCLE = { cycleId: ID, templateId: TEXT, status: TEXT };
const MARKETPLACE = {
  ...INSTALLED,
  installCompleteMessage: TEXT,
  cycles: [{ ...CYCLE, webhooks: [{ stepName: TEXT, url: WEB_URL }] }],
};
const SINGLE_CYCLE = { ...INSTALLED, ...CYCLE, webhooks: [WEB_URL], completeParameter: TEXT };

export const isText = (value) => typeof value === "string";

export const bytesOf = (text) => new TextEncoder().encode(text);

export const invalid = (option) => failure("OPTION_INVALID", option);

/** The option `marketplaceOrigin`. */
export function marketplaceOf({ marketplaceOrigin: origin }) {
  if (!isText(origin)) throw invalid("marketplaceOrigin");
  if (!origin || originOf(origin) !== origin) throw failure("ORIGIN_INVALID", "marketplaceOrigin");
  return origin;
}

function isTooDeep(text) {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length && depth < 65; at++) {
    const character = text[at];
    if (character === '"') quoted = !quoted;
    else if (quoted) at += character === "\\";
    else if (/[[{]/.test(character)) depth++;
    else if (/[\]}]/.test(character) && depth) depth--;
  }
  return depth > 64;
}

/** Parses a text that is a result; throws what is wrong with it. Size and nesting come before parsing. */
export function parseResult(text, maxBytes) {
  let result;
  if (bytesOf(text).length > maxBytes) throw failure("RESULT_TOO_LARGE");
  if (isTooDeep(text)) throw failure("RESULT_TOO_DEEP");
  try {
    // An own `__proto__` is harmless until somebody copies the object; so it does not get that far.
    result = JSON.parse(text, (name, value) => (name === "__proto__" ? undefined : value));
  } catch {
    throw failure("RESULT_NOT_JSON");
  }
  validate(result, MARKETPLACE, SINGLE_CYCLE);
  const id = result.cycles && result.marketplacePackageId;
  if (id != null && !(isText(id) ? /^\d{1,18}$/.test(id) : Number.isSafeInteger(id))) {
    throw failure("RESULT_INVALID", "marketplacePackageId");
  }
  return result;
}
