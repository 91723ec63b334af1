// Handing a text to the host's back end, again where that is worth it.

import { failure } from "./fallback-common.js";
import { bytesOf } from "./fallback-receiver.js";
import { hexOf } from "./fallback-storage.js";

/** Up to this many bytes survive the window. */
const KEEPALIVE = 60000;
const TRIES = 6;

/** Reads `{ url, headers?, credentials? }`. */
export function readBackEnd(given) {
  if (given == null) return undefined;
  const { url, headers, credentials = "same-origin" } = given;
  if (typeof url !== "string" || typeof credentials !== "string") throw failure("OPTION_INVALID", "backend");
  return { url, headers, credentials };
}

/** The `Idempotency-Key` of a text. */
export async function keyOf(text) {
  return "sha-256=" + hexOf(new Uint8Array(await crypto.subtle.digest("SHA-256", bytesOf(text))));
}

/** Tries until `done` is told `{ code, status }`. Gives the way to stop trying. */
export function handOff({ url, headers, credentials }, text, done) {
  let timer;
  let tried = 0;
  let stopped = false;
  const send = async () => {
    let status;
    tried++;
    try {
      const body = bytesOf(text);
      const response = await fetch(url, {
        method: "POST",
        headers: { ...headers, "Content-Type": "application/json", "Idempotency-Key": await keyOf(text) },
        credentials,
        redirect: "error",
        body,
        keepalive: body.length <= KEEPALIVE,
      });
      ({ status } = response);
    } catch {
      // It was not reached.
    }
    if (stopped) return;
    const known = status && { status };
    if (status >= 200 && status < 300) done({ code: "STORED", ...known });
    else if (tried < TRIES && (!status || /^(408|425|429|5..)$/.test(status))) {
      // Windows that failed together shall not try again together.
      timer = setTimeout(send, 125 * 2 ** (tried - 1) * (1 + Math.random()));
    } else done({ code: "BACKEND_FAILED", ...known });
  };
  send();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
