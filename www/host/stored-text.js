// A stored result in a dialog. It is fetched when somebody asks for it, with its webhook URLs masked; they are
// shown when asked for once more, and gone from the page when the dialog is closed.

import { element } from "../shared/dom.js";
import { resultView } from "./result-view.js";

export function showButton(key) {
  const button = element("button", { type: "button", class: "quiet small" }, "Show");
  button.setAttribute("aria-label", `Show the result ${key.replace("sha-256=", "").slice(0, 8)}`);
  button.addEventListener("click", () => show(key));
  return button;
}

async function show(key) {
  const close = element("button", { type: "button" }, "Close");
  const body = element("div", {}, element("p", {}, "Loading…"));
  const title = element("h2", { id: "stored-text-title" }, "Stored result");
  const dialog = element("dialog", { class: "card", "aria-labelledby": title.id }, title, body, close);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  try {
    const [{ cyclesOf }, response] = await Promise.all([
      import("../lib/launch-complete-host.mjs"),
      fetch(`../api/results/${encodeURIComponent(key)}`),
    ]);
    if (!response.ok) throw new Error(`the back end answered ${response.status}`);
    const result = await response.json();
    const cycles = cyclesOf(result);
    body.replaceChildren(
      element("p", {}, "Under the key ", element("code", {}, key)),
      ...resultView(result, cycles),
      webhooks(cycles),
    );
  } catch (error) {
    body.replaceChildren(element("p", {}, `That did not work: ${error.message}`));
  }
}

function webhooks(cycles) {
  const ask = element("button", { type: "button", class: "quiet small" }, "Show its webhook URLs");
  const place = element("div", { class: "actions" }, ask);
  ask.addEventListener("click", () => {
    const urls = cycles.flatMap(({ webhooks = [] }) => webhooks);
    const line = ({ stepName, url }) => element("li", {}, stepName ? `${stepName}: ` : null, element("code", {}, url));
    const list = urls.length ? element("ul", { tabindex: "-1" }, ...urls.map(line)) : element("p", { tabindex: "-1" }, "It has none.");
    place.replaceChildren(list);
    list.focus();
  });
  return place;
}
