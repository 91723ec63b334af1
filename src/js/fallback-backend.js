// Handing a text to the host's back end, again where that is worth it.

import { bytesOf, invalid, isText } from "./fallback-receiver.js";
import { hexOf } from "./fallback-storage.js";

/** Up to this many bytes survive the window. */
const KEEPALIVE = 60000;
const TRIES = 6;

/** Checks `{ url, headers?, credentials? }`. */
export function backEndOf(given) {
  if (given != null && !isText(given.url)) throw invalid("backend");
  return given;
}

/** The `Idempotency-Key` of a text. */
export const keyOf = async (text) => "sha-256=" + hexOf(new Uint8Array(await crypto.subtle.digest("SHA-256", bytesOf(text))));

/** Tries until it is stored or hopeless. */
export async function handOff({ url, headers, credentials = "same-origin" }, text, key) {
  const body = bytesOf(text);
  const keepalive = body.length <= KEEPALIVE;
  headers = { ...headers, "Content-Type": "application/json", "Idempotency-Key": key };
  for (let tried = 1; ; tried++) {
    const request = { method: "POST", headers, credentials, redirect: "error", body, keepalive };
    const { ok, status } = await fetch(url, request).catch(() => ({}));
    if (ok) return { code: "STORED", status };
    if (tried === TRIES || !/undefined|408|425|429|5../.test(status)) return { code: "BACKEND_FAILED", status };
    // Windows that failed together shall not try again together.
    await new Promise((then) => setTimeout(then, 62.5 * 2 ** tried * (1 + Math.random())));
  }
}
