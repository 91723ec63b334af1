// The page's fallback is read and run by engines of IE10's age: its syntax and its APIs are theirs.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";

const require = createRequire(new URL("../../xtask/tools/package.json", import.meta.url));
const { parse } = require("acorn");

const source = (name) => readFileSync(new URL(`../../src/js/${name}.js`, import.meta.url), "utf8");
const files = ["fallback-page", "fallback-common"];

/** The script without its imports and with its exports as plain declarations. */
function classic(text) {
  const blank = (from, to) => text.slice(from, to).replace(/[^\n]/g, " ");
  let script = text;
  const { body } = parse(text, { ecmaVersion: "latest", sourceType: "module" });
  for (const { type, start, end, declaration } of body) {
    if (type === "ImportDeclaration") script = script.slice(0, start) + blank(start, end) + script.slice(end);
    if (type === "ExportNamedDeclaration") {
      script = script.slice(0, start) + blank(start, declaration.start) + script.slice(declaration.start);
    }
  }
  return script;
}

/** Every node of a script. */
function* nodes(node) {
  if (Array.isArray(node)) for (const item of node) yield* nodes(item);
  else if (node && typeof node.type === "string") {
    yield node;
    for (const value of Object.values(node)) if (value && typeof value === "object") yield* nodes(value);
  }
}

for (const file of [...files, "page"]) {
  test(`${file}.js is ES5 apart from imports and exports`, () => {
    parse(classic(source(file)), { ecmaVersion: 5 });
  });
}

// What IE10 has of what is used, and no more.
const GLOBALS = new Set(
  "Array JSON Error Infinity undefined window location document btoa unescape encodeURIComponent setTimeout clearTimeout addEventListener removeEventListener".split(" "),
);
const MEMBERS = new Set(
  `stringify parse test exec replace match join concat filter map every forEach indexOf push shift slice split charAt charCodeAt toString toLowerCase
   length name code path source message prototype hasOwnProperty call isArray
   data origin ports port1 port2 onmessage postMessage close closed assign
   createElement appendChild removeChild documentElement submit method action type value MessageChannel
   status via error deliver restored ackTimeout proxyAckTimeout
   cycles cycleId accountId webhooks url fragment query form_post`.split(/\s+/),
);

test("it uses nothing that came later", () => {
  for (const file of files) {
    const program = parse(classic(source(file)), { ecmaVersion: 5 });
    const declared = new Set();
    for (const node of nodes(program)) {
      if (node.type === "VariableDeclarator") declared.add(node.id.name);
      if (node.type === "CatchClause") declared.add(node.param.name);
      if (/^Function/.test(node.type)) [node.id, ...node.params].forEach((it) => it && declared.add(it.name));
    }
    for (const { specifiers = [] } of parse(source(file), { ecmaVersion: "latest", sourceType: "module" }).body) {
      specifiers.forEach(({ local }) => declared.add(local.name));
    }
    const members = new Set();
    for (const node of nodes(program)) {
      if (node.type === "MemberExpression" && !node.computed) members.add(node.property);
      if (node.type === "Property") members.add(node.key);
    }
    for (const node of nodes(program)) {
      if (node.type !== "Identifier") continue;
      if (members.has(node)) assert.ok(MEMBERS.has(node.name), `${file}.js uses .${node.name}`);
      else assert.ok(declared.has(node.name) || GLOBALS.has(node.name) || node.name === "MessageChannel", `${file}.js uses ${node.name}`);
    }
  }
});

test("a port is made only where the engine has ports", () => {
  const uses = source("fallback-page").match(/.*new MessageChannel.*/g);
  assert.equal(uses.length, 1);
  assert.match(uses[0], /window\.MessageChannel && new MessageChannel/);
});

test("it stays small", () => {
  const { buildSync } = require("esbuild");
  const { brotliCompressSync } = require("node:zlib");
  const entry = new URL("../../src/js/fallback-page.js", import.meta.url).pathname;
  const options = { entryPoints: [entry], bundle: true, minify: true, write: false, format: "esm", charset: "ascii", target: "es5" };
  const bytes = brotliCompressSync(buildSync(options).outputFiles[0].contents).length;
  assert.ok(bytes <= 2048, `${bytes} bytes of brotli`);
});
