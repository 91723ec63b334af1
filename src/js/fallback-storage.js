// The launch binding in the browser's storage, as the module keeps it. It never holds result text.

const INHERITED = "launch-complete:launch";
const OWN = "launch-complete:own";
const PENDING = "launch-complete:pending:";
const LIFE = 15 * 60 * 1000;

// Storage may be switched off, full or forbidden; then a launch is simply not bound.
function attempt(action) {
  try {
    return action();
  } catch {}
}

const get = (key) => attempt(() => sessionStorage.getItem(key)) || "";
const put = (key, value) => attempt(() => (value ? sessionStorage.setItem(key, value) : sessionStorage.removeItem(key)));

export const hexOf = (bytes) => Array.from(bytes, (byte) => (byte + 256).toString(16).slice(1)).join("");

/** A fresh random id. */
export const freshId = () => hexOf(crypto.getRandomValues(new Uint8Array(16)));

export const remember = (id, origin) => attempt(() => localStorage.setItem(PENDING + id, `1 ${Date.now()} ${origin}`));

export function forget(id) {
  attempt(() => localStorage.removeItem(PENDING + id));
  put(OWN, ownIds().filter((own) => own !== id).join(" "));
}

/** The launches that still wait, newest first: `[started, id, origin]`. Dead records are swept out. */
export function allPending() {
  const found = [];
  for (const [key, record] of attempt(() => Object.entries(localStorage)) || []) {
    if (!key.startsWith(PENDING)) continue;
    const [, id, started, origin] = /:([0-9a-f]{32})=1 (\d+) (.+)$/.exec(key + "=" + record) || [];
    if (Date.now() - started < LIFE) found.push([started, id, origin]);
    else localStorage.removeItem(key);
  }
  return found.sort(([one], [other]) => other - one);
}

export const ownIds = () => get(OWN).split(" ").filter(Boolean);

export const own = (id) => put(OWN, [...ownIds(), id].join(" "));

/** Sets or clears the id that the next window inherits. */
export const setInherited = (id) => put(INHERITED, id);

/** The id this window inherited, or an empty text. */
export const inherited = () => /^[0-9a-f]{32}$|$/.exec(get(INHERITED))[0];
