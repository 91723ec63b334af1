// What is pasted into the Launch Complete HTML box.

import { attributesOf } from "./attributes.js";
import { complete } from "./choices.js";
import { startTag } from "./escape.js";

// An id or a class. Of any other selector nobody can say which element it is for.
const SIMPLE = /^([#.])(-?[a-zA-Z_][\w-]*)$/;

/**
 * The lines to paste.
 * @param choices see choices.js; the gaps are filled
 * @param {{source: string, integrity: string | null}} library `launch-complete.js`
 */
export function linesOf(choices, library) {
  const all = complete(choices);
  const { messageSelector, trigger, triggerSelector } = all;
  const parts = [
    "<h1>Congrats - you're connected!</h1>",
    messageSelector ? elementFor(messageSelector, "p", [], "") : "<p>{{InstallCompleteMessage}}</p>",
    trigger === "own" ? elementFor(triggerSelector, "button", [["type", "button"]], "OK") : "",
    all.distribution === "external" ? external(all, library) : selfContained(all, library),
  ];
  return parts.filter(Boolean).map((part) => `${part}\n`).join("");
}

/** The element that a simple selector finds; an empty text for others, which are in markup of one's own. */
export function elementFor(selector, name, attributes, text) {
  const [, kind, word] = SIMPLE.exec(selector) ?? [];
  if (!kind) return "";
  const found = [kind === "#" ? "id" : "class", word];
  return `${startTag(name, [found, ...attributes], " ")}${text}</${name}>`;
}

function external(choices, { integrity }) {
  // The browser compares a file of another origin only where it may read it: by CORS.
  const checked = integrity ? [["integrity", integrity], ["crossorigin", "anonymous"]] : [];
  return `${startTag("script", [["src", choices.script], ...checked, ...attributesOf(choices)])}</script>`;
}

function selfContained(choices, { source }) {
  // Code is not altered to fit: a file with these was not made by this project's build.
  const wrong = /<\/script|<script|<!--|\{\{/i.exec(source);
  if (wrong) throw new Error(`launch-complete.js contains ${wrong[0]} and cannot stand in a page`);
  return `${startTag("script", attributesOf(choices))}\n${source.trim()}\n</script>`;
}
