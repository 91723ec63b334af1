// The host app's module where there is no window: its public list, one view over both forms, refused options.

import assert from "node:assert/strict";
import { test } from "node:test";

import * as host from "../../dist/launch-complete-host.mjs";
import * as landing from "../../dist/launch-complete-landing.mjs";
import * as proxy from "../../dist/launch-complete-proxy.mjs";
import { fails } from "./errors.mjs";

const { cyclesOf, openLaunch, resumeLaunch, startLaunch } = host;
const marketplaceOrigin = "https://marketplace.example";
const url = "https://marketplace.example/launch";

test("the public lists", () => {
  assert.deepEqual(Object.keys(host).sort(), ["cyclesOf", "openLaunch", "resumeLaunch", "startLaunch"]);
  assert.deepEqual(Object.keys(proxy), ["runProxy"]);
  assert.deepEqual(Object.keys(landing), ["runLanding"]);
});

test("one view over the cycles of both forms", () => {
  const cycles = [{ cycleId: "c-1", webhooks: [{ stepName: "Webhook", url: "https://hooks.example" }] }, { cycleId: "c-2" }];
  assert.deepEqual(cyclesOf({ accountId: "a", cycles }), cycles);
  const single = { accountId: "a", cycleId: "c", templateId: "t", templateReleaseId: "r", status: "Active" };
  const { accountId, ...cycle } = single;
  assert.equal(accountId, "a");
  const webhooks = ["https://hooks.example/1", "https://hooks.example/2"];
  assert.deepEqual(cyclesOf({ ...single, webhooks }), [{ ...cycle, webhooks: webhooks.map((it) => ({ url: it })) }]);
  assert.deepEqual(cyclesOf({ ...single, cycles: null }), [{ ...cycle, webhooks: [] }]);
  for (const nothing of [null, undefined, {}, { accountId: "a" }]) assert.deepEqual(cyclesOf(nothing), []);
});

test("a documented field that is null is absent", () => {
  assert.deepEqual(cyclesOf({ accountId: "a", cycleId: "c", webhooks: null })[0].webhooks, []);
});

test("options are refused at once, before any window is opened", async () => {
  const good = { url, marketplaceOrigin };
  for (const [options, code, path] of [
    [undefined, "OPTION_INVALID", "marketplaceOrigin"],
    [{ url }, "OPTION_INVALID", "marketplaceOrigin"],
    [{ url, marketplaceOrigin: 7 }, "OPTION_INVALID", "marketplaceOrigin"],
    [{ url, marketplaceOrigin: "*" }, "ORIGIN_INVALID", "marketplaceOrigin"],
    [{ url, marketplaceOrigin: "null" }, "ORIGIN_INVALID", "marketplaceOrigin"],
    [{ url, marketplaceOrigin: `${marketplaceOrigin}/` }, "ORIGIN_INVALID", "marketplaceOrigin"],
    [{ url, marketplaceOrigin: `${marketplaceOrigin} https://b.example` }, "ORIGIN_INVALID", "marketplaceOrigin"],
    [{ ...good, timeout: "1" }, "OPTION_INVALID", "timeout"],
    [{ ...good, lostLimit: -1 }, "OPTION_INVALID", "lostLimit"],
    [{ ...good, maxBytes: Infinity }, "OPTION_INVALID", "maxBytes"],
    [{ ...good, features: 7 }, "OPTION_INVALID", "features"],
    [{ ...good, expect: "a" }, "OPTION_INVALID", "expect"],
    [{ ...good, expect: { accountId: 7 } }, "OPTION_INVALID", "expect"],
    [{ ...good, unboundLanding: "any" }, "OPTION_INVALID", "unboundLanding"],
    [{ ...good, backend: "/api" }, "OPTION_INVALID", "backend"],
    [{ ...good, backend: { credentials: "include" } }, "OPTION_INVALID", "backend"],
  ]) {
    assert.throws(() => openLaunch(options));
    await fails(() => openLaunch(options), code, path);
    await fails(() => resumeLaunch(options), code, path);
  }
  await fails(() => startLaunch({ url, marketplaceOrigin: "*" }), "ORIGIN_INVALID", "marketplaceOrigin");
});

test("a signal that is aborted already opens nothing", () => {
  const reason = new Error("changed my mind");
  const options = { url, marketplaceOrigin, signal: AbortSignal.abort(reason) };
  for (const call of [openLaunch, resumeLaunch]) {
    assert.throws(() => call(options), (thrown) => thrown === reason);
  }
});
