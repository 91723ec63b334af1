// Code to copy: a title, the text, a button, and words for what came of it.

import { byId, element } from "../../shared/dom.js";

/** @param {{id: string, title: string, code?: string, note?: string}} part */
export function codeBlock({ id, title, code, note }, heading = "h3") {
  const own = `code-${id}`;
  const block = element("div", { class: "code-block" }, element(heading, { id: `${own}-title` }, title));
  if (code !== undefined) {
    const rows = Math.min(18, code.split("\n").length);
    const text = element("textarea", { id: own, class: "code", readonly: true, rows, spellcheck: "false", dir: "ltr", "aria-labelledby": `${own}-title` });
    text.value = code;
    const copy = element("button", { type: "button", class: "quiet small", "aria-describedby": `${own}-title` }, "Copy");
    copy.addEventListener("click", async () => {
      copy.textContent = (await copyFrom(text, title)) ? "Copied" : "Copy";
    });
    block.append(text, element("div", { class: "actions" }, copy));
  }
  if (note) block.append(element("p", { class: "note" }, note));
  return block;
}

async function copyFrom(text, title) {
  // A live region speaks when it changes: so it is emptied first.
  byId("copied").textContent = "";
  const done = await copied(text);
  byId("copied").textContent = done ? `Copied: ${title}` : "Not copied: the browser does not allow it. Select the text and copy it.";
  return done;
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text.value);
    return true;
  } catch {
    // Pages of plain http have no clipboard; the old command has.
    text.select();
    return document.execCommand("copy");
  }
}
