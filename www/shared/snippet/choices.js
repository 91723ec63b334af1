// What there is to choose in a snippet, and what is taken where nothing was said.

export const PATHS = ["auto", "opener", "parent", "redirect"];
export const RESPONSE_MODES = ["fragment", "query", "form_post", "fragment form_post"];
export const DISTRIBUTIONS = ["external", "self-contained"];

/** The texts of the Launch Complete page, as the script has them in English. */
export const TEXTS = {
  ok: "OK",
  retry: "Retry",
  idle: "",
  sending: "Sending the result to your app …",
  delivered: "Your app has the result.",
  sent: "The result was sent to your app.",
  redirecting: "Going back to your app …",
  closable: "You can close this window.",
  refused: "Your app refused the result.",
  failed: "The result could not be delivered.",
  missing: "There is no result to deliver on this page.",
  reason: "({message})",
};

const DEFAULTS = {
  appOrigin: "https://app.example",
  marketplaceOrigin: "https://marketplace.example",
  // auto, opener, parent (the proxy page) or redirect
  via: "auto",
  // ours, or plain: a listener that only does JSON.parse(event.data)
  listener: "ours",
  responseMode: "fragment",
  // Who gets the result from a proxy or landing page: opener, backend, or both.
  deliverTo: "opener",
  backend: "/api/results",
  // added: the script adds a button; own: the page has one; load: no click
  trigger: "added",
  triggerSelector: "#finish",
  // Empty: the marketplace's merge field. Else an element that gets the message.
  messageSelector: "",
  texts: {},
  distribution: "external",
};

/** Choices without gaps. Where a file of the app is not named, it is where the README puts it. */
export function complete(choices) {
  const given = Object.entries(choices).filter(([, value]) => value !== undefined && value !== "");
  const all = { ...DEFAULTS, ...Object.fromEntries(given) };
  const [first] = words(all.appOrigin);
  return {
    ...all,
    appOrigin: words(all.appOrigin).join(" "),
    landing: all.landing ?? `${first}/connect/landing.html`,
    proxy: all.proxy ?? `${first}/connect/proxy.html`,
    script: all.script ?? `${first}/lib/launch-complete.js`,
  };
}

/** Whether the page posts to a window at all. */
export const posts = ({ via }) => via !== "redirect";

/** Whether it may redirect. A plain listener has no launch that a landing page could find. */
export const redirects = ({ via, listener }) => via === "redirect" || (via === "auto" && listener === "ours");

/** Whether a page of the app, proxy or landing, passes the result on. */
export const relays = (choices) => choices.listener === "ours" && (choices.via === "parent" || redirects(choices));

export const words = (text) => text.split(/[\t\n\f\r ]+/).filter(Boolean);
