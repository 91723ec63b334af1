// Which of the two does the work: the module where it runs, the fallback where it cannot.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

import { otherWindow } from "./fallback-world.mjs";

const classic = readFileSync(new URL("../../dist/launch-complete.js", import.meta.url), "utf8");
const APP = "https://app.example";
const RESULT = '{"accountId":"a","cycles":[]}';

/** The classic script in a window of its own, after `setup` has taken something away. */
function engine(setup) {
  const opener = otherWindow((text) => text === RESULT && "launch-complete:ack:1");
  const context = vm.createContext({ opener, atob, btoa, TextDecoder, TextEncoder, MessageChannel: Ports, setTimeout, clearTimeout });
  vm.runInContext(
    `window = self = parent = globalThis;
     addEventListener = removeEventListener = close = () => {};
     seen = [];
     ${setup}`,
    context,
  );
  vm.runInContext(classic, context);
  return { context, opener };
}

/** Ports that are there at once. */
class Ports {
  port1 = Object.assign(new EventTarget(), { start() {}, close() {} });
  port2 = {
    postMessage: (data) => {
      const event = Object.assign(new Event("message"), { data });
      this.port1.onmessage?.(event);
      this.port1.dispatchEvent(event);
    },
  };
}

// Engines of that line compile 4 KB at once and no more: enough for what decodes the module.
const REFUSE_LARGE = `const { Module } = WebAssembly;
  WebAssembly.Module = function (bytes) {
    if (bytes.length > 4096) throw new RangeError("not here");
    return new Module(bytes);
  };`;
const REFUSE = (error) => `WebAssembly.Module = function () { throw new ${error}("not here"); };`;
const NO_LATER = "WebAssembly.instantiate = () => { seen.push('later'); return Promise.reject(new Error('nor later')); };";
const LATER = "const compile = WebAssembly.instantiate; WebAssembly.instantiate = (...given) => { seen.push('later'); return compile(...given); };";

// A fallback's message starts with the code; the module's is a sentence.
for (const [name, setup, by, seen = []] of [
  ["the module where it runs", "", "module"],
  ["the fallback without WebAssembly", "delete globalThis.WebAssembly;", "fallback"],
  ["the fallback where a policy forbids it", REFUSE("WebAssembly.CompileError"), "fallback"],
  ["the fallback where WebAssembly is something else", `WebAssembly = {};`, "fallback"],
  ["the module where it is too large to be compiled at once", REFUSE_LARGE + LATER, "module", ["later"]],
  ["the fallback where it cannot be compiled later either", REFUSE_LARGE + NO_LATER, "fallback", ["later"]],
]) {
  test(`the page has ${name}`, async () => {
    const { context, opener } = engine(setup);
    const given = { targetOrigin: APP };
    const { status } = await context.LaunchComplete.deliver(JSON.parse(RESULT), given);
    assert.equal(status, "delivered");
    assert.deepEqual(opener.posts.map(({ text, origin }) => [text, origin]), [[RESULT, APP]]);
    assert.deepEqual([...context.seen], seen);
    const error = await context.LaunchComplete.deliver({}, given).catch((error) => error);
    assert.equal(error.code, "RESULT_FORM");
    assert.equal(error.message.startsWith("RESULT_FORM"), by === "fallback", error.message);
    assert.throws(() => context.LaunchComplete.buildResult({ cycles: [] }), { code: "RESULT_INVALID", path: "accountId" });
  });
}

test("a page that is asked while the module is compiled answers when it is", async () => {
  const { context, opener } = engine(REFUSE_LARGE + LATER);
  const { deliver, buildResult, listen } = context.LaunchComplete;
  const delivering = deliver(JSON.parse(RESULT), { targetOrigin: APP });
  const wrong = deliver(JSON.parse(RESULT), { targetOrigin: "*" });
  assert.equal(JSON.stringify(buildResult(JSON.parse(RESULT))), RESULT);
  listen({ targetOrigin: APP }).close();
  assert.deepEqual(opener.posts, []);
  assert.equal((await delivering).status, "delivered");
  await assert.rejects(wrong, { code: "ORIGIN_INVALID" });
});

test("an engine of IE10's age delivers, and says how it went", async () => {
  const without = ["WebAssembly", "Promise", "Symbol", "TextDecoder", "TextEncoder", "MessageChannel", "Map", "Set", "Uint8Array", "Proxy", "Reflect"];
  const { context, opener } = engine(without.map((name) => `delete globalThis.${name};`).join(""));
  const statuses = [];
  const onStatus = ({ status }) => statuses.push(status);
  const nothing = context.LaunchComplete.deliver(JSON.parse(RESULT), { targetOrigin: APP, ack: "none", onStatus });
  assert.equal(nothing, undefined);
  assert.deepEqual(opener.posts, [{ text: RESULT, origin: APP, port: undefined }]);
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(statuses, ["sending", "sent"]);
});

for (const [setup, by] of [
  ["", "module"],
  ["delete globalThis.WebAssembly;", "fallback"],
  [REFUSE("WebAssembly.CompileError"), "fallback"],
]) {
  test(`the host's pages have the ${by} after \`${setup}\``, () => {
    const script = `
      ${setup}
      const { openLaunch } = await import(${JSON.stringify(new URL("../../dist/launch-complete-host.mjs", import.meta.url))});
      await import(${JSON.stringify(new URL("../../dist/launch-complete-proxy.mjs", import.meta.url))});
      await import(${JSON.stringify(new URL("../../dist/launch-complete-landing.mjs", import.meta.url))});
      try {
        openLaunch({ url: "https://marketplace.example", marketplaceOrigin: "*" });
      } catch ({ name, code, path, message }) {
        console.log(JSON.stringify([name, code, path, message.startsWith(code) ? "fallback" : "module"]));
      }`;
    const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
    assert.deepEqual(JSON.parse(stdout || "null"), ["LaunchError", "ORIGIN_INVALID", "marketplaceOrigin", by], stderr);
  });
}
