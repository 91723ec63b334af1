// Wrong choices are explained by the library's own errors, each at its field.

import assert from "node:assert/strict";
import { test } from "node:test";

// As much of a window as the library needs to look at options.
Object.assign(globalThis, { window: globalThis, self: globalThis, parent: globalThis, opener: null, addEventListener() {}, removeEventListener() {} });
Object.assign(globalThis, { localStorage: null, sessionStorage: null });
const { listen } = await import("../../dist/launch-complete.mjs");
const { resumeLaunch } = await import("../../dist/launch-complete-host.mjs");
const { adviceFor } = await import("../../www/host/snippet/evidence.js");
const { problemsOf } = await import("../../www/host/snippet/problems.js");

const parseSelector = (selector) => {
  if (!/^[#.]?[a-z-]+$/.test(selector)) throw new SyntaxError(selector);
};
const GOOD = { appOrigin: "https://app.example", marketplaceOrigin: "https://marketplace.example" };
const problems = (choices) => problemsOf({ ...GOOD, ...choices }, { listen, resumeLaunch }, parseSelector);

test("good choices have no problem", () => {
  for (const choices of [
    {},
    { appOrigin: "https://app.example  http://localhost:3000" },
    { via: "parent", proxy: "https://app.example/p.html?x=1" },
    { via: "redirect", landing: "https://app.example/l", responseMode: "fragment form_post" },
    { listener: "plain" },
    { listener: "plain", via: "opener" },
    { trigger: "own", triggerSelector: ".go" },
    { messageSelector: "#m" },
    { deliverTo: "backend", backend: "https://api.example/results" },
    // What is not shown is not looked at.
    { via: "opener", landing: "nonsense", proxy: "nonsense", triggerSelector: "<", distribution: "self-contained", script: "nonsense", deliverTo: "backend", backend: "http://" },
  ]) {
    assert.deepEqual(problems(choices), {}, JSON.stringify(choices));
  }
});

test("wrong choices are told by field, with the library's code", () => {
  for (const [choices, field, code, words] of [
    [{ appOrigin: "" }, "appOrigin", "ORIGIN_INVALID", /none given/],
    [{ appOrigin: "*" }, "appOrigin", "ORIGIN_INVALID", /to anybody/],
    [{ appOrigin: "https://app.example/" }, "appOrigin", "ORIGIN_INVALID", /trailing slash/],
    [{ appOrigin: "http://app.example" }, "appOrigin", "ORIGIN_INVALID", /must start with https/],
    [{ appOrigin: "https://a.example null" }, "appOrigin", "ORIGIN_INVALID", /sandboxed/],
    [{ marketplaceOrigin: "" }, "marketplaceOrigin", "ORIGIN_INVALID", /none given/],
    [{ marketplaceOrigin: "https://a.example https://b.example" }, "marketplaceOrigin", "ORIGIN_INVALID", /host must be written/],
    [{ landing: "https://app.example/l#x" }, "landing", "REDIRECT_INVALID", /no fragment/],
    [{ landing: "https://app.example/ä" }, "landing", "REDIRECT_INVALID", /visible ASCII/],
    [{ landing: "javascript:alert(1)" }, "landing", "REDIRECT_INVALID", /must start with https/],
    [{ landing: "https://app.example/a https://app.example/b" }, "landing", "OPTION_INVALID", /one address/],
    [{ landing: "https://other.example/l" }, "landing", "OPTION_INVALID", /own origin/],
    [{ via: "parent", proxy: "/proxy.html" }, "proxy", "REDIRECT_INVALID", /must start with https/],
    [{ via: "parent", proxy: "https://other.example/p" }, "proxy", "OPTION_INVALID", /own origin/],
    [{ script: "/lib/launch-complete.js" }, "script", "REDIRECT_INVALID", /must start with https/],
    [{ listener: "plain", via: "parent" }, "listener", "OPTION_INVALID", /window\.opener only/],
    [{ listener: "plain", via: "redirect" }, "listener", "OPTION_INVALID", /window\.opener only/],
    [{ trigger: "own", triggerSelector: "<<" }, "triggerSelector", "OPTION_INVALID", /CSS selector/],
    [{ messageSelector: "p:" }, "messageSelector", "OPTION_INVALID", /CSS selector/],
    [{ deliverTo: "opener backend", backend: "javascript:1" }, "backend", "OPTION_INVALID", /web address/],
    [{ deliverTo: "backend", backend: "http://" }, "backend", "OPTION_INVALID", /such as/],
  ]) {
    const found = problems(choices);
    assert.equal(found[field]?.code, code, `${JSON.stringify(choices)}: ${JSON.stringify(found)}`);
    assert.match(found[field].message, words);
    assert.doesNotMatch(found[field].message, /redirectUri|^origin/);
  }
});

test("advice names what to look at", () => {
  const calm = { lost: false, form: false };
  for (const [via, code, seen, words] of [
    ["opener", "BLOCKED", calm, /one window a click/],
    ["redirect", "URL_FAILED", calm, /config\.json/],
    ["opener", "CLOSED", { ...calm, lost: true }, /Cross-Origin-Opener-Policy/],
    ["opener", "TIMEOUT", calm, /stayed open/],
    ["parent", "TIMEOUT", calm, /frame-ancestors/],
    ["redirect", "TIMEOUT", calm, /landing\.html/],
    ["redirect", "CLOSED", { lost: true, form: true }, /server that takes it/],
  ]) {
    assert.match(adviceFor(via, code, seen), words, `${via} ${code}`);
  }
});
