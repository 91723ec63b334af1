// The fallbacks of the proxy and the landing page: one text, to the app, to the back end, or both.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";

import { rust } from "./fallback-tables.mjs";
import { otherWindow, page, plain, site } from "./fallback-world.mjs";

const HOST = "https://app.example";
const MARKETPLACE = "https://marketplace.example";
const URL = "https://marketplace.example/launch?once=1";
const TEXT = '{"accountId":"a","cycles":[]}';
const ID = "0123456789abcdef0123456789abcdef";
const PENDING = `launch-complete:pending:${ID}`;
const keyOf = (text) => `sha-256=${createHash("sha256").update(text).digest("hex")}`;
const hashOf = (text) => `#launch_result=${Buffer.from(text).toString("base64url")}`;

/** What all pages of the host have around them. `hear` is what the app answers on the channel. */
function around({ id = ID, pending = true, opener = null, fetch, without, hear = () => undefined } = {}) {
  const at = site(HOST);
  const sessionStorage = id ? { "launch-complete:launch": id } : {};
  if (pending) at.localStorage[PENDING] = `1 1000 ${MARKETPLACE}`;
  const heard = [];
  const app = page("fallback-channel", { at });
  const channel = new app.context.BroadcastChannel("launch-complete");
  const say = (fields) => channel.postMessage({ v: 1, launchId: id || null, ...fields });
  channel.onmessage = ({ data }) => {
    heard.push(plain(data));
    const answer = hear(data);
    // Where nobody is named, the answer says which text it is for.
    if (answer) say({ of: id ? undefined : data.text, ...answer });
  };
  const seen = [];
  const onReport = ({ status, error }) => seen.push([status, error?.code].filter(Boolean).join(" "));
  const news = () => seen.splice(0);
  const run = (name) => page(name, { at, opener, sessionStorage, fetch, without });
  return { at, sessionStorage, heard, say, app, channel, onReport, news, run, tick: (milliseconds) => at.clock.tick(milliseconds) };
}

/** A proxy page whose frame shows the marketplace. */
function proxy({ options = {}, ...where } = {}) {
  const it = around(where);
  const here = it.run("fallback-proxy");
  const loads = [];
  const frame = {
    contentWindow: otherWindow(),
    addEventListener: (_, listener) => loads.push(listener),
    removeEventListener: (_, listener) => loads.splice(loads.indexOf(listener), 1),
  };
  const proxy = new here.script.ProxyPage({ marketplaceOrigin: MARKETPLACE, ...options }, frame, it.onReport);
  const tell = (data, source = frame.contentWindow, origin = MARKETPLACE, how) => here.hear(data, source, origin, how);
  return { ...here, ...it, frame, loads, proxy, tell };
}

function landing({ options = {}, hash = hashOf(TEXT), search = "", posted, ...where } = {}) {
  const it = around(where);
  const here = it.run("fallback-landing");
  const landing = new here.script.LandingPage(options, hash, search, posted, it.onReport);
  return { ...here, ...it, landing };
}

const statuses = (list) => {
  const calls = [];
  const fetch = async (url, { body, headers }) => {
    calls.push([url, Buffer.from(body).toString(), headers["Idempotency-Key"]]);
    const status = list.shift();
    if (!status) throw new TypeError("network");
    return { status, ok: status < 300 };
  };
  return { calls, fetch };
};

/** What a row of the Rust table asks for, as a proxy page or, where nobody vouches for the text, a landing page. */
function relayed(sinks, answer, reaches, events) {
  const done = [];
  const words = events === "-" ? [] : events.split(",");
  const answers = words.filter((word) => /^(ack|no|silent|unsent)$/.test(word));
  const reply = (reach) => {
    done.push(reach);
    const answer = answers.shift();
    if (answer === "unsent") throw new Error("refused by the browser");
    return { ack: "ack:1", no: "refused:1:EXPECT_MISMATCH" }[answer];
  };
  const stored = words.filter((word) => /\d/.test(word)).map((word) => Number(word.replace("!", "")));
  // Network errors and 5xx are tried again; the table has what it comes to.
  const fetch = async () => {
    if (done.at(-1) !== "post") done.push("post");
    if (!stored[0]) throw new TypeError("network");
    return { status: stored[0], ok: stored[0] < 300 };
  };
  const hear = ({ text }) => {
    if (text === undefined) return undefined;
    const code = reply("c");
    return code && (code === "ack:1" ? { ack: true } : { refused: "EXPECT_MISMATCH" });
  };
  const opener = reaches.includes("o") ? otherWindow((text) => (text === TEXT ? (reply("o") ?? "").replace(/^(?=.)/, "launch-complete:") : "")) : null;
  const [must, forged] = answer.split(",");
  const options = {
    deliverTo: { app: "opener", backend: "backend", both: "opener backend" }[sinks],
    ack: must === "must" ? "required" : "optional",
    ...(sinks !== "app" && { backend: "/api" }),
  };
  const without = reaches.includes("c") ? [] : ["BroadcastChannel"];
  // The opener comes first where the window has no id.
  const id = reaches.startsWith("o") && reaches !== "o" ? "" : ID;
  if (forged) {
    const it = landing({ options, id: "", pending: false, opener, fetch, without, hear });
    it.landing.deliver();
    return { it, done };
  }
  const it = proxy({ options, id, opener, fetch, without, hear });
  it.tell(TEXT);
  return { it, done };
}

const ENDS = { app: "delivered", sent: "sent", refused: "refused EXPECT_MISMATCH" };

test("every relay ends as the Rust table says", async () => {
  const table = /const RELAYS: &str = "([^"]*)"/.exec(rust("relay"))[1].trim().split("\n");
  assert.ok(table.length > 40, `${table.length} rows`);
  for (const row of table) {
    const [sinks, answer, reaches, events, ...expected] = row.trim().split(/\s+/);
    // Without an id a page cannot choose the channel first.
    if (answer.includes("forged") && reaches === "co") continue;
    const { it, done } = relayed(sinks, answer, reaches, events);
    await it.tick(60000);
    const end = expected.pop();
    assert.deepEqual(done, expected, row);
    const report = /^(app\+)?\d+$/.test(end) ? "delivered" : ENDS[end] ?? `failed ${end}`;
    assert.deepEqual(it.news(), ["delivering", report], row);
    // What only the back end has is said to the app that waits for it.
    const told = it.heard.filter(({ stored }) => stored);
    assert.deepEqual(told.length, /^\d+$/.test(end) && reaches.includes("c") ? 1 : 0, row);
  }
});

test("a proxy asks for a fresh URL, frames it, and greets whoever is in the frame", async () => {
  const it = proxy();
  it.proxy.ask();
  assert.deepEqual(it.heard, [
    { hello: true, v: 1, launchId: ID },
    { ask: true, v: 1, launchId: ID },
  ]);
  it.say({ url: URL, launchId: "f".repeat(32) });
  assert.equal(it.frame.src, undefined);
  it.say({ url: URL });
  assert.deepEqual([it.frame.src, it.news()], [URL, ["asking", "framed"]]);
  it.loads.forEach((load) => load());
  await it.tick(9000);
  const { posts } = it.frame.contentWindow;
  assert.deepEqual(posts.map(({ text, origin }) => [text, origin]), Array(4).fill(["launch-complete:hello:1:proxy", MARKETPLACE]));
  it.loads.forEach((load) => load());
  posts.at(-1).port.postMessage("launch-complete:ready:1");
  await it.tick(9000);
  assert.deepEqual([posts.length, it.news()], [5, ["ready"]]);
});

test("a proxy asks until it is answered", async () => {
  const it = proxy();
  it.proxy.ask();
  await it.tick(3500);
  assert.deepEqual(it.heard.filter(({ ask }) => ask).length, 4);
  it.say({ url: URL });
  await it.tick(20000);
  assert.deepEqual([it.heard.filter(({ ask }) => ask).length, it.news()], [4, ["asking", "framed"]]);
});

test("a proxy that is given no URL says so", async () => {
  for (const [url, code] of [["javascript:alert(1)", "URL_FAILED"], ["http://marketplace.example/", "URL_FAILED"]]) {
    const it = proxy();
    it.proxy.ask();
    it.say({ url });
    assert.deepEqual([it.frame.src, it.news()], [undefined, ["asking", `failed ${code}`]]);
  }
  const failed = proxy();
  failed.proxy.ask();
  failed.say({ failed: "URL_FAILED" });
  assert.deepEqual(failed.news(), ["asking", "failed URL_FAILED"]);
  const alone = proxy();
  alone.proxy.ask();
  await alone.tick(15000);
  assert.deepEqual(alone.news(), ["asking", "failed NOT_ACKNOWLEDGED"]);
});

test("without the channel a proxy speaks to its opener, and only to its own origin", () => {
  const opener = otherWindow();
  const it = proxy({ opener, without: ["BroadcastChannel", "MessageChannel"] });
  it.proxy.ask();
  const said = opener.posts.map(({ text, origin }) => [text, origin]);
  assert.deepEqual(said, [["launch-complete:proxy:1:hello", HOST], ["launch-complete:proxy:1:ask", HOST]]);
  it.hear(`launch-complete:url:1:${URL}`, opener, MARKETPLACE);
  it.hear(`launch-complete:url:1:${URL}`, otherWindow(), HOST);
  assert.equal(it.frame.src, undefined);
  it.hear(`launch-complete:url:1:${URL}`, opener, HOST);
  assert.equal(it.frame.src, URL);
  const answers = it.tell(TEXT);
  assert.deepEqual(opener.posts.at(-1), { text: TEXT, origin: HOST, port: undefined });
  it.hear("launch-complete:ack:1", opener, HOST);
  assert.deepEqual(answers, ["launch-complete:ack:1"]);
});

test("without the channel the opener is told what only the back end has", async () => {
  for (const make of [proxy, landing]) {
    const opener = otherWindow();
    const { fetch } = statuses([201]);
    const options = { deliverTo: "backend", backend: "/api" };
    const it = make({ options, opener, fetch, without: ["BroadcastChannel"] });
    if (it.proxy) it.tell(TEXT);
    else it.landing.deliver();
    await it.tick(0);
    assert.deepEqual(it.news(), ["delivering", "delivered"]);
    assert.deepEqual(opener.posts.map(({ text, origin }) => [text, origin]), [[`launch-complete:stored:1:201:${keyOf(TEXT)}`, HOST]]);
  }
});

test("a proxy takes texts of its frame at the marketplace's origin only, and answers when it is over", async () => {
  const it = proxy();
  const { contentWindow } = it.frame;
  for (const [data, source, origin] of [
    [7, contentWindow, MARKETPLACE],
    [TEXT, otherWindow(), MARKETPLACE],
    [TEXT, null, MARKETPLACE],
    [TEXT, contentWindow, HOST],
    [TEXT, contentWindow, "null"],
    ["[".repeat(65), otherWindow(), MARKETPLACE],
  ]) {
    assert.deepEqual(it.tell(data, source, origin), []);
  }
  assert.deepEqual(it.tell("[".repeat(65)), ["launch-complete:refused:1:RESULT_TOO_DEEP"]);
  assert.deepEqual(it.tell(" ".repeat(4194305)), ["launch-complete:refused:1:RESULT_TOO_LARGE"]);
  assert.deepEqual(it.tell(TEXT, contentWindow, MARKETPLACE, { isTrusted: false }), []);
  assert.deepEqual(it.tell("{}"), ["launch-complete:refused:1:RESULT_FORM"]);
  assert.deepEqual([it.news(), it.heard], [[], []]);
  const first = it.tell(TEXT);
  const second = it.tell(TEXT);
  assert.deepEqual(it.heard, [{ text: TEXT, proxy: MARKETPLACE, v: 1, launchId: ID }]);
  it.say({ ack: true });
  assert.deepEqual([first, second], [[], ["launch-complete:ack:1"]]);
  assert.deepEqual(it.tell(TEXT), ["launch-complete:ack:1"]);
  assert.deepEqual(it.heard.length, 1);
  it.dispatch("pagehide", {});
  assert.deepEqual(it.heard.length, 1, "no goodbye after a delivery");
  it.channel.close();
  await it.tick(10000);
  assert.deepEqual([it.listeners.length, it.at.clock.timers.size, it.at.members.size, it.loads.length], [0, 0, 0, 0]);
});

test("a proxy that could not hand it on says so, and tries again", async () => {
  const it = proxy();
  const answers = it.tell(TEXT);
  await it.tick(1500);
  assert.deepEqual([answers, it.news()], [["launch-complete:refused:1:NOT_ACKNOWLEDGED"], ["delivering", "failed NOT_ACKNOWLEDGED"]]);
  it.proxy.retry();
  await it.tick(1500);
  assert.deepEqual(it.news(), ["delivering", "failed NOT_ACKNOWLEDGED"]);
  // The app was reloaded and listens again.
  it.say({ here: true });
  it.say({ ack: true });
  assert.deepEqual(it.news(), ["delivered"]);
  assert.deepEqual(it.heard.map(({ text, hello }) => text ?? hello), [TEXT, TEXT, true, TEXT]);
  const empty = proxy();
  empty.proxy.retry();
  assert.deepEqual(empty.news(), ["asking"]);
});

test("a proxy makes way for the marketplace with a fresh URL, and says goodbye when it is left", () => {
  const it = proxy();
  it.dispatch("pagehide", {});
  assert.deepEqual(it.heard.map(({ goodbye }) => goodbye), [true]);
  it.proxy.openDirectly();
  it.say({ url: URL });
  assert.deepEqual([it.frame.src, it.left.assigned], [undefined, [URL]]);
  it.dispatch("pagehide", {});
  assert.deepEqual(it.heard.slice(1).map(({ ask, direct }) => [ask, direct]), [[true, undefined], [undefined, true]]);
});

test("a landing page hands on what its address holds, and forgets the launch", async () => {
  const text = '{"accountId":"ä \u2028 😀","cycles":[]}';
  for (const where of [{ hash: hashOf(text) }, { hash: "", search: hashOf(text).replace("#", "?a=1&") }, { hash: "#other", search: `?launch_result=x`, posted: text }]) {
    const it = landing(where);
    assert.equal(it.landing.text, text);
    it.landing.deliver();
    assert.deepEqual(it.heard, [{ text, v: 1, launchId: ID }]);
    it.say({ ack: true });
    assert.deepEqual(it.news(), ["delivering", "delivered"]);
    assert.deepEqual([it.at.localStorage, it.sessionStorage], [{}, {}]);
    it.landing.close();
    it.channel.close();
    assert.deepEqual([it.listeners.length, it.at.clock.timers.size, it.at.members.size], [0, 0, 0]);
  }
});

test("a landing page that no app answered forgets the launch itself", async () => {
  for (const where of [
    { options: { deliverTo: "backend", backend: "/api" }, fetch: statuses([201]).fetch },
    { options: { ack: "optional" }, opener: otherWindow() },
  ]) {
    const it = landing(where);
    // The tab that started the launch may be this one.
    it.sessionStorage["launch-complete:own"] = ID;
    it.landing.deliver();
    await it.tick(4000);
    assert.match(it.news().at(-1), /^(delivered|sent)$/);
    assert.deepEqual([it.at.localStorage, it.sessionStorage], [{}, {}]);
  }
});

test("a landing page refuses what is no result, or of no launch", () => {
  const long = "A".repeat(65537);
  for (const [where, code, path] of [
    [{ hash: "" }, "RESULT_MISSING", "launch_result"],
    [{ hash: "#launch_results=e30" }, "RESULT_MISSING", "launch_result"],
    [{ hash: "#launch_result" }, "RESULT_NOT_JSON", ""],
    [{ hash: "#launch_result=%7B%7D" }, "REDIRECT_ENCODING", "launch_result"],
    [{ hash: "#launch_result=e30=" }, "REDIRECT_ENCODING", "launch_result"],
    [{ hash: "#launch_result=e31" }, "REDIRECT_ENCODING", "launch_result"],
    [{ hash: "#launch_result=e 30" }, "REDIRECT_ENCODING", "launch_result"],
    [{ hash: "#launch_result=_w" }, "REDIRECT_ENCODING", "launch_result"],
    [{ hash: `#launch_result=${long}` }, "REDIRECT_ENCODING", "launch_result"],
    [{ hash: "", search: `?launch_result=${long.slice(0, 8193)}` }, "REDIRECT_ENCODING", "launch_result"],
    [{ hash: hashOf("{}") }, "RESULT_FORM", ""],
    [{ hash: hashOf('{"cycles":[]}') }, "RESULT_INVALID", "accountId"],
    [{ posted: " ".repeat(4194305) }, "RESULT_TOO_LARGE", ""],
    [{ posted: "[".repeat(65) }, "RESULT_TOO_DEEP", ""],
    [{ pending: false }, "LAUNCH_UNKNOWN", ""],
  ]) {
    const reports = [];
    const it = landing(where);
    assert.equal(it.landing.text, undefined);
    const page = it.script.LandingPage;
    const { hash = hashOf(TEXT), search = "", posted } = where;
    new page({}, hash, search, posted, (report) => reports.push(report)).deliver();
    const [{ status, error }] = reports;
    assert.deepEqual([status, error.code, error.path], ["failed", code, path]);
    it.landing.deliver();
    assert.deepEqual(it.heard, []);
  }
});

test("what nobody is known to wait for is stored only after the app has taken it", async () => {
  for (const [hear, expected, stored] of [
    [({ text }) => text && { ack: true }, "delivered", 1],
    [({ text }) => text && { refused: "EXPECT_MISMATCH" }, "refused EXPECT_MISMATCH", 0],
    [() => undefined, "failed LAUNCH_UNKNOWN", 0],
  ]) {
    const { calls, fetch } = statuses([201]);
    const it = landing({ options: { deliverTo: "backend", backend: "/api" }, id: "", pending: false, fetch, hear });
    it.landing.deliver();
    await it.tick(5000);
    assert.deepEqual(it.news(), ["delivering", expected]);
    assert.deepEqual(calls, Array(stored).fill(["/api", TEXT, keyOf(TEXT)]));
  }
});

test("an app that was reloaded gets the text again that nobody had taken", async () => {
  const it = landing();
  it.landing.deliver();
  await it.tick(1500);
  it.say({ here: true });
  assert.deepEqual(it.heard.map(({ text }) => text), [TEXT, TEXT]);
  it.say({ ack: true });
  it.say({ here: true });
  assert.deepEqual(it.news(), ["delivering", "failed NOT_ACKNOWLEDGED", "delivered"]);
});

test("a landing page in the tab that started the launch knows that", () => {
  const it = around();
  it.sessionStorage["launch-complete:own"] = `${"1".repeat(32)} ${ID}`;
  const { script } = it.run("fallback-landing");
  const own = new script.LandingPage({}, hashOf(TEXT), "", undefined, it.onReport);
  assert.deepEqual([own.sameTab, landing().landing.sameTab], [true, false]);
  own.take();
  assert.deepEqual([it.at.localStorage, it.sessionStorage], [{}, { "launch-complete:own": "1".repeat(32) }]);
});

test("the address is left without the result", () => {
  const { script } = around().run("fallback-landing");
  for (const [search, expected] of [
    ["", ""],
    ["?a=1", "?a=1"],
    ["?launch_result=e30", ""],
    ["?a=1&launch_result=e30&b", "?a=1&b"],
    ["?launch_result&launch_results=1", "?launch_results=1"],
  ]) {
    assert.equal(script.scrubbedSearch(search), expected);
  }
});

test("options are refused at once", () => {
  for (const [options, code, path] of [
    [{ deliverTo: "nobody" }, "OPTION_INVALID", "deliverTo"],
    [{ deliverTo: "opener,backend" }, "OPTION_INVALID", "deliverTo"],
    [{ deliverTo: "backend" }, "OPTION_INVALID", "backend"],
    [{ backendOptions: {} }, "OPTION_INVALID", "backend"],
    [{ ack: "none" }, "OPTION_INVALID", "ack"],
  ]) {
    for (const make of [proxy, landing]) {
      assert.throws(() => make({ options }), (error) => {
        assert.deepEqual([error.name, error.code, error.path], ["LaunchError", code, path]);
        return true;
      });
    }
  }
  assert.throws(() => proxy({ options: { marketplaceOrigin: undefined } }), { code: "OPTION_INVALID", path: "marketplaceOrigin" });
  assert.throws(() => proxy({ options: { marketplaceOrigin: "*" } }), { code: "ORIGIN_INVALID", path: "marketplaceOrigin" });
  for (const deliverTo of [undefined, "", " \n", "opener", " backend\topener ", "backend backend"]) {
    proxy({ options: { deliverTo, backend: "/api" } });
  }
});

test("an answer to another page without an id counts for nothing", async () => {
  const it = landing({ id: "", pending: false });
  it.landing.deliver();
  it.say({ ack: true });
  it.say({ ack: true, of: TEXT + " " });
  it.say({ refused: "EXPECT_MISMATCH", of: TEXT + " " });
  assert.deepEqual(it.news(), ["delivering"]);
  it.say({ ack: true, of: TEXT });
  assert.deepEqual(it.news(), ["delivered"]);
});

test("a proxy without an id that is not answered asks its opener, where the app knows its window", async () => {
  const opener = otherWindow();
  const it = proxy({ id: "", opener });
  it.proxy.ask();
  assert.deepEqual([it.heard.length, opener.posts], [2, []]);
  await it.tick(1000);
  assert.deepEqual(opener.posts.map(({ text }) => text), ["launch-complete:proxy:1:ask"]);
  it.hear(`launch-complete:url:1:${URL}`, opener, HOST);
  assert.equal(it.frame.src, URL);
  // One that was not asked for would take the customer back to the start.
  it.hear(`launch-complete:url:1:${URL}&again`, opener, HOST);
  assert.equal(it.frame.src, URL);
});

test("what the frame does after the delivery does not keep the page listening", async () => {
  const it = proxy();
  it.proxy.ask();
  it.say({ url: URL });
  it.loads.forEach((load) => load());
  it.tell(TEXT);
  it.say({ ack: true });
  it.loads.forEach((load) => load());
  it.frame.contentWindow.posts.at(-1).port.postMessage("launch-complete:ready:1");
  assert.deepEqual(it.news(), ["asking", "framed", "delivering", "delivered"]);
  it.channel.close();
  await it.tick(10000);
  assert.deepEqual([it.listeners.length, it.at.clock.timers.size, it.at.members.size, it.loads.length], [0, 0, 0, 0]);
});
