// The classic script where there is no document: one global, the same functions.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

/** An engine with a window and no document. */
function engine(globals) {
  const context = vm.createContext(globals);
  vm.runInContext("globalThis.window = globalThis", context);
  return context;
}

const source = readFileSync(new URL("../../dist/launch-complete.js", import.meta.url), "utf8");

test("it defines one global with the functions of the module", () => {
  const context = engine({ atob, TextDecoder, TextEncoder });
  const before = new Set(vm.runInContext("Object.getOwnPropertyNames(globalThis)", context));
  vm.runInContext(source, context);
  const after = vm.runInContext("Object.getOwnPropertyNames(globalThis)", context);
  assert.deepEqual([...after].filter((name) => !before.has(name)), ["LaunchComplete"]);
  assert.deepEqual(Object.keys(context.LaunchComplete).sort(), ["buildResult", "deliver", "listen"]);
  const built = vm.runInContext('LaunchComplete.buildResult({ accountId: "a", cycles: [] })', context);
  assert.equal(JSON.stringify(built), '{"accountId":"a","cycles":[]}');
});

test("an engine without WebAssembly can read it", () => {
  const context = engine({});
  vm.runInContext("delete globalThis.WebAssembly", context);
  vm.runInContext(source, context);
  assert.equal(typeof context.LaunchComplete.deliver, "function");
});
