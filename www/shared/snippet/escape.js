// Text in places where something else than text may stand: it stays text.

const NAMED = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

// What turns the reading direction of the lines around it, or looks like nothing at all.
const UNSEEN = "\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff";

// Beside markup: line ends, which would break the lines that are pasted, and braces, in which the marketplace
// would look for merge fields.
const IN_ATTRIBUTE = new RegExp(`[&<>"'\`{}\\t\\n\\f\\r${UNSEEN}]`, "g");
const IN_SCRIPT = new RegExp(`[<>&{}\`\\u007f-\\u009f${UNSEEN}]`, "g");

/** A text as the value of an attribute, without the quotes around it. No attribute can hold a null character. */
export function attributeValue(text) {
  return text
    .toWellFormed()
    .replaceAll("\0", "\ufffd")
    .replace(IN_ATTRIBUTE, (character) => NAMED[character] ?? `&#${character.codePointAt(0)};`);
}

/** A text as a literal of JavaScript, with its quotes, that may stand in a page as well as in a file. */
export function scriptLiteral(text) {
  return JSON.stringify(text.toWellFormed()).replace(
    IN_SCRIPT,
    (character) => `\\u${character.codePointAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A start tag, an attribute a line unless said otherwise. */
export function startTag(name, attributes, between = "\n  ") {
  const written = attributes.map(([key, value]) => (value === null ? key : `${key}="${attributeValue(value)}"`));
  return `<${name} ${written.join(between)}>`;
}
