// The module of the Launch Complete page where there is no window: building, checking, refusing options.

import assert from "node:assert/strict";
import { test } from "node:test";

import * as page from "../../dist/launch-complete.mjs";
import { fails } from "./errors.mjs";

const { buildResult, deliver } = page;

const PACKAGE = {
  accountId: "a-1",
  installCompleteMessage: "Überall aktiv \u2028 😀 <b>",
  marketplacePackageId: 1,
  cycles: [
    { cycleId: "c-1", status: "Active", webhooks: [{ stepName: "Webhook", url: "https://hooks.example/1", later: null }] },
    { cycleId: "c-2", templateReleaseId: 7, webhooks: null },
  ],
  region: { name: "eu", ids: [1, -2, 0.5, 9007199254740991, true, null, {}, []] },
};
const CYCLE = { accountId: "a-1", cycleId: "c-1", webhooks: ["https://hooks.example/1"], completeParameter: "order-17" };

const parsed = (text) => JSON.parse(text);

test("the public list", () => {
  assert.deepEqual(Object.keys(page).sort(), ["buildResult", "deliver", "listen"]);
  assert.equal(globalThis.LaunchComplete, undefined);
});

test("what is built is plain and has every field", () => {
  for (const fields of [PACKAGE, CYCLE]) {
    const built = buildResult(fields);
    assert.deepStrictEqual(built, fields);
    assert.equal(JSON.stringify(built), JSON.stringify(fields));
    assert.notEqual(built, fields);
  }
  const { cycles } = buildResult(PACKAGE);
  for (const object of [cycles[0], cycles[0].webhooks[0]]) {
    assert.equal(Object.getPrototypeOf(object), Object.prototype);
  }
  assert.equal(buildResult({ toJSON: () => CYCLE }).cycleId, "c-1");
});

test("a prototype is a field that changes nothing", () => {
  for (const text of [
    '{"accountId":"a","cycles":[],"__proto__":{"polluted":1}}',
    '{"accountId":"a","cycles":[{"cycleId":"c","__proto__":{"polluted":1}}]}',
    '{"accountId":"a","cycles":[],"x":{"__proto__":{"polluted":1}},"constructor":{"prototype":{"polluted":1}}}',
  ]) {
    const built = buildResult(parsed(text));
    for (const object of [built, built.cycles[0] ?? {}, built.x ?? {}, {}]) {
      assert.equal(object.polluted, undefined, text);
      assert.equal(Object.getPrototypeOf(object), Object.prototype, text);
    }
  }
  assert.throws(() => buildResult(parsed('{"__proto__":{"accountId":"a","cycles":[]}}')), { code: "RESULT_FORM" });
});

test("what is no result says so", async () => {
  const circle = { accountId: "a", cycles: [] };
  circle.circle = circle;
  const thrower = { get accountId() { throw new Error("https://hooks.example"); } };
  const nested = (depth) => parsed(`{"accountId":"a","cycles":[],"x":${"[".repeat(depth - 1)}${"]".repeat(depth - 1)}}`);
  assert.deepEqual(buildResult(nested(64)), nested(64));
  for (const [fields, code, path] of [
    [undefined, "RESULT_MISSING"],
    [null, "RESULT_MISSING"],
    ["{}", "RESULT_NOT_OBJECT"],
    [7, "RESULT_NOT_OBJECT"],
    [[], "RESULT_NOT_OBJECT"],
    [() => PACKAGE, "RESULT_NOT_OBJECT"],
    [{}, "RESULT_FORM"],
    [new Map([["accountId", "a"]]), "RESULT_FORM"],
    [{ accountId: "a", cycles: undefined }, "RESULT_FORM"],
    [circle, "RESULT_NOT_JSON"],
    [thrower, "RESULT_NOT_JSON"],
    [{ ...PACKAGE, big: 1n }, "RESULT_NOT_JSON"],
    [{ toJSON: () => undefined }, "RESULT_NOT_JSON"],
    [nested(65), "RESULT_TOO_DEEP"],
    [{ cycles: [] }, "RESULT_INVALID", "accountId"],
    [{ accountId: "a", cycles: [{ cycleId: "c" }, {}] }, "RESULT_INVALID", "cycles[1].cycleId"],
    [{ accountId: "a", cycles: [{ cycleId: "c", webhooks: [{ url: "javascript:1" }] }] }, "RESULT_INVALID", "cycles[0].webhooks[0].url"],
    [{ accountId: "a", cycles: [], marketplacePackageId: 1.5 }, "RESULT_INVALID", "marketplacePackageId"],
    [{ accountId: "a", cycleId: "c", webhooks: ["https://hooks.example/ "] }, "RESULT_INVALID", "webhooks[0]"],
  ]) {
    await fails(() => buildResult(fields), code, path);
  }
});

test("options are refused before anything is sent", async () => {
  const landing = "https://app.example/landing";
  const targetOrigin = "https://app.example";
  for (const [options, code, path] of [
    [{ targetOrigin: "*" }, "ORIGIN_INVALID", "targetOrigin"],
    [{ targetOrigin: "https://app.example/" }, "ORIGIN_INVALID", "targetOrigin"],
    [{ targetOrigin: [targetOrigin, "null"] }, "ORIGIN_INVALID", "targetOrigin"],
    [{ targetOrigin: [] }, "ORIGIN_INVALID", "targetOrigin"],
    [{ targetOrigin: [7] }, "OPTION_INVALID", "targetOrigin"],
    [{ targetOrigin: 7 }, "OPTION_INVALID", "targetOrigin"],
    [{ targetOrigin, via: "popup" }, "OPTION_INVALID", "via"],
    [{ targetOrigin, ack: true }, "OPTION_INVALID", "ack"],
    [{ targetOrigin, ackTimeout: "1500" }, "OPTION_INVALID", "ackTimeout"],
    [{ targetOrigin, ackTimeout: -1 }, "OPTION_INVALID", "ackTimeout"],
    [{ targetOrigin, proxyAckTimeout: NaN }, "OPTION_INVALID", "proxyAckTimeout"],
    [{ redirectUri: "javascript:alert(1)" }, "REDIRECT_INVALID", "redirectUri"],
    [{ redirectUri: `${landing}#` }, "REDIRECT_INVALID", "redirectUri"],
    [{ redirectUri: landing, redirectTo: "https://evil.example/" }, "REDIRECT_NOT_REGISTERED", "redirectTo"],
    [{ targetOrigin, redirectTo: landing }, "REDIRECT_NOT_REGISTERED", "redirectTo"],
    [{ redirectUri: landing, responseMode: "hash" }, "OPTION_INVALID", "responseMode"],
  ]) {
    await fails(() => deliver(PACKAGE, options), code, path);
  }
});
