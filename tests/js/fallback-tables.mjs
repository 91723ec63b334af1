// The tables of the Rust tests, so that both implementations answer the same questions.

import { readFileSync } from "node:fs";

export const rust = (file) => readFileSync(new URL(`../${file}.rs`, import.meta.url), "utf8");

const ESCAPES = { "\\": "\\", '"': '"', n: "\n", t: "\t", 0: "\0", r: "\r" };

/** A Rust string literal without its quotes. */
const unescaped = (text) =>
  text.replace(/\\(u\{([0-9a-f]+)\}|.)/g, (_, one, hex) => (hex ? String.fromCodePoint(parseInt(hex, 16)) : ESCAPES[one]));

/** The rows `("text", Ok(…))` and `("text", Err(reason))` of a part of a file: `[text, reason]`. */
export function rows(part) {
  const row = /\(\s*"((?:[^"\\]|\\.)*)",\s*(Ok\([^)]*\)\)?|Err\((\w+(?:::\w+)?(?:\([\w:]+\))?)\)),?\s*\)/g;
  return [...part.matchAll(row)].map(([, text, , reason]) => [unescaped(text), reason]);
}

/** The text of a raw string constant. */
export const constant = (source, name) => new RegExp(`const ${name}: &str = r?#?"([\\s\\S]*?)"#?;`).exec(source)[1];

/** The part of a file from one mark to another. */
export const between = (source, from, to) => source.slice(source.indexOf(from), source.indexOf(to, source.indexOf(from)));
