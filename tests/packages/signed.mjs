// A client of a back end: hand-offs as a page sends them, and events signed by nothing but Node.

import { createHash, createHmac } from "node:crypto";

export const CLIENT_ID = "my-client-id";
export const CLIENT_SECRET = "de17f1f0-4816-157b-97ae-eb4b0f656a1f";
const PATH = "/subscriptions";

/** A result, with its key, from a page of this origin. */
export function handOff(origin, text, change = {}) {
  const key = `sha-256=${createHash("sha256").update(text).digest("hex")}`;
  const headers = { origin, "content-type": "application/json", "idempotency-key": key, ...change };
  return { path: "/api/results", method: "POST", headers, body: text };
}

/** An event as the marketplace sends it; `sent` is the body where it was changed on the way. */
export function event(name, payload, { sent, age = 0 } = {}) {
  const [component, resource, action] = name.split(".");
  const dispatchedAt = new Date().toISOString();
  const envelope = { name, component, resource, action, version: "v1", subscriptionId: 1, dispatchedAt };
  const body = JSON.stringify({ event: envelope, payload });
  const time = `${Math.floor(Date.now() / 1000) - age}`;
  const signature = createHmac("sha256", CLIENT_SECRET).update(`${CLIENT_ID}POST${PATH}${body}${time}`).digest("hex");
  const headers = { "content-type": "application/json", "x-access-key": CLIENT_ID, "x-timestamp": time, "x-signature": signature };
  return { path: PATH, method: "POST", headers, body: sent?.(body) ?? body };
}
