// HMAC-SHA-256 alone in Node: WebAssembly built like the receiver against bare node:crypto. Prints one JSON list.
//
// usage: node mac.mjs BOUND BODIES, the folder with the bindings and a file with [{row, body}]

import assert from "node:assert/strict";
import { createHmac, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { interleaved } from "./measure.mjs";

const [folder, bodiesFile] = process.argv.slice(2);
const { initSync, Mac } = await import(pathToFileURL(join(folder, "bindings.mjs")));
initSync({ module: new WebAssembly.Module(readFileSync(join(folder, "bindings_bg.wasm"))) });

const SECRET = "de17f1f0-4816-157b-97ae-eb4b0f656a1f";
const ROUNDS = 201;
const mac = new Mac(SECRET);

const all = [];
for (const { row, body: text } of JSON.parse(readFileSync(bodiesFile, "utf8"))) {
  const body = Buffer.from(text);
  const tag = createHmac("sha256", SECRET).update(body).digest();
  const entries = [
    {
      who: "launch-complete",
      does: "verify in WebAssembly, the body copied in; the key was made once",
      work: () => mac.verify(body, tag),
    },
    {
      who: `node:crypto ${process.version}`,
      does: "createHmac, update, digest, timingSafeEqual: it has no key that is made once",
      work: () => timingSafeEqual(createHmac("sha256", SECRET).update(body).digest(), tag),
    },
  ];
  for (const { work } of entries) assert.equal(work(), true);
  assert.equal(mac.verify(Buffer.from(`${text} `), tag), false);
  all.push(...(await interleaved({ table: "Node, the MAC alone", row, bytes: body.length, rounds: ROUNDS }, entries)));
}
console.log(JSON.stringify(all));
