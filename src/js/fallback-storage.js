// The launch binding in the browser's storage, as the module keeps it. It never holds result text.

const INHERITED = "launch-complete:launch";
const OWN = "launch-complete:own";
const PENDING = "launch-complete:pending:";
const LIFE = 15 * 60 * 1000;

// Storage may be switched off, full or forbidden; then a launch is simply not bound.
function at(name) {
  try {
    return window[name];
  } catch {
    return {};
  }
}

function put(name, key, value) {
  const storage = at(name);
  delete storage[key];
  try {
    if (value) storage[key] = value;
  } catch {}
}

export const hexOf = (bytes) => Array.from(bytes, (byte) => (byte + 256).toString(16).slice(1)).join("");

/** A fresh random id. */
export const freshId = () => hexOf(crypto.getRandomValues(new Uint8Array(16)));

export const remember = (id, origin) => put("localStorage", PENDING + id, `1 ${Date.now()} ${origin}`);

export function forget(id) {
  put("localStorage", PENDING + id);
  setOwn(ownIds().filter((own) => own !== id));
}

/** The launches that still wait, newest first: `[started, id, origin]`. Dead records are swept out. */
export function allPending() {
  const found = [];
  for (const [key, record] of Object.entries(at("localStorage"))) {
    const [, id, started, origin] = /^launch-complete:pending:([0-9a-f]{32})=1 (\d+) (.+)$/.exec(key + "=" + record) || [];
    if (Date.now() - started < LIFE) found.push([started, id, origin]);
    else if (key.startsWith(PENDING)) put("localStorage", key);
  }
  return found.sort(([one], [other]) => other - one);
}

export const ownIds = () => (at("sessionStorage")[OWN] || "").split(" ").filter(Boolean);

/** Whether another launch of this tab waits. */
export const ownBesides = (id) => allPending().some(([, other]) => other !== id && ownIds().includes(other));

const setOwn = (ids) => put("sessionStorage", OWN, ids.join(" "));

export const own = (id) => setOwn([...ownIds(), id]);

/** Sets or clears the id that the next window inherits. */
export const setInherited = (id) => put("sessionStorage", INHERITED, id);

/** The id this window inherited, or an empty text. */
export const inherited = () => /^[0-9a-f]{32}$|$/.exec(at("sessionStorage")[INHERITED] || "")[0];
