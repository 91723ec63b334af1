// What a fallback accepts: the same order of checks as the module's.

import { ID, WEB_URL, failure, originOf, validate } from "./fallback-common.js";

export const MAX_BYTES = 4 << 20;

const TEXT = { test: () => true };
const MARKETPLACE = {
  accountId: ID,
  accountApiId: TEXT,
  userId: TEXT,
  installCompleteMessage: TEXT,
  cycles: [{ cycleId: ID, templateId: TEXT, status: TEXT, webhooks: [{ stepName: TEXT, url: WEB_URL }] }],
  errors: [TEXT],
};
const SINGLE_CYCLE = {
  accountId: ID,
  accountApiId: TEXT,
  userId: TEXT,
  cycleId: ID,
  templateId: TEXT,
  status: TEXT,
  webhooks: [WEB_URL],
  errors: [TEXT],
  completeParameter: TEXT,
};

/** The origin of a URL, where it is written as a browser reports it; else an empty text. */
export function exactOrigin(url) {
  const origin = typeof url === "string" && originOf(url);
  try {
    return new URL(origin).origin === origin ? origin : "";
  } catch {
    return "";
  }
}

/** The option `marketplaceOrigin`. */
export function marketplaceOf({ marketplaceOrigin }) {
  if (typeof marketplaceOrigin !== "string") throw failure("OPTION_INVALID", "marketplaceOrigin");
  if (!marketplaceOrigin || exactOrigin(marketplaceOrigin) !== marketplaceOrigin) {
    throw failure("ORIGIN_INVALID", "marketplaceOrigin");
  }
  return marketplaceOrigin;
}

export const bytesOf = (text) => new TextEncoder().encode(text);

function isTooDeep(text) {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') quoted = !quoted;
    else if (quoted) at += character === "\\";
    else if ("[{".includes(character)) {
      if (++depth > 64) return true;
    } else if ("]}".includes(character) && depth) depth--;
  }
  return false;
}

/** Parses a text that is a result; throws what is wrong with it. Size and nesting come before parsing. */
export function parseResult(text, maxBytes) {
  if (bytesOf(text).length > maxBytes) throw failure("RESULT_TOO_LARGE");
  if (isTooDeep(text)) throw failure("RESULT_TOO_DEEP");
  let result;
  try {
    // An own `__proto__` is harmless until somebody copies the object; so it does not get that far.
    result = JSON.parse(text, (name, value) => (name === "__proto__" ? undefined : value));
  } catch {
    throw failure("RESULT_NOT_JSON");
  }
  validate(result, MARKETPLACE, SINGLE_CYCLE);
  const id = result.cycles && result.marketplacePackageId;
  if (id != null && !(typeof id === "string" ? /^\d{1,18}$/.test(id) : Number.isInteger(id) && Math.abs(id) <= 2 ** 53)) {
    throw failure("RESULT_INVALID", "marketplacePackageId");
  }
  return result;
}

/** Decides about every message of one launch. The first acceptable one wins. */
export function receiver(origins, maxBytes, expect) {
  const counts = { ignored: 0, refused: 0, duplicates: 0 };
  let done = false;
  return {
    counts,
    /** A text of acceptable length, from the exact origin, from the expected window. */
    admit(data, origin, expected) {
      const good = typeof data === "string" && data.length <= maxBytes && origins.includes(origin) && expected;
      if (!good) counts.ignored++;
      return good;
    },
    /** The `result`, or the `code` and `path` of a refusal, or that it is a `duplicate`, or nothing. */
    read(text) {
      let result;
      try {
        result = parseResult(text, maxBytes);
        for (const name of ["accountId", "accountApiId", "completeParameter"]) {
          if (expect[name] != null && expect[name] !== result[name]) throw failure("EXPECT_MISMATCH", name);
        }
      } catch ({ code, path }) {
        const ignored = /TOO/.test(code);
        counts[ignored ? "ignored" : "refused"]++;
        return ignored ? undefined : { code, path };
      }
      if (done) {
        counts.duplicates++;
        return { duplicate: true };
      }
      done = true;
      return { result };
    },
  };
}
