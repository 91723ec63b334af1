// The page that is driven by attributes, in a made-up document with a clock of its own: what is rehearsed, and what is
// said when.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

import { Clock, otherWindow } from "./fallback-world.mjs";

const classic = readFileSync(new URL("../../dist/launch-complete.js", import.meta.url), "utf8");
const APP = "https://app.example";
const ACK = "launch-complete:ack:1";
const SENDING = "Sending the result to your app …";
const DELIVERED = "Your app has the result.";

class Element extends EventTarget {
  attributes = new Map();
  hidden = false;
  /** Every text it ever had. */
  texts = [];

  get textContent() {
    return this.texts.at(-1) ?? "";
  }
  set textContent(text) {
    this.texts.push(text);
  }
  getAttribute = (name) => this.attributes.get(name) ?? null;
  hasAttribute = (name) => this.attributes.has(name);
  setAttribute = (name, value) => this.attributes.set(name, String(value));
  removeAttribute = (name) => this.attributes.delete(name);
}

/** A page whose script has these attributes besides. `setup` runs before it. */
function page(attributes = {}, setup = "", answer = () => undefined) {
  const clock = new Clock();
  const opener = otherWindow(answer);
  const [script, trigger, status] = [new Element(), new Element(), new Element()];
  const given = { "data-target-origin": APP, "data-ack": "required", "data-trigger": "#ok", "data-status": "#status", ...attributes };
  for (const [name, value] of Object.entries(given)) script.setAttribute(name, value);
  trigger.texts.push("Finish");
  const made = [];
  class Ports {
    port1 = Object.assign(new EventTarget(), { start() {}, close: () => (this.closed = true) });
    port2 = {
      postMessage: (data) => {
        const event = Object.assign(new Event("message"), { data });
        this.port1.onmessage?.(event);
        this.port1.dispatchEvent(event);
      },
    };
    constructor() {
      made.push(this);
    }
  }
  const heard = new Set();
  const context = vm.createContext({
    opener, atob, btoa, TextDecoder, TextEncoder, MessageChannel: Ports,
    document: {
      currentScript: script,
      readyState: "complete",
      querySelector: (selector) => ({ "#ok": trigger, "#status": status })[selector] ?? null,
    },
    setTimeout: (then, wait) => clock.set(then, wait),
    clearTimeout: (id) => clock.timers.delete(id),
    addEventListener: (type, listener) => type === "message" && heard.add(listener),
    removeEventListener: (type, listener) => heard.delete(listener),
    close: () => {},
  });
  vm.runInContext(`window = self = parent = globalThis; result = { accountId: "a", cycles: [] }; ${setup}`, context);
  vm.runInContext(classic, context);
  const click = () => trigger.dispatchEvent(new Event("click", { cancelable: true }));
  const state = () => status.getAttribute("data-state");
  return { clock, opener, trigger, status, made, heard, click, state, context };
}

test("a click is rehearsed where nobody hears it, and nothing is left of that", async () => {
  const { clock, opener, made, heard, status, state, click } = page();
  assert.equal(made.length, 0, "not while the page is made");
  const before = heard.size;
  await clock.tick(0);
  assert.equal(made.length, 1, "all the way to the post");
  assert.equal(made[0].closed, true);
  assert.equal(heard.size, before);
  assert.equal(clock.timers.size, 0);
  assert.deepEqual(opener.posts, []);
  assert.equal(state(), "idle");
  assert.equal(status.textContent, "");
  click();
  assert.deepEqual(opener.posts.map(({ text, origin }) => [text, origin]), [['{"accountId":"a","cycles":[]}', APP]]);
});

for (const [what, attributes, setup] of [
  ["without WebAssembly", {}, "delete globalThis.WebAssembly;"],
  ["that sends by itself", { "data-when": "load" }, ""],
]) {
  test(`nothing is rehearsed on a page ${what}`, async () => {
    const { clock, opener, made } = page(attributes, setup);
    await clock.tick(50);
    const sent = attributes["data-when"] ? 1 : 0;
    assert.deepEqual([made.length, opener.posts.length], [sent, sent]);
  });
}

test("what is over at once is not announced, what takes longer is", async () => {
  const quick = page({}, "", () => ACK);
  await quick.clock.tick(0);
  quick.click();
  assert.equal(quick.state(), "delivered");
  await quick.clock.tick(300);
  assert.deepEqual(quick.status.texts, ["", DELIVERED]);

  const slow = page();
  await slow.clock.tick(0);
  slow.click();
  assert.equal(slow.state(), "sending");
  assert.deepEqual(slow.status.texts, [""]);
  await slow.clock.tick(100);
  assert.deepEqual(slow.status.texts, ["", SENDING]);
  slow.opener.posts[0].port.postMessage(ACK);
  assert.deepEqual(slow.status.texts, ["", SENDING, DELIVERED]);
  assert.deepEqual(slow.trigger.texts, ["Finish"], "a label is not written anew");
});

test("after a failure the button says so, and a retry that works takes it back", async () => {
  const it = page();
  await it.clock.tick(0);
  it.click();
  await it.clock.tick(1500);
  assert.equal(it.state(), "failed");
  assert.equal(it.trigger.textContent, "Retry");
  it.click();
  assert.equal(it.trigger.textContent, "Finish");
  it.opener.posts[1].port.postMessage(ACK);
  assert.equal(it.state(), "delivered");
  await it.clock.tick(100);
  assert.equal(it.status.textContent, DELIVERED, "nothing late takes its place");
});
