// The page's fallback, event by event: at most one delivery, nothing lost, nothing claimed that is not known.

import assert from "node:assert/strict";
import { test } from "node:test";

import { otherWindow, page, plain, site } from "./fallback-world.mjs";

const APP = "https://app.example";
const LANDING = "https://app.example/landing";
const RESULT = { accountId: "a", cycles: [] };
const TEXT = JSON.stringify(RESULT);
const ACK = "launch-complete:ack:1";
const REFUSED = "launch-complete:refused:1:EXPECT_MISMATCH";
const HELLO = "launch-complete:hello:1";

/** A sender on a page that was opened, framed, both or neither, and everything that is seen of it. */
function sending(options = {}, { opened = true, framed = false, without } = {}) {
  const at = site("https://marketplace.example");
  const opener = opened ? otherWindow() : null;
  const parent = framed ? otherWindow() : undefined;
  const here = page("fallback-page", { at, opener, parent, without });
  const seen = [];
  const report = ({ status, via, error }) => seen.push([status, via ?? error?.code].filter(Boolean).join(" "));
  const sender = new here.script.PageSender({ targetOrigin: APP, ...options }, report);
  /** What was seen since the last time. */
  const news = () => seen.splice(0);
  return { ...here, at, framing: parent, opened: opener, sender, news, tick: (milliseconds) => at.clock.tick(milliseconds) };
}

/** A sender whose first message is on its way. */
function posted(options, where) {
  const it = sending(options, where);
  it.sender.deliver(RESULT);
  assert.deepEqual(it.news(), ["sending"]);
  const { posts } = it.framing ?? it.opened;
  assert.deepEqual(posts.map(({ text, origin }) => [text, origin]), [[TEXT, APP]]);
  return { ...it, posts, answer: (text) => posts.at(-1).port.postMessage(text) };
}

const redirectUri = LANDING;
const REDIRECTED = ["https://app.example/landing#launch_result=eyJhY2NvdW50SWQiOiJhIiwiY3ljbGVzIjpbXX0"];

test("an acknowledged result is delivered, the window closes and nothing is left", async () => {
  for (const ack of ["optional", "required", "none", ""]) {
    const it = posted({ ack, redirectUri });
    it.answer(ACK);
    assert.deepEqual(it.news(), ["delivered opener"]);
    assert.equal(it.left.closed, 1);
    assert.deepEqual([it.listeners.length, it.at.clock.timers.size], [0, 0]);
    it.answer(ACK);
    it.answer(REFUSED);
    it.sender.deliver(RESULT);
    await it.tick(20000);
    assert.deepEqual(it.news(), []);
    assert.equal(it.posts.length, 1);
  }
});

test("a framed page does not close", async () => {
  const answered = posted({}, { framed: true });
  answered.answer(ACK);
  assert.deepEqual(answered.news(), ["delivered parent"]);
  const silent = posted({}, { framed: true, opened: false });
  await silent.tick(1500);
  assert.deepEqual(silent.news(), ["sent parent"]);
  assert.equal(answered.left.closed + silent.left.closed, 0);
});

test("a refusal ends it and nothing goes elsewhere; the same click is the retry", async () => {
  for (const ack of ["optional", "required", "none"]) {
    const it = posted({ ack, redirectUri });
    it.answer(REFUSED);
    assert.deepEqual(it.news(), ["failed REFUSED"]);
    it.answer(ACK);
    await it.tick(20000);
    assert.deepEqual([it.news(), it.left.assigned], [[], []]);
    it.sender.deliver(RESULT);
    it.answer(ACK);
    assert.deepEqual(it.news(), ["sending", "delivered opener"]);
  }
  for (const code of ["NOT_ACKNOWLEDGED", "BACKEND_FAILED"]) {
    const it = posted();
    it.answer(`launch-complete:refused:1:${code}`);
    assert.deepEqual(it.news(), [`failed ${code}`]);
  }
});

test("silence means sent or the next way or failure", async () => {
  for (const [options, expected, assigned = []] of [
    [{}, ["sent opener"]],
    [{ redirectUri }, ["sent opener"]],
    [{ ack: "none", redirectUri }, ["sent opener"]],
    [{ ack: "required" }, ["failed NOT_ACKNOWLEDGED"]],
    [{ ack: "required", redirectUri }, ["redirecting"], REDIRECTED],
  ]) {
    const it = posted(options);
    await it.tick(options.ack === "none" ? 0 : 1499);
    if (options.ack !== "none") assert.deepEqual(it.news(), []);
    await it.tick(1);
    assert.deepEqual([it.news(), it.left.assigned], [expected, assigned], JSON.stringify(options));
    await it.tick(30000);
    // A page that is still there after a redirect says so.
    assert.deepEqual(it.news(), assigned.length ? ["failed REDIRECT_FAILED"] : []);
  }
  const framed = posted({ ack: "required", redirectUri }, { framed: true });
  await framed.tick(1500);
  assert.deepEqual(framed.news(), ["failed NOT_ACKNOWLEDGED"]);
});

test("the limits are the options'", async () => {
  const it = posted({ ackTimeout: 50, proxyAckTimeout: 70 });
  await it.tick(50);
  assert.deepEqual(it.news(), ["sent opener"]);
  const proxied = posted({ ackTimeout: 50, proxyAckTimeout: 70 }, { framed: true });
  proxied.hear(`${HELLO}:proxy`, proxied.framing, APP);
  await proxied.tick(69);
  assert.deepEqual(proxied.news(), []);
  await proxied.tick(1);
  assert.deepEqual(proxied.news(), ["sent parent"]);
});

test("a late answer still counts, for a while", async () => {
  for (const ack of ["optional", "required", "none"]) {
    for (const [text, expected] of [[ACK, "delivered opener"], [REFUSED, "failed REFUSED"]]) {
      const it = posted({ ack });
      await it.tick(9000);
      it.news();
      it.answer(text);
      assert.deepEqual(it.news(), [expected], `${ack} ${text}`);
    }
  }
  const over = posted();
  await over.tick(11500);
  over.news();
  over.answer(ACK);
  assert.deepEqual([over.news(), over.listeners.length, over.at.clock.timers.size], [[], 0, 0]);
  const long = sending({ ack: "required", redirectUri });
  long.sender.deliver({ ...RESULT, accountId: "a".repeat(50000) });
  await long.tick(1500);
  long.opened.posts[0].port.postMessage(ACK);
  assert.deepEqual(long.news(), ["sending", "failed RESULT_TOO_LONG", "delivered opener"]);
});

test("a post that throws goes the next way", () => {
  for (const [options, expected] of [
    [{ redirectUri }, ["sending", "redirecting"]],
    [{}, ["sending", "failed NO_WINDOW"]],
  ]) {
    const it = sending(options);
    it.opened.postMessage = () => {
      throw new Error("cut off");
    };
    it.sender.deliver(RESULT);
    assert.deepEqual(it.news(), expected);
  }
});

test("nothing is sent that is no result, and the reason is said", () => {
  const circle = { ...RESULT };
  circle.circle = circle;
  for (const [result, code] of [
    [undefined, "RESULT_MISSING"],
    [null, "RESULT_MISSING"],
    ["{}", "RESULT_NOT_OBJECT"],
    [[], "RESULT_NOT_OBJECT"],
    [{}, "RESULT_FORM"],
    [circle, "RESULT_NOT_JSON"],
    [{ toJSON: () => undefined }, "RESULT_NOT_JSON"],
    [{ cycles: [] }, "RESULT_INVALID"],
  ]) {
    const it = sending({ redirectUri });
    it.sender.deliver(result);
    assert.deepEqual(it.news(), [`failed ${code}`]);
    assert.deepEqual([it.opened.posts, it.left.assigned], [[], []]);
  }
});

test("a page that comes back from a redirect can go again", () => {
  const it = sending({ redirectUri }, { opened: false });
  it.sender.restored();
  it.sender.deliver(RESULT);
  it.sender.deliver(RESULT);
  assert.deepEqual(it.news(), ["sending", "redirecting"]);
  it.sender.restored();
  it.sender.deliver(RESULT);
  assert.deepEqual(it.news(), ["idle", "sending", "redirecting"]);
  assert.deepEqual(it.left.assigned, [...REDIRECTED, ...REDIRECTED]);
});

test("a redirect that does not leave the page fails and can go again", async () => {
  const it = sending({ redirectUri }, { opened: false });
  for (let count = 0; count < 2; count++) {
    it.sender.deliver(RESULT);
    await it.tick(9999);
    assert.deepEqual(it.news(), ["sending", "redirecting"]);
    await it.tick(1);
    assert.deepEqual(it.news(), ["failed REDIRECT_FAILED"]);
  }
  it.context.location.assign = () => {
    throw new Error("refused by the browser");
  };
  assert.throws(() => it.sender.deliver(RESULT));
  await it.tick(10000);
  assert.deepEqual(it.news(), ["sending", "redirecting", "failed REDIRECT_FAILED"]);
  it.sender.restored();
  assert.deepEqual(it.news(), []);
});

test("whoever greets from a target is answered and gets what was not acknowledged, five times at most", async () => {
  const idle = sending();
  assert.deepEqual(idle.hear(HELLO, idle.opened, APP), ["launch-complete:ready:1"]);
  for (const [source, origin] of [[idle.opened, "https://evil.example"], [idle.opened, "null"], [otherWindow(), APP], [null, APP]]) {
    assert.deepEqual(idle.hear(HELLO, source, origin), [], origin);
  }
  assert.deepEqual(idle.hear("launch-complete:hello:2", idle.opened, APP), []);
  const it = posted({ ack: "required" });
  await it.tick(1500);
  assert.deepEqual(it.news(), ["failed NOT_ACKNOWLEDGED"]);
  assert.deepEqual(it.hear(HELLO, it.opened, APP), ["launch-complete:pending:1"]);
  assert.deepEqual(it.news(), ["sending"]);
  for (let count = 0; count < 9; count++) it.hear(HELLO, it.opened, APP);
  assert.equal(it.posts.length, 6);
  it.answer(ACK);
  assert.deepEqual(it.news(), ["delivered opener"]);
});

test("a greeting of the other window resends nothing", () => {
  const it = posted({}, { framed: true });
  assert.deepEqual(it.hear(HELLO, it.opened, APP), ["launch-complete:ready:1"]);
  assert.deepEqual([it.posts.length, it.opened.posts.length], [1, 0]);
});

test("every target gets one message, and the one that answers has it", () => {
  const it = sending({ targetOrigin: `${APP} https://staging.app.example\n${APP}` });
  it.sender.deliver(RESULT);
  assert.deepEqual(it.opened.posts.map(({ origin }) => origin), [APP, "https://staging.app.example"]);
  it.opened.posts[1].port.postMessage(ACK);
  assert.deepEqual(it.news(), ["sending", "delivered opener"]);
});

test("without ports answers come from the window, and only from a target", async () => {
  const without = ["MessageChannel", "Promise", "URL", "TextEncoder", "TextDecoder", "Symbol", "BroadcastChannel"];
  const it = sending({}, { without });
  it.sender.deliver(RESULT);
  const [{ text, origin, port }] = it.opened.posts;
  assert.deepEqual([text, origin, port], [TEXT, APP, undefined]);
  it.hear(ACK, it.opened, "https://evil.example");
  it.hear(ACK, otherWindow(), APP);
  it.hear("launch-complete:ready:1", it.opened, APP);
  it.hear({}, it.opened, APP);
  assert.deepEqual(it.news(), ["sending"]);
  it.hear(ACK, it.opened, APP);
  assert.deepEqual(it.news(), ["delivered opener"]);
  // With ports it is the port's answer that counts.
  const other = posted();
  other.hear(ACK, other.opened, APP);
  assert.deepEqual(other.news(), []);
});

test("the text is what today's engines write, whatever the engine", () => {
  const result = { accountId: "ä \u2028 \ud83d\ude00 \ud83d \ude00", cycles: [], unknown: [null, 0.5, "</script>"] };
  const it = sending({ redirectUri }, { opened: false });
  // An engine that writes half a surrogate pair as it is.
  it.context.JSON = { parse: JSON.parse, stringify: (...given) => JSON.stringify(...given)?.replace(/\\u(d[89a-f]..)/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))) };
  it.sender.deliver(result);
  const [url] = it.left.assigned;
  assert.equal(Buffer.from(url.split("#launch_result=")[1], "base64url").toString(), JSON.stringify(result));
  assert.match(url, /#launch_result=[A-Za-z0-9_-]+$/);
});

test("what is built is plain, checked and a copy", () => {
  const { script } = sending();
  const fields = { accountId: "a", cycleId: "c", webhooks: ["https://hooks.example/1"], later: { x: null } };
  assert.deepEqual(plain(script.buildResult(fields)), fields);
  for (const [wrong, path] of [
    [{ cycles: [] }, "accountId"],
    [{ accountId: " ", cycles: [] }, "accountId"],
    [{ accountId: "a", cycles: {} }, "cycles"],
    [{ accountId: "a", cycles: [{ cycleId: "c" }, {}] }, "cycles[1].cycleId"],
    [{ accountId: "a", cycles: [{ cycleId: "c", webhooks: [{ url: "javascript:1" }] }] }, "cycles[0].webhooks[0].url"],
    [{ accountId: "a", cycleId: "c", webhooks: ["https://hooks.example/ secret"] }, "webhooks[0]"],
  ]) {
    assert.throws(() => script.buildResult(wrong), (error) => {
      const { name, code, message } = error;
      assert.deepEqual([name, code, error.path], ["LaunchError", "RESULT_INVALID", path]);
      assert.ok(!message.includes("hooks.example"), message);
      return true;
    });
  }
  const deep = (depth) => JSON.parse(`{"accountId":"a","cycles":[],"x":${"[".repeat(depth - 1)}0${"]".repeat(depth - 1)}}`);
  script.buildResult(deep(64));
  assert.throws(() => script.buildResult(deep(65)), { code: "RESULT_TOO_DEEP" });
});
