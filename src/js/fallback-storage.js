// The launch binding in the browser's storage, as the module keeps it. It never holds result text. Storage
// may be switched off, full or forbidden; then a launch is simply not bound.

import { failure } from "./fallback-common.js";
import { exactOrigin } from "./fallback-receiver.js";

const INHERITED = "launch-complete:launch";
const OWN = "launch-complete:own";
const PENDING = "launch-complete:pending:";
const LIFE = 15 * 60 * 1000;

function attempt(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}

const put = (key, value) =>
  attempt(() => (value ? sessionStorage.setItem(key, value) : sessionStorage.removeItem(key)));

export const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Keeps the record of a new launch and gives its random id. */
export function freshId() {
  const bytes = attempt(() => crypto.getRandomValues(new Uint8Array(16)));
  if (!bytes) throw failure("OPTION_INVALID", "crypto");
  return hexOf(bytes);
}

export function remember(id, marketplaceOrigin) {
  attempt(() => localStorage.setItem(PENDING + id, `1 ${Date.now()} ${marketplaceOrigin}`));
}

export function forget(id) {
  attempt(() => localStorage.removeItem(PENDING + id));
  put(OWN, ownIds().filter((own) => own !== id).join(" "));
}

/** The launches that still wait, newest first: `{id, started, origin}`. Dead records are swept out. */
export function allPending() {
  const found = [];
  for (const key of attempt(() => Object.keys(localStorage)) || []) {
    const id = key.startsWith(PENDING) && key.slice(PENDING.length);
    if (!id || !/^[0-9a-f]{32}$/.test(id)) continue;
    const [, started, origin] = /^1 (\d+) (.+)$/.exec(localStorage.getItem(key)) || [];
    if (origin && exactOrigin(origin) === origin && Date.now() - started < LIFE) found.push({ id, started, origin });
    else localStorage.removeItem(key);
  }
  return found.sort((one, other) => other.started - one.started);
}

export const ownIds = () => (attempt(() => sessionStorage.getItem(OWN)) || "").split(" ").filter(Boolean);

export const own = (id) => put(OWN, [...ownIds(), id].join(" "));

/** Sets or clears the id that the next window inherits. */
export const setInherited = (id) => put(INHERITED, id);

/** The id this window inherited. */
export function inherited() {
  const id = attempt(() => sessionStorage.getItem(INHERITED));
  return /^[0-9a-f]{32}$/.test(id) ? id : undefined;
}
