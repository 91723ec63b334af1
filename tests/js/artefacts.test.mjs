// What is shipped is the same wherever it was built.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

const dist = new URL("../../dist/", import.meta.url);
const root = fileURLToPath(new URL("../../", import.meta.url));

test("no wasm names a folder of the machine that built it", () => {
  const files = readdirSync(dist, { recursive: true }).filter((file) => file.endsWith(".wasm"));
  assert.ok(files.length >= 5, `${files}`);
  for (const file of files) {
    const wasm = readFileSync(new URL(file, dist));
    for (const folder of [root, `${homedir()}/`, "/registry/src/"]) assert.ok(!wasm.includes(folder), `${file}: ${folder}`);
  }
});
