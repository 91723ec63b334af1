// The host's fallback: what is accepted, in which order, and how a launch ends.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";

import { constant, rust } from "./fallback-tables.mjs";
import { otherWindow, page, plain, settle, site } from "./fallback-world.mjs";

const HOST = "https://app.example";
const MARKETPLACE = "https://marketplace.example";
const URL = "https://marketplace.example/launch?once=1";
const SMALL = '{"accountId":"a","cycles":[]}';
const ACK = ["launch-complete:ack:1"];
const refused = (code) => [`launch-complete:refused:1:${code}`];
const keyOf = (text) => `sha-256=${createHash("sha256").update(text).digest("hex")}`;

/** An app with one launch, and everything that is seen of it. `how` is `open`, `adopt` or `resume`. */
function launching({ options = {}, url = URL, popup = otherWindow(), at = site(HOST), how = "open", named, ...more } = {}) {
  const opened = [];
  const inherited = [];
  const sessionStorage = more.sessionStorage ?? {};
  const here = page("fallback-host", {
    at,
    open(...call) {
      opened.push(call);
      inherited.push(sessionStorage["launch-complete:launch"]);
      return popup;
    },
    ...more,
    sessionStorage,
  });
  const seen = [];
  const onStatus = ({ status, code, via }) => seen.push([status, code ?? via].filter(Boolean).join(" "));
  const given = { marketplaceOrigin: MARKETPLACE, ...options };
  const { fallback } = here.script;
  const launch =
    how === "resume" ? fallback.resume(given, named, url, onStatus) : fallback.open(given, url, how === "adopt" ? popup : undefined, onStatus);
  const ends = [];
  launch?.result.then((outcome) => ends.push(plain(outcome)), (error) => ends.push(error?.code ?? error));
  /** What was seen since the last time. */
  const news = () => seen.splice(0);
  const tell = (data, source = popup, origin = MARKETPLACE, how) => here.hear(data, source, origin, how);
  const nothingLeft = () => {
    assert.deepEqual([here.listeners.length, at.clock.timers.size, at.members.size], [0, 0, 0]);
    assert.deepEqual([at.localStorage, sessionStorage], [{}, {}]);
  };
  return { ...here, at, popup, opened, inherited, launch, ends, news, tell, nothingLeft, tick: (milliseconds) => at.clock.tick(milliseconds) };
}

test("the window is opened inside the click, inherits the id, and its result is the outcome", async () => {
  const it = launching();
  assert.deepEqual(it.opened, [[URL, "_blank", "popup,width=1000,height=760"]]);
  assert.match(it.launch.id, /^[0-9a-f]{32}$/);
  assert.deepEqual(it.inherited, [it.launch.id]);
  const pending = { [`launch-complete:pending:${it.launch.id}`]: `1 1000 ${MARKETPLACE}` };
  assert.deepEqual([it.at.localStorage, it.sessionStorage], [pending, { "launch-complete:own": it.launch.id }]);
  await it.tick(250);
  assert.deepEqual(it.tell(SMALL), ACK);
  await it.tick(0);
  assert.deepEqual(it.news(), ["opening", "waiting", "delivered opener"]);
  assert.deepEqual(it.ends, [
    {
      code: "DELIVERED",
      key: keyOf(SMALL),
      via: "opener",
      channel: "message",
      origin: MARKETPLACE,
      originVerified: true,
      bound: true,
      repeated: false,
      milliseconds: 250,
      result: JSON.parse(SMALL),
      text: SMALL,
    },
  ]);
  // A repeat is acknowledged and dropped as long as its window is there.
  assert.deepEqual(it.tell(SMALL), ACK);
  assert.deepEqual(it.news(), ["duplicate"]);
  it.popup.closed = true;
  await it.tick(300);
  it.nothingLeft();
});

test("text, origin and window come before anything is read", async () => {
  const it = launching({ options: { maxBytes: 4096 } });
  it.news();
  for (const [data, source, origin, how] of [
    [{ accountId: "a", cycles: [] }, it.popup, MARKETPLACE],
    [7, it.popup, MARKETPLACE],
    [SMALL, it.popup, "https://marketplace.example.evil.example"],
    [SMALL, it.popup, "https://Marketplace.example"],
    [SMALL, it.popup, "https://marketplace.example/"],
    [SMALL, it.popup, "http://marketplace.example"],
    [SMALL, it.popup, "null"],
    [SMALL, it.popup, ""],
    [SMALL, otherWindow(), MARKETPLACE],
    [SMALL, null, MARKETPLACE],
    [SMALL, otherWindow(), HOST],
    // Strangers are not answered, however long what they send.
    [" ".repeat(4097), otherWindow(), MARKETPLACE],
  ]) {
    assert.deepEqual(it.tell(data, source, origin, how), [], `${data}`.slice(0, 40));
    assert.deepEqual(it.news(), ["ignored"], `${data}`.slice(0, 40));
  }
  for (const [data, code] of [
    [SMALL + " ".repeat(4097 - SMALL.length), "RESULT_TOO_LARGE"],
    ["ü".repeat(2049), "RESULT_TOO_LARGE"],
    ["[".repeat(65), "RESULT_TOO_DEEP"],
    ['{"a":"]]]]","b":' + "[".repeat(64), "RESULT_TOO_DEEP"],
  ]) {
    assert.deepEqual(it.tell(data, it.popup, MARKETPLACE), refused(code));
    assert.deepEqual(it.news(), [`refused ${code}`]);
  }
  // What a script made up is not even looked at.
  assert.deepEqual(it.tell(SMALL, it.popup, MARKETPLACE, { isTrusted: false }), []);
  assert.deepEqual(it.news(), []);
  assert.deepEqual(it.tell(SMALL + " ".repeat(4096 - SMALL.length)), ACK);
});

test("what is no result is refused with its code and place, and the launch goes on", async () => {
  const it = launching();
  it.news();
  for (const row of constant(rust("result_refused"), "NOT_RESULTS").trim().split("\n")) {
    const [text, code] = row.split(/ {2,}/);
    assert.deepEqual(it.tell(text), refused(code), text);
    assert.deepEqual(it.news(), [`refused ${code}`], text);
  }
  assert.deepEqual(it.ends, []);
  assert.deepEqual(it.tell(SMALL), ACK);
});

test("every wrong field of the Rust table is named by its place", () => {
  const refusals = [];
  const it = launching();
  const at = page("fallback-host", { at: site(HOST), open: () => it.popup });
  at.script.fallback.open({ marketplaceOrigin: MARKETPLACE }, URL, undefined, (status) => refusals.push(status));
  const table = constant(rust("result_refused"), "WRONG_FIELDS").trim().split("\n");
  assert.ok(table.length > 40);
  for (const row of table) {
    const [, fields, path] = /^(.*?) {2,}([^:]+): /.exec(row);
    assert.deepEqual(at.hear(`{"accountId":"a",${fields}}`, it.popup, MARKETPLACE), refused("RESULT_INVALID"), row);
    assert.equal(refusals.at(-1).path, path, row);
  }
});

test("a package id is a whole number or a numeric text", () => {
  for (const [id, good] of [["1", 1], ['"1"', 1], ["-1", 1], ["null", 1], ["1.5", 0], ['"a"', 0], ['""', 0], ["true", 0], ["[1]", 0], ['"1234567890123456789"', 0]]) {
    const it = launching();
    const text = `{"accountId":"a","cycles":[],"marketplacePackageId":${id}}`;
    assert.deepEqual(it.tell(text), good ? ACK : refused("RESULT_INVALID"), id);
  }
});

test("what is expected must be there; a missing field is another one", () => {
  for (const [expect, good] of [
    [{}, true],
    [{ accountId: "a" }, true],
    [{ accountId: "b" }, false],
    [{ accountId: "a", accountApiId: "x" }, false],
    [{ completeParameter: "order-17" }, false],
    [{ accountId: null }, true],
  ]) {
    const it = launching({ options: { expect } });
    assert.deepEqual(it.tell(SMALL), good ? ACK : refused("EXPECT_MISMATCH"), JSON.stringify(expect));
  }
});

test("a prototype in a result touches none", async () => {
  const it = launching();
  it.tell('{"accountId":"a","cycles":[{"cycleId":"c","__proto__":{"polluted":1}}],"__proto__":{"polluted":1}}');
  await it.tick(0);
  assert.deepEqual(it.ends[0].result, { accountId: "a", cycles: [{ cycleId: "c" }] });
});

test("a second launch is delivered the same text, flagged as repeated", async () => {
  const at = site(HOST);
  const popups = [otherWindow(), otherWindow()];
  const here = page("fallback-host", { at, open: () => popups.find((popup) => !popup.used && (popup.used = true)) });
  const outcomes = [];
  for (const popup of popups) {
    const launch = here.script.fallback.open({ marketplaceOrigin: MARKETPLACE }, URL);
    launch.result.then((outcome) => outcomes.push(outcome.repeated));
    here.hear(SMALL, popup, MARKETPLACE);
    await settle();
    await settle();
  }
  assert.deepEqual(outcomes, [false, true]);
});

test("a launch ends with the code that is true, and with nothing left", async () => {
  const reason = new Error("changed my mind");
  const down = Promise.reject(new Error("down"));
  down.catch(() => {});
  for (const [expected, setup, then, status] of [
    ["BLOCKED", { popup: null }, () => {}, "failed BLOCKED"],
    ["BLOCKED", { popup: null, url: async () => URL }, () => {}, "failed BLOCKED"],
    ["BLOCKED", { popup: null, options: { features: "noopener" }, url: async () => URL }, () => {}, "failed BLOCKED"],
    ["CLOSED", {}, (it) => it.launch.close(), "failed CLOSED"],
    [reason, {}, (it) => it.launch.abort(reason), "aborted"],
    ["TIMEOUT", { options: { timeout: 50 } }, (it) => it.tick(50), "failed TIMEOUT"],
    ["TIMEOUT", {}, (it) => it.tick(900000), "failed TIMEOUT"],
    ["CLOSED", {}, async (it) => ((it.popup.closed = true), it.tick(180300)), "failed CLOSED"],
    ["URL_FAILED", { url: "javascript:alert(1)" }, () => {}, "failed URL_FAILED"],
    ["URL_FAILED", { url: "http://marketplace.example/" }, () => {}, "failed URL_FAILED"],
    ["URL_FAILED", { url: down }, () => {}, "failed URL_FAILED"],
    ["URL_FAILED", { url: () => { throw new Error("down"); } }, () => {}, "failed URL_FAILED"],
    ["URL_FAILED", { url: async () => "javascript:alert(1)" }, () => {}, "failed URL_FAILED"],
    ["URL_FAILED", { url: null }, () => {}, "failed URL_FAILED"],
  ]) {
    const it = launching(setup);
    await then(it);
    await it.tick(0);
    assert.deepEqual(it.ends, [expected]);
    assert.equal(it.news().at(-1), status);
    if (it.popup && it.opened.length && expected !== "TIMEOUT") assert.ok(it.popup.closed, status);
    it.nothingLeft();
    it.launch.close();
    it.launch.abort(reason);
    assert.deepEqual(it.news(), [], "once is enough");
  }
});

test("a URL that comes later points the window, and is asked for once", async () => {
  let asked = 0;
  const it = launching({ url: async () => (asked++, URL) });
  assert.deepEqual(it.opened[0][0], "about:blank");
  await it.tick(0);
  assert.deepEqual([it.popup.location.replaced, it.news(), asked], [[URL], ["opening", "waiting"], 1]);
});

test("a window that reads closed is lost, never closed, and a late result still counts", async () => {
  const it = launching();
  it.news();
  it.popup.closed = true;
  await it.tick(300);
  assert.deepEqual(it.news(), ["lost"]);
  it.popup.closed = false;
  await it.tick(600);
  assert.deepEqual(it.news(), ["found"]);
  it.popup.closed = true;
  await it.tick(179000);
  assert.deepEqual(it.news(), ["lost"]);
  assert.deepEqual(it.tell(SMALL), ACK);
  await it.tick(11000);
  assert.equal(it.ends[0].code, "DELIVERED");
  it.nothingLeft();
});

test("with `noopener` there is no handle and the launch waits for the channel", async () => {
  const it = launching({ popup: null, options: { features: "popup, noopener" } });
  assert.deepEqual(it.news(), ["opening", "waiting"]);
});

/** A page of the host's own in the window: it speaks on the channel. */
function beside(it) {
  const heard = [];
  const channel = new it.context.BroadcastChannel("launch-complete");
  channel.onmessage = ({ data }) => heard.push(data);
  const say = (fields, launchId = it.launch.id) => channel.postMessage({ v: 1, launchId, ...fields });
  return { heard, say, close: () => channel.close() };
}

test("a landing page speaks for its launch, and for no other", async () => {
  const it = launching();
  const { heard, say, close } = beside(it);
  it.news();
  for (const launchId of ["0".repeat(32), "", null, undefined]) say({ text: SMALL, launchId });
  say({ text: SMALL, v: 2 });
  assert.deepEqual([heard, it.news()], [[], []]);
  say({ text: "{}" });
  assert.deepEqual(plain(heard), [{ refused: "RESULT_FORM", v: 1, launchId: it.launch.id }]);
  say({ text: SMALL });
  assert.deepEqual(plain(heard[1]), { ack: true, v: 1, launchId: it.launch.id });
  await it.tick(0);
  const { via, channel, origin, originVerified, bound } = it.ends[0];
  assert.deepEqual([via, channel, origin, originVerified, bound], ["landing", "broadcast", HOST, false, true]);
  close();
});

test("a page without an id is heard only where one launch waits and that is allowed", async () => {
  for (const [unboundLanding, others, good] of [
    ["refuse", 0, false],
    ["single", 0, true],
    ["single", 1, false],
  ]) {
    const at = site(HOST);
    for (let count = 0; count < others; count++) at.localStorage[`launch-complete:pending:${"1".repeat(32)}`] = `1 1000 ${MARKETPLACE}`;
    const it = launching({ at, options: { unboundLanding } });
    const { say } = beside(it);
    say({ text: SMALL, launchId: undefined });
    await it.tick(0);
    assert.deepEqual(it.ends.map(({ bound }) => bound), good ? [false] : [], `${unboundLanding} ${others}`);
  }
});

test("what only the back end got is an outcome without a result", async () => {
  const it = launching();
  const { say } = beside(it);
  say({ stored: keyOf(SMALL), status: 201, proxy: MARKETPLACE });
  say({ text: SMALL });
  await it.tick(0);
  const { result, text, key, backend, via, originVerified } = it.ends[0];
  assert.deepEqual([result, text, key, backend, via, originVerified], [null, undefined, keyOf(SMALL), { code: "STORED", status: 201 }, "proxy", true]);
  assert.deepEqual(it.news(), ["opening", "waiting", "delivered proxy", "duplicate"]);
});

test("without the channel the window says what only the back end got", async () => {
  const it = launching({ without: ["BroadcastChannel"] });
  it.news();
  const stored = `launch-complete:stored:1:201:${keyOf(SMALL)}`;
  assert.deepEqual(it.tell(stored, it.popup, MARKETPLACE), refused("RESULT_NOT_JSON"));
  it.tell(stored, otherWindow(), HOST);
  assert.deepEqual(it.news(), ["refused RESULT_NOT_JSON", "ignored"]);
  it.tell(stored, it.popup, HOST);
  await it.tick(0);
  const [{ result, key, backend, via, channel, originVerified }] = it.ends;
  assert.deepEqual([result, key, backend, via, channel, originVerified], [null, keyOf(SMALL), { code: "STORED", status: 201 }, "landing", "message", false]);
  assert.deepEqual([it.at.localStorage, it.sessionStorage], [{}, {}]);
});

test("a proxy is given a fresh URL at every question", async () => {
  let count = 0;
  const it = launching({ options: { proxyUrl: "/proxy.html" }, url: () => `${URL}&n=${++count}` });
  assert.equal(it.opened[0][0], `${HOST}/proxy.html`);
  const { heard, say } = beside(it);
  say({ ask: true });
  await it.tick(0);
  say({ ask: true });
  // Asked again before the answer is there: one URL is fetched at a time.
  say({ ask: true });
  await it.tick(0);
  assert.deepEqual(heard.map(({ url }) => url), [`${URL}&n=1`, `${URL}&n=2`]);
  // Without the channel it asks its opener.
  assert.deepEqual(it.tell("launch-complete:proxy:1:ask", it.popup, "https://evil.example"), []);
  const answers = it.tell("launch-complete:proxy:1:ask", it.popup, HOST);
  await it.tick(0);
  assert.deepEqual(answers, [`launch-complete:url:1:${URL}&n=3`]);
  const broken = launching({ options: { proxyUrl: "/proxy.html" }, url: async () => "javascript:1" });
  const failing = broken.tell("launch-complete:proxy:1:ask", broken.popup, HOST);
  await broken.tick(0);
  assert.deepEqual(failing, ["launch-complete:failed:1:URL_FAILED"]);
});

test("a proxy's goodbye and a closed window are known at once", async () => {
  const options = { proxyUrl: `${HOST}/proxy.html` };
  const it = launching({ options });
  const { say, close } = beside(it);
  say({ hello: true });
  await it.tick(300);
  say({ goodbye: true });
  it.popup.closed = true;
  await it.tick(800);
  assert.deepEqual(it.ends, ["CLOSED"]);
  close();
  it.nothingLeft();
  // A handle that was never seen open proves nothing.
  const unseen = launching({ options });
  const hidden = beside(unseen);
  unseen.popup.closed = true;
  hidden.say({ hello: true });
  hidden.say({ goodbye: true });
  await unseen.tick(2000);
  assert.deepEqual([unseen.ends, unseen.news().at(-1)], [[], "lost"]);
  // A reload says goodbye, too, and hello again.
  const reloaded = launching({ options });
  const again = beside(reloaded);
  again.say({ hello: true });
  again.say({ goodbye: true });
  await reloaded.tick(400);
  again.say({ hello: true });
  await reloaded.tick(60000);
  assert.deepEqual(reloaded.ends, []);
  // One that made way for the marketplace is not waited for.
  again.say({ direct: true });
  again.say({ goodbye: true });
  reloaded.popup.closed = true;
  await reloaded.tick(2000);
  assert.deepEqual([reloaded.ends, reloaded.news().at(-1)], [[], "lost"]);
});

test("a window that reads closed while its proxy speaks is asked, and is lost when it is silent", async () => {
  const it = launching({ options: { proxyUrl: "/proxy.html" } });
  const { heard, say } = beside(it);
  say({ hello: true });
  it.popup.closed = true;
  it.news();
  await it.tick(600);
  assert.deepEqual([heard.map(({ here }) => here), it.news()], [[true], []]);
  say({ hello: true });
  await it.tick(2900);
  assert.deepEqual([heard.length, it.news()], [1, []]);
  await it.tick(300);
  assert.equal(heard.length, 2);
  await it.tick(500);
  assert.deepEqual(it.news(), ["lost"]);
  say({ hello: true });
  assert.deepEqual(it.news(), ["found"]);
  // It was cut off: its goodbye proves nothing.
  say({ goodbye: true });
  await it.tick(500);
  assert.deepEqual([it.news(), it.ends], [["lost"], []]);
});

test("after a reload the launch is taken up, and an opened window stands in for the handle", async () => {
  const at = site(HOST);
  const first = launching({ at });
  const { launch, sessionStorage } = first;
  assert.equal(launching({ at, how: "resume", sessionStorage: {} }).launch, undefined, "another tab's launch");
  assert.equal(launching({ at, how: "resume", sessionStorage, options: { marketplaceOrigin: "https://other.example" } }).launch, undefined);
  assert.equal(launching({ at, how: "resume", sessionStorage, named: "0".repeat(32) }).launch, undefined);
  const { heard } = beside(first);
  const it = launching({ at, how: "resume", sessionStorage, named: undefined });
  assert.equal(it.launch.id, launch.id);
  assert.deepEqual([plain(heard), it.opened], [[{ here: true, v: 1, launchId: launch.id }], []]);
  const opened = otherWindow();
  const framed = otherWindow();
  opened.opener = framed.opener = it.own;
  framed.parent = opened;
  for (const stranger of [otherWindow(), framed]) assert.deepEqual(it.tell(SMALL, stranger), []);
  // With two launches of this tab, nothing says which of them it is.
  at.localStorage[`launch-complete:pending:${"3".repeat(32)}`] = `1 1000 ${MARKETPLACE}`;
  sessionStorage["launch-complete:own"] += ` ${"3".repeat(32)}`;
  assert.deepEqual(it.tell(SMALL, opened), []);
  delete at.localStorage[`launch-complete:pending:${"3".repeat(32)}`];
  assert.deepEqual(it.tell(SMALL, opened), ACK);
  // A record that is too old is swept out.
  const old = site(HOST);
  old.localStorage[`launch-complete:pending:${"2".repeat(32)}`] = `1 ${1000 - 900000} ${MARKETPLACE}`;
  old.localStorage["launch-complete:pending:x"] = "junk";
  old.localStorage.other = "kept";
  assert.equal(launching({ at: old, how: "resume", named: "2".repeat(32) }).launch, undefined);
  assert.deepEqual(old.localStorage, { other: "kept" });
});

test("a window that is open already is greeted, at the marketplace only", async () => {
  const it = launching({ how: "adopt" });
  assert.deepEqual(it.popup.posts.map(({ text, origin }) => [text, origin]), [["launch-complete:hello:1", MARKETPLACE]]);
  assert.deepEqual([it.opened, it.news(), it.at.localStorage], [[], ["opening", "waiting"], {}]);
  assert.deepEqual(it.tell(SMALL), ACK);
  await it.tick(10500);
  it.nothingLeft();
});

test("the back end is given the text once it is accepted, again where that is worth it", async () => {
  for (const [statuses, expected] of [
    [[201], { code: "STORED", status: 201 }],
    [[0, 503, 429, 200], { code: "STORED", status: 200 }],
    [[400], { code: "BACKEND_FAILED", status: 400 }],
    [[500, 500, 500, 500, 500, 502], { code: "BACKEND_FAILED", status: 502 }],
    [[0, 0, 0, 0, 0, 0], { code: "BACKEND_FAILED" }],
  ]) {
    const calls = [];
    const fetch = async (url, request) => {
      const status = statuses[calls.length];
      calls.push([url, request]);
      if (!status) throw new TypeError("network");
      return { status, ok: status < 300 };
    };
    const backend = { url: "/api/results", headers: { "X-Own": "1" } };
    const it = launching({ options: { backend }, fetch });
    it.tell(SMALL);
    await it.tick(30000);
    assert.deepEqual(it.ends.map(({ backend }) => backend), [expected], `${statuses}`);
    assert.equal(calls.length, statuses.length);
    const [url, { method, headers, credentials, redirect, body, keepalive }] = calls.at(-1);
    assert.deepEqual([url, method, credentials, redirect, keepalive], ["/api/results", "POST", "same-origin", "error", true]);
    assert.deepEqual(plain(headers), { "X-Own": "1", "Content-Type": "application/json", "Idempotency-Key": keyOf(SMALL) });
    assert.equal(Buffer.from(body).toString(), SMALL);
    assert.ok(it.news().includes("handing-off"));
  }
});

test("options are refused at once", () => {
  const good = {};
  for (const [options, code, path] of [
    [{ marketplaceOrigin: undefined }, "OPTION_INVALID", "marketplaceOrigin"],
    [{ marketplaceOrigin: 7 }, "OPTION_INVALID", "marketplaceOrigin"],
    [{ marketplaceOrigin: "" }, "ORIGIN_INVALID", "marketplaceOrigin"],
    [{ marketplaceOrigin: "*" }, "ORIGIN_INVALID", "marketplaceOrigin"],
    [{ marketplaceOrigin: `${MARKETPLACE}/` }, "ORIGIN_INVALID", "marketplaceOrigin"],
    [{ ...good, proxyUrl: "https://evil.example/proxy.html" }, "OPTION_INVALID", "proxyUrl"],
    [{ ...good, proxyUrl: "javascript:alert(1)" }, "OPTION_INVALID", "proxyUrl"],
    [{ ...good, timeout: "1" }, "OPTION_INVALID", "timeout"],
    [{ ...good, lostLimit: -1 }, "OPTION_INVALID", "lostLimit"],
    [{ ...good, maxBytes: Infinity }, "OPTION_INVALID", "maxBytes"],
    [{ ...good, maxBytes: NaN }, "OPTION_INVALID", "maxBytes"],
    [{ ...good, features: 7 }, "OPTION_INVALID", "features"],
    [{ ...good, expect: "a" }, "OPTION_INVALID", "expect"],
    [{ ...good, expect: { accountId: 7 } }, "OPTION_INVALID", "expect"],
    [{ ...good, unboundLanding: "any" }, "OPTION_INVALID", "unboundLanding"],
    [{ ...good, backend: "/api" }, "OPTION_INVALID", "backend"],
    [{ ...good, backend: { credentials: "include" } }, "OPTION_INVALID", "backend"],
  ]) {
    for (const how of ["open", "adopt", "resume"]) {
      assert.throws(() => launching({ options, how }), (error) => {
        assert.deepEqual([error.name, error.code, error.path], ["LaunchError", code, path], JSON.stringify(options));
        return true;
      });
    }
  }
});

test("a tab is bound and the binding holds no text", () => {
  const { script, sessionStorage, own } = page("fallback-host", { at: site(HOST) });
  const id = script.fallback.bindThisTab({ marketplaceOrigin: MARKETPLACE }, URL);
  assert.deepEqual(sessionStorage, { "launch-complete:launch": id, "launch-complete:own": id });
  assert.equal(own.localStorage[`launch-complete:pending:${id}`], `1 1000 ${MARKETPLACE}`);
  assert.throws(() => script.fallback.bindThisTab({ marketplaceOrigin: "*" }, URL), { code: "ORIGIN_INVALID", path: "marketplaceOrigin" });
  assert.throws(() => script.fallback.bindThisTab({ marketplaceOrigin: MARKETPLACE }, "javascript:1"), { code: "ORIGIN_INVALID", path: "url" });
});

test("storage that throws leaves the direct path", async () => {
  const forbidden = { get() { throw new Error("forbidden"); } };
  const it = launching();
  Object.defineProperty(it.context, "localStorage", forbidden);
  Object.defineProperty(it.context, "sessionStorage", forbidden);
  const launch = it.script.fallback.open({ marketplaceOrigin: MARKETPLACE }, URL);
  it.tell(SMALL);
  assert.equal((await launch.result).code, "DELIVERED");
  assert.equal(it.script.fallback.resume({ marketplaceOrigin: MARKETPLACE }), undefined);
});
