// The snippet builder's pure parts: what is chosen becomes lines and code in which every text stays text.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { attributesOf } from "../../www/shared/snippet/attributes.js";
import { DISTRIBUTIONS, PATHS, RESPONSE_MODES, TEXTS, complete } from "../../www/shared/snippet/choices.js";
import { attributeValue, scriptLiteral } from "../../www/shared/snippet/escape.js";
import { hostCodeOf } from "../../www/shared/snippet/host-code.js";
import { integrityOf } from "../../www/shared/snippet/library.js";
import { elementFor, linesOf } from "../../www/shared/snippet/lines.js";

const file = readFileSync(new URL("../../dist/launch-complete.js", import.meta.url));
const library = { source: file.toString(), integrity: await integrityOf(file) };
const HOSTILE = [
  '"><img src=x onerror=alert(1)>',
  "' onload='alert(1)",
  "</script><script>alert(1)</script>",
  "<!-- <script>",
  "{{InstallCompleteMessage}}",
  "&quot;&#34;&amp",
  "a\nb\r\nc\td\u2028e\u2029f",
  "\u202egnihton\u202c \u2066x\u2069 \u200f \u061c",
  "`${alert(1)}`",
  "\\\" \\u0022 \\",
  "\0 \ud83d \udc00 😀",
  "عربي و English",
];

const MARKUP = /<!doctype html>|<(\/?)([a-z][a-z\d]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>/gi;
const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };
const decoded = (text) =>
  text.replace(/&(?:[a-z]+|#\d+);/g, (entity) => ENTITIES[entity] ?? String.fromCodePoint(Number(entity.slice(2, -1))));

/** Start and end tags as a strict reader sees them. */
function tagsOf(html) {
  return [...html.matchAll(MARKUP)].map(([, end, name, attributes]) => ({
    name: end + name,
    attributes: Object.fromEntries(
      [...attributes.matchAll(/([a-z-]+)(?:="([^"]*)")?/g)].map(([, key, value]) => [key, value === undefined ? null : decoded(value)]),
    ),
  }));
}

test("a text in an attribute stays that text, on one line, in its own direction", () => {
  for (const text of HOSTILE) {
    const value = attributeValue(text);
    assert.doesNotMatch(value, /[<>"'`{}\n\r\t\0\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b-\u200f\u061c]/u, text);
    assert.equal(decoded(value), text.toWellFormed().replaceAll("\0", "\ufffd"));
  }
});

test("a text in a script is a literal of that text, in a page and in a file", () => {
  for (const text of HOSTILE) {
    const literal = scriptLiteral(text);
    assert.doesNotMatch(literal.slice(1, -1), /[<>`{}\n\r\u2028\u2029\u202a-\u202e\u2066-\u2069]/u, text);
    assert.equal(new Function(`return ${literal}`)(), text.toWellFormed());
  }
});

test("attributes say what was chosen and nothing more", () => {
  const origin = ["data-target-origin", "https://app.example"];
  const landing = ["data-redirect-uri", "https://app.example/connect/landing.html"];
  const required = ["data-ack", "required"];
  for (const [choices, expected] of [
    [{}, [origin, required, landing]],
    [{ responseMode: "query" }, [origin, required, landing, ["data-response-mode", "query"]]],
    [{ via: "opener", responseMode: "query" }, [origin, ["data-via", "opener"], required]],
    [{ via: "parent" }, [origin, ["data-via", "parent"], required]],
    [{ via: "redirect" }, [origin, ["data-via", "redirect"], landing, ["data-response-mode", "fragment"]]],
    [{ listener: "plain" }, [origin, ["data-ack", "optional"]]],
    [{ via: "opener", trigger: "load" }, [origin, ["data-via", "opener"], required, ["data-when", "load"]]],
    [{ via: "opener", trigger: "own" }, [origin, ["data-via", "opener"], required, ["data-trigger", "#finish"]]],
    [{ via: "opener", messageSelector: ".m" }, [origin, ["data-via", "opener"], required, ["data-message", ".m"]]],
    [{ via: "opener", texts: { ok: "Los", idle: "", other: "x", constructor: "x" } }, [origin, ["data-via", "opener"], required, ["data-text-ok", "Los"]]],
    [{ via: "opener", appOrigin: " https://a.example\n https://b.example " }, [["data-target-origin", "https://a.example https://b.example"], ["data-via", "opener"], required]],
  ]) {
    assert.deepEqual(attributesOf(complete(choices)), expected, JSON.stringify(choices));
  }
});

test("its texts are those of the script", () => {
  const source = readFileSync(new URL("../../src/js/page.js", import.meta.url), "utf8");
  const [, texts] = /var TEXTS = (\{.*?\});/s.exec(source);
  assert.deepEqual(TEXTS, new Function(`return ${texts}`)());
});

test("hostile texts add neither a tag nor an attribute to the lines", () => {
  for (const distribution of DISTRIBUTIONS) {
    for (const text of HOSTILE) {
      const texts = Object.fromEntries(Object.keys(TEXTS).map((name) => [name, text]));
      const choices = { distribution, texts, trigger: "own", triggerSelector: text, messageSelector: text, script: text, landing: text, appOrigin: text };
      const lines = linesOf(choices, { ...library, source: "0" });
      const tags = tagsOf(lines);
      assert.deepEqual(tags.map(({ name }) => name), ["h1", "/h1", "script", "/script"], text);
      const [, , { attributes }] = tags;
      const known = ["src", "integrity", "crossorigin", "data-target-origin", "data-ack", "data-redirect-uri", "data-trigger", "data-message"];
      assert.deepEqual(Object.keys(attributes).filter((name) => !known.includes(name) && !name.startsWith("data-text-")), []);
      assert.equal(attributes["data-text-ok"], text.toWellFormed().replaceAll("\0", "\ufffd"));
      // Between the tags there is the heading and nothing else.
      assert.equal(lines.replace(MARKUP, "").trim().replace(/\s*0$/, ""), "Congrats - you're connected!", text);
    }
  }
});

test("code is not bent to fit into a page", () => {
  const choices = { distribution: "self-contained" };
  for (const source of ["'</script>'", "'</SCRIPT '", "'<script'", "a<!--b", "'{{field}}'"]) {
    assert.throws(() => linesOf(choices, { source, integrity: null }), /cannot stand in a page/, source);
  }
  const lines = linesOf(choices, library);
  assert.ok(lines.includes(library.source.trim()));
  assert.equal(lines.match(/<\/script/gi).length, 1);
  assert.ok(lines.endsWith("</script>\n"));
});

test("integrity is the digest of the very file", () => {
  const [, { attributes }] = tagsOf(linesOf({}, library)).filter(({ name }) => name === "h1" || name === "script");
  assert.equal(attributes.integrity, `sha384-${createHash("sha384").update(file).digest("base64")}`);
  assert.equal(attributes.crossorigin, "anonymous");
  assert.doesNotMatch(linesOf({}, { source: "", integrity: null }), /integrity|crossorigin/);
});

test("only a simple selector says which element is meant", () => {
  for (const [selector, expected] of [
    ["#go", '<p id="go">x</p>'],
    [".go-on", '<p class="go-on">x</p>'],
    ["#-go", '<p id="-go">x</p>'],
    ["button", ""],
    ["#a .b", ""],
    ["#1", ""],
    ["#a\n", ""],
    ['#a"onclick', ""],
    ["", ""],
  ]) {
    assert.equal(elementFor(selector, "p", [], "x"), expected, selector);
  }
});

const ids = (choices) => hostCodeOf(choices).map(({ id }) => id);

test("the app's side has the parts that the path needs", () => {
  for (const [choices, expected] of [
    [{}, ["app", "landing"]],
    [{ via: "opener", deliverTo: "backend" }, ["app"]],
    [{ via: "parent" }, ["app", "proxy"]],
    [{ via: "parent", deliverTo: "opener backend" }, ["app", "proxy", "backend"]],
    [{ via: "redirect", deliverTo: "backend" }, ["app", "landing", "backend"]],
    [{ responseMode: "form_post" }, ["app", "landing", "form"]],
    [{ via: "redirect", responseMode: "fragment form_post" }, ["app", "landing", "form"]],
    [{ listener: "plain", deliverTo: "backend" }, ["app"]],
  ]) {
    assert.deepEqual(ids(choices), expected, JSON.stringify(choices));
  }
  const [app, proxy] = hostCodeOf({ via: "parent", proxy: "https://app.example/p.html", deliverTo: "backend", backend: "/b" });
  assert.match(app.code, /proxyUrl: "\/p\.html",/);
  assert.match(app.code, /\{ key \}/);
  assert.equal(
    proxy.code,
    '<main data-launch-proxy\n  data-marketplace-origin="https://marketplace.example"\n  data-deliver-to="backend"\n  data-backend="/b"\n  data-ack="required">\n',
  );
});

test("the app's code can be read, whatever was chosen", () => {
  for (const via of PATHS) {
    for (const responseMode of RESPONSE_MODES) {
      for (const listener of ["ours", "plain"]) {
        for (const text of HOSTILE) {
          const parts = hostCodeOf({ via, responseMode, listener, marketplaceOrigin: text, proxy: text, backend: text, landing: text, deliverTo: "opener backend" });
          // A module, but for its import.
          const app = parts[0].code.replace(/^import .*$/m, "");
          assert.doesNotThrow(() => new Function(`return async () => {${app}}`), text);
          for (const { id, code } of parts.slice(1)) {
            if (code) assert.deepEqual(tagsOf(code).map(({ name }) => name), ["main"], id);
          }
        }
      }
    }
  }
});
