// The attributes of the script on the Launch Complete page that say what was chosen.

import { TEXTS, posts, redirects } from "./choices.js";

/**
 * @param choices as `complete` gives them
 * @returns {[string, string][]}
 */
export function attributesOf(choices) {
  const { via, listener, trigger, responseMode, texts } = choices;
  const attributes = [["data-target-origin", choices.appOrigin]];
  const add = (name, value) => attributes.push([name, value]);
  if (via !== "auto") add("data-via", via);
  // Only a listener of ours answers: without it the page may not say that the result was delivered.
  if (posts(choices)) add("data-ack", listener === "ours" ? "required" : "optional");
  if (redirects(choices)) {
    add("data-redirect-uri", choices.landing);
    if (via === "redirect" || responseMode !== "fragment") add("data-response-mode", responseMode);
  }
  if (trigger === "own") add("data-trigger", choices.triggerSelector);
  if (trigger === "load") add("data-when", "load");
  if (choices.messageSelector) add("data-message", choices.messageSelector);
  for (const name of Object.keys(TEXTS)) {
    const text = texts[name];
    if (typeof text === "string" && text !== "") add(`data-text-${name}`, text);
  }
  return attributes;
}
