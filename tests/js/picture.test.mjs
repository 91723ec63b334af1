// The picture of a launch: from what was seen to rows, lanes and words.

import assert from "node:assert/strict";
import { test } from "node:test";

import { wordOf } from "../../www/host/picture/channel.js";
import { lanesOf, rowsOf } from "../../www/host/picture/rows.js";

const STARTED = 1_000_000;

/** An event `at` milliseconds after the click. */
const app = (at, kind, more) => ({ place: "app", kind, at: STARTED + at, ...more });
const popup = (at, page, kind, more) => ({ place: "popup", page, kind, at: STARTED + at, ...more });
const frame = (at, page, kind, more) => ({ ...popup(at, page, kind, more), place: "frame" });

/** Rows as lines: time, lanes, tone. */
const drawn = (...events) =>
  rowsOf(events, STARTED).map(({ at, from, to, tone }) => [at, to ? `${from} > ${to}` : from, tone].join(" ").trim());
const said = (...events) => rowsOf(events, STARTED).map(({ words }) => words);

test("each thing seen is drawn between the lanes it is about", () => {
  const table = [
    [app(0, "report", { status: "opening" }), ["0 app > popup"]],
    [app(1, "report", { status: "waiting" }), ["1 app"]],
    [app(1, "report", { status: "lost" }), ["1 app warn"]],
    [app(1, "report", { status: "found" }), ["1 app good"]],
    [app(1, "report", { status: "ignored" }), ["1 app warn"]],
    [app(1, "report", { status: "refused", code: "EXPECT_MISMATCH", path: "accountId" }), ["1 app > popup bad"]],
    [app(1, "report", { status: "a-later-one" }), []],
    [app(1, "a-later-kind"), []],
    [app(2, "channel", { from: "popup", word: "text" }), ["2 popup > app"]],
    [app(2, "channel", { from: "app", word: "ack" }), ["2 app > popup good"]],
    [app(3, "outcome", { code: "DELIVERED", via: "opener", channel: "message" }), ["3 popup > app good"]],
    [app(3, "outcome", { code: "DELIVERED", via: "landing", channel: "broadcast" }), ["3 app good"]],
    [app(3, "error", { code: "TIMEOUT" }), ["3 app bad"]],
    [app(3, "kept", { backend: { code: "STORED", status: 201 } }), ["3 app good"]],
    [app(3, "kept", { backend: { code: "BACKEND_FAILED" } }), ["3 app bad"]],
    [app(4, "handed-off", { took: 7, status: 201 }), ["4 app > back-end", "11 back-end > app good"]],
    [popup(5, "choose", "shown", { took: 4, opener: true }), ["5 marketplace > popup"]],
    [popup(5, "connect", "shown", { took: 4, opener: false }), ["5 marketplace > popup warn"]],
    [frame(5, "connect", "shown", { took: 4 }), ["5 marketplace > frame"]],
    [popup(5, "landing", "shown", { took: 4, opener: true }), ["5 back-end > popup"]],
    [frame(6, "choose", "greeted"), ["6 popup > frame"]],
    [popup(7, "complete", "state", { state: "sending" }), ["7 popup"]],
    [popup(7, "complete", "state", { state: "delivered" }), ["7 app > popup good"]],
    [frame(7, "complete", "state", { state: "delivered" }), ["7 popup > frame good"]],
    [frame(7, "complete", "state", { state: "refused", code: "REFUSED" }), ["7 popup > frame bad"]],
    [popup(7, "complete", "state", { state: "redirecting" }), ["7 popup > back-end"]],
    [popup(7, "complete", "state", { state: "failed", code: "NO_WINDOW" }), ["7 popup bad"]],
    [popup(7, "proxy", "state", { state: "asking" }), ["7 popup"]],
    [popup(7, "proxy", "state", { state: "framed" }), ["7 popup > frame"]],
    [popup(7, "proxy", "state", { state: "ready" }), ["7 frame > popup"]],
    [popup(7, "proxy", "state", { state: "delivering" }), ["7 frame > popup"]],
    [popup(7, "landing", "state", { state: "delivering" }), ["7 popup"]],
    [popup(7, "landing", "state", { state: "delivered" }), ["7 popup good"]],
    [popup(7, "landing", "state", { state: "redirecting" }), []],
    [popup(8, "proxy", "handed-off", { took: 12, status: 503 }), ["8 popup > back-end", "20 back-end > popup bad"]],
    [popup(8, "proxy", "handed-off", { took: 12, status: 0 }), ["8 popup > back-end", "20 back-end > popup bad"]],
    [popup(8, "proxy", "handed-off", { took: 12 }), ["8 popup > back-end", "20 back-end > popup"]],
    [popup(9, "complete", "left"), ["9 popup"]],
  ];
  for (const [event, rows] of table) assert.deepEqual(drawn(event), rows, JSON.stringify(event));
});

test("the words say what the arrows show", () => {
  const table = [
    [
      popup(5, "connect", "shown", { took: 4.4, opener: false }),
      "The marketplace’s sign-in page is shown in the popup, after 4\u00a0ms. window.opener is gone.",
    ],
    [
      frame(5, "complete", "shown", { took: 31 }),
      "The marketplace’s Launch Complete page is shown in the frame, after 31\u00a0ms.",
    ],
    [
      popup(5, "landing", "shown", { took: 9, opener: true }),
      "The app’s landing page is shown in the popup, after 9\u00a0ms. window.opener is there.",
    ],
    [popup(7, "complete", "state", { state: "failed", code: "NO_WINDOW" }), "The Launch Complete page says that it failed (NO_WINDOW)."],
    [app(1, "report", { status: "refused", code: "EXPECT_MISMATCH", path: "accountId" }), "The app refuses the result because of accountId (EXPECT_MISMATCH)."],
    [
      app(3, "outcome", { code: "DELIVERED", via: "proxy", channel: "broadcast", backend: { code: "STORED", status: 201 } }),
      "The app has the result by the proxy page: DELIVERED. The page says that the back end has it (201).",
    ],
    [app(3, "kept", { backend: { code: "STORED", status: 201 } }), "The app knows that the back end has it (201)."],
    [app(3, "kept", { backend: { code: "BACKEND_FAILED" } }), "The back end did not take it (BACKEND_FAILED)."],
  ];
  for (const [event, words] of table) assert.deepEqual(said(event), [words]);
  const answers = { 0: "No answer came, after 2\u00a0ms.", 200: "The back end answers 200: it has that result already, after 2\u00a0ms.", 503: "The back end answers 503, after 2\u00a0ms." };
  for (const [status, words] of Object.entries(answers)) {
    assert.equal(said(popup(8, "landing", "handed-off", { took: 2, status: Number(status) }))[1], words);
  }
});

test("rows stand in the order of their times, whoever told first", () => {
  const late = popup(10, "proxy", "handed-off", { took: 30, status: 201 });
  const early = frame(4, "complete", "state", { state: "sending" });
  const between = app(20, "report", { status: "lost" });
  assert.deepEqual(drawn(late, between, early), ["4 frame", "10 popup > back-end", "20 app warn", "40 back-end > popup good"]);
  // A clock that is a little behind does not begin before the click.
  assert.deepEqual(drawn(popup(-3, "choose", "shown", { took: 1 })), ["0 marketplace > popup"]);
});

test("what repeats is counted, and only where nothing came between", () => {
  const ask = (at) => app(at, "channel", { from: "popup", word: "ask" });
  const counts = (...events) => rowsOf(events, STARTED).map(({ count }) => count);
  assert.deepEqual(counts(ask(1), ask(2), ask(3)), [3]);
  assert.deepEqual(counts(ask(1), app(2, "report", { status: "lost" }), ask(3)), [1, 1, 1]);
});

test("a page that makes way for the next is no row, one that was the last is", () => {
  const next = popup(3, "connect", "shown", { took: 1, opener: true });
  assert.deepEqual(drawn(popup(2, "choose", "left"), next), ["3 marketplace > popup"]);
  assert.deepEqual(drawn(next, popup(4, "connect", "left")), ["3 marketplace > popup", "4 popup"]);
  // The page around the frame is not the one in it.
  assert.deepEqual(drawn(popup(2, "proxy", "left"), frame(3, "choose", "shown", { took: 1 })), ["2 popup", "3 marketplace > frame"]);
});

test("what is said once is no news the next time", () => {
  const gone = (at, page) => popup(at, page, "shown", { took: 1, opener: false });
  assert.deepEqual(drawn(gone(1, "connect"), gone(2, "install")), ["1 marketplace > popup warn", "2 marketplace > popup"]);
  assert.deepEqual(drawn(frame(1, "choose", "greeted"), frame(2, "connect", "greeted")), ["1 popup > frame"]);
});

test("lanes are those in which something was seen", () => {
  const of = (...events) => lanesOf(rowsOf(events, STARTED)).map(([name]) => name);
  assert.deepEqual(of(), ["app", "popup"]);
  assert.deepEqual(of(popup(8, "landing", "handed-off", { took: 2, status: 201 })), ["app", "popup", "back-end"]);
  assert.deepEqual(of(frame(5, "connect", "shown", { took: 4 })), ["app", "popup", "frame", "marketplace"]);
});

test("of the channel only launch, side and word are taken", () => {
  const id = "0123";
  const table = [
    [{ v: 1, launchId: id, text: '{"accountId":"secret"}', proxy: "https://marketplace.example" }, { id, from: "popup", word: "text" }],
    [{ v: 1, launchId: id, stored: "sha-256=0", status: 201 }, { id, from: "popup", word: "stored" }],
    [{ v: 1, launchId: id, hello: true }, { id, from: "popup", word: "hello" }],
    [{ v: 1, launchId: id, url: "https://marketplace.example/secret" }, { id, from: "app", word: "url" }],
    [{ v: 1, launchId: id, ack: true, of: undefined }, { id, from: "app", word: "ack" }],
    [{ v: 1, launchId: id, refused: "EXPECT_MISMATCH" }, { id, from: "app", word: "refused" }],
    [{ v: 1, launchId: null, hello: true }, null],
    [{ v: 2, launchId: id, hello: true }, null],
    [{ v: 1, launchId: id, other: true }, null],
    ["launch-complete:ack:1", null],
    [null, null],
  ];
  for (const [data, word] of table) assert.deepEqual(wordOf(data), word, JSON.stringify(data));
});

test("a result does not arrive before it is sent, though the clocks of two windows say so", () => {
  const outcome = app(7, "outcome", { code: "DELIVERED", via: "opener", channel: "message" });
  const sending = (at) => popup(at, "complete", "state", { state: "sending" });
  const heard = popup(12, "complete", "state", { state: "delivered" });
  assert.deepEqual(drawn(outcome, sending(9), heard), ["9 popup", "9 popup > app good", "12 app > popup good"]);
  assert.deepEqual(drawn(outcome, sending(5), heard), ["5 popup", "7 popup > app good", "12 app > popup good"]);
  // Another try, long afterwards, is no cause.
  assert.deepEqual(drawn(outcome, sending(500)), ["7 popup > app good", "500 popup"]);
});
