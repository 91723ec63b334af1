// What a launch proved, and what to do where it failed, in words.

const WAYS = { opener: "window.opener", proxy: "the proxy page", landing: "the landing page" };

/** By which way, how and how fast. */
export function evidenceOf({ code, via, channel, origin, originVerified, milliseconds }) {
  const vouched = originVerified === false ? "" : ` from ${origin}`;
  return `${code} by ${WAYS[via]}${vouched}, ${channel}, ${Math.round(milliseconds)} ms`;
}

const CUT_OFF =
  "A page in the window, or this one, sends Cross-Origin-Opener-Policy and cuts the two off from each other. On your app, same-origin-allow-popups does no harm; where it is another page, take a path below.";
const UNREACHED =
  "The Launch Complete page could not reach this page. The window that stayed open says what it saw.";
const PROXY =
  "See that proxy.html loads, that its frame-src allows the marketplace, and that the marketplace allows to be framed (frame-ancestors, X-Frame-Options).";
const LANDING = "See that landing.html loads, that its script runs, and that form-action of the marketplace's policy allows it.";
const FORM = "A form needs a server that takes it: a server for files alone does not. Take the fragment.";

/**
 * What to do about a failure.
 * @param {string} via
 * @param {string} code
 * @param {{lost: boolean, form: boolean}} seen on the way
 */
export function adviceFor(via, code, { lost, form }) {
  if (code === "BLOCKED") return "The browser opens one window a click. Use the button of this line, or allow pop-ups for this site.";
  if (code === "URL_FAILED" || code === "OPTION_INVALID") return "See that shared/config.json names the origins of both sites.";
  if (via === "opener") return lost ? CUT_OFF : UNREACHED;
  if (via === "parent") return PROXY;
  return form ? FORM : LANDING;
}
