// Delivering from a window that is made up: what is posted, how often, and how it ends.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { fails } from "./errors.mjs";

// What listens on after a test must not keep the process: ports are closed, timers do not count.
const channels = [];
const { MessageChannel: Channel, setTimeout: later } = globalThis;
globalThis.MessageChannel = class extends Channel {
  constructor() {
    super();
    channels.push(this);
  }
};
globalThis.setTimeout = (...call) => later(...call).unref();
const alive = setInterval(() => {}, 1000);

// As much of a window as the page needs.
const listeners = new Set();
let closed = 0;
Object.assign(globalThis, {
  window: globalThis,
  self: globalThis,
  parent: globalThis,
  opener: null,
  close: () => closed++,
  addEventListener: (_, listener) => listeners.add(listener),
  removeEventListener: (_, listener) => listeners.delete(listener),
});
const { deliver } = await import("../../dist/launch-complete.mjs");

const ACK = "launch-complete:ack:1";
const RESULT = { accountId: "ä \u2028 \ud83d", cycles: [], unknown: [null, 0.5] };
const TEXT = JSON.stringify(RESULT);
const targetOrigin = "https://app.example";

/** An app as the page's opener; `answer` says what it answers to a text, if anything. */
function app(answer) {
  const posts = [];
  globalThis.opener = {
    closed: false,
    postMessage(text, origin, [port]) {
      posts.push([text, origin]);
      if (answer) port.postMessage(answer);
    },
  };
  return posts;
}

after(() => {
  clearInterval(alive);
  for (const { port1 } of channels) port1.close();
});

test("an app that answers has the very text once, and nothing listens any more", async () => {
  const posts = app(ACK);
  closed = 0;
  const seen = [];
  const onStatus = ({ status }) => seen.push(status);
  assert.deepEqual(await deliver(RESULT, { targetOrigin, onStatus }), { status: "delivered", via: "opener" });
  assert.deepEqual(posts, [[TEXT, targetOrigin]]);
  assert.deepEqual(seen, ["sending", "delivered"]);
  assert.equal(listeners.size, 0);
  assert.equal(closed, 1);
});

test("an app that is silent was sent the text, or it failed", async () => {
  const posts = app();
  assert.deepEqual(await deliver(RESULT, { targetOrigin, ackTimeout: 5 }), { status: "sent", via: "opener" });
  assert.deepEqual(await deliver(RESULT, { targetOrigin, ack: "none" }), { status: "sent", via: "opener" });
  await fails(() => deliver(RESULT, { targetOrigin, ack: "required", ackTimeout: 5 }), "NOT_ACKNOWLEDGED");
  assert.deepEqual(posts, Array(3).fill([TEXT, targetOrigin]));
});

test("an app that refuses, and no app at all: nothing listens on", async () => {
  const before = listeners.size;
  app("launch-complete:refused:1:EXPECT_MISMATCH");
  await fails(() => deliver(RESULT, { targetOrigin, redirectUri: "https://app.example/landing" }), "REFUSED");
  globalThis.opener = null;
  await fails(() => deliver(RESULT, { targetOrigin }), "NO_WINDOW");
  await fails(() => deliver(undefined, { targetOrigin }), "RESULT_MISSING");
  await fails(() => deliver({}, { targetOrigin }), "RESULT_FORM");
  assert.equal(listeners.size, before);
});

test("what the page's own function throws ends nothing", { timeout: 2000 }, async () => {
  app(ACK);
  const onStatus = () => {
    throw new Error("the page's own");
  };
  assert.deepEqual(await deliver(RESULT, { targetOrigin, onStatus }), { status: "delivered", via: "opener" });
});
