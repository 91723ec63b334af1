// A made-up browser: each script runs in a realm of its own, windows only record what they are sent, and
// the clock only moves when it is told to.

import { createHash, webcrypto } from "node:crypto";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import vm from "node:vm";

const require = createRequire(new URL("../../xtask/tools/package.json", import.meta.url));
const { buildSync } = require("esbuild");
const scripts = new Map();

/** A script of `src/js` with what it imports, as one classic script that defines `script`. */
function scriptOf(name) {
  if (!scripts.has(name)) {
    const entry = fileURLToPath(new URL(`../../src/js/${name}.js`, import.meta.url));
    const options = { entryPoints: [entry], bundle: true, write: false, format: "iife", globalName: "script" };
    scripts.set(name, buildSync(options).outputFiles[0].text);
  }
  return scripts.get(name);
}

/** Node's own digest takes a thread; this one is there at once. */
const crypto = {
  getRandomValues: (bytes) => webcrypto.getRandomValues(bytes),
  subtle: { digest: async (_, bytes) => new Uint8Array(createHash("sha256").update(bytes).digest()).buffer },
};

/** Lets everything that waits for nothing but its turn happen. */
export const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Timers that run when `tick` reaches them. */
export class Clock {
  now = 1000;
  timers = new Map();
  #next = 1;

  set(then, wait = 0, args = [], every) {
    const id = this.#next++;
    this.timers.set(id, { at: this.now + wait, then, args, every });
    return id;
  }

  async tick(milliseconds) {
    const end = this.now + milliseconds;
    await settle();
    for (;;) {
      const due = [...this.timers].filter(([, { at }]) => at <= end).sort(([, one], [, other]) => one.at - other.at)[0];
      if (!due) break;
      const [id, timer] = due;
      this.now = Math.max(this.now, timer.at);
      if (timer.every) timer.at += timer.every;
      else this.timers.delete(id);
      timer.then(...timer.args);
      await settle();
    }
    this.now = end;
  }
}

/** Another window: it records what is posted to it. `answers` gives what comes back on the port. */
export function otherWindow(answers = () => undefined) {
  const other = {
    closed: false,
    posts: [],
    postMessage(text, origin, ports = []) {
      other.posts.push({ text, origin, port: ports[0] });
      const answer = answers(text);
      if (answer) ports[0]?.postMessage(answer);
    },
    close() {
      other.closed = true;
    },
    focus() {},
    location: {
      replaced: [],
      replace: (url) => other.location.replaced.push(url),
    },
  };
  other.parent = other;
  return other;
}

class Ports {
  constructor() {
    const end = () => ({ onmessage: null, closed: false, close() { this.closed = true; } });
    this.port1 = end();
    this.port2 = end();
    this.port1.postMessage = (data) => this.port2.onmessage?.({ data });
    this.port2.postMessage = (data) => !this.port1.closed && this.port1.onmessage?.({ data });
  }
}

/** The channel between realms that share `members`. */
function channelOf(members) {
  return class {
    constructor(name) {
      this.name = name;
      members.add(this);
    }
    postMessage(data) {
      if (!members.has(this)) throw new Error("closed");
      const copy = structuredClone(data);
      for (const other of [...members]) if (other !== this && other.name === this.name) other.onmessage?.({ data: copy });
    }
    close() {
      members.delete(this);
    }
  };
}

/** What pages of one origin share. */
export const site = (origin) => ({ origin, members: new Set(), localStorage: {}, clock: new Clock() });

/** A page with a script of ours in it. `without` names what its engine lacks. */
export function page(name, { at, opener = null, parent, sessionStorage = {}, without = [], fetch, ...more }) {
  const { clock } = at;
  const listeners = [];
  const left = { assigned: [], submitted: [], closed: 0 };
  const element = (tag) => ({
    tag,
    children: [],
    appendChild(child) {
      this.children.push(child);
      return child;
    },
    removeChild(child) {
      this.children.splice(this.children.indexOf(child), 1);
    },
    submit() {
      const [{ type, name, value }] = this.children;
      left.submitted.push({ method: this.method, action: this.action, type, name, value });
    },
  });
  const globals = {
    opener,
    setTimeout: (then, wait, ...args) => clock.set(then, wait, args),
    setInterval: (then, wait, ...args) => clock.set(then, wait, args, wait),
    clearTimeout: (id) => void clock.timers.delete(id),
    clearInterval: (id) => void clock.timers.delete(id),
    performance: { now: () => clock.now },
    Date: { now: () => clock.now },
    crypto,
    location: { origin: at.origin, href: `${at.origin}/app`, toString: () => `${at.origin}/app`, assign: (url) => left.assigned.push(url) },
    localStorage: at.localStorage,
    sessionStorage,
    addEventListener: (type, listener) => listeners.push([type, listener]),
    removeEventListener(type, listener) {
      const found = listeners.findIndex(([known, it]) => known === type && it === listener);
      if (found >= 0) listeners.splice(found, 1);
    },
    close: () => left.closed++,
    document: { createElement: element, documentElement: element("html") },
    MessageChannel: Ports,
    BroadcastChannel: channelOf(at.members),
    TextEncoder,
    TextDecoder,
    URL,
    btoa,
    atob,
    fetch,
    ...more,
  };
  for (const missing of without) delete globals[missing];
  const context = vm.createContext(globals);
  vm.runInContext("globalThis.window = globalThis", context);
  const own = vm.runInContext("globalThis", context);
  context.parent = parent ?? own;
  for (const missing of without) vm.runInContext(`delete globalThis.${missing}`, context);
  vm.runInContext(scriptOf(name), context);
  const dispatch = (type, event) => [...listeners].forEach(([known, listener]) => known === type && listener(event));
  return {
    script: vm.runInContext("script", context),
    context,
    own,
    left,
    listeners,
    sessionStorage,
    dispatch,
    /** A message from a window at an origin; gives the port for answers and what came back on it. */
    hear(data, source, origin, { port = true, isTrusted = true } = {}) {
      const answers = [];
      const ports = port ? [{ postMessage: (text) => answers.push(text) }] : [];
      dispatch("message", { data, source, origin, ports, isTrusted });
      return answers;
    },
  };
}

/** Plain values of this realm. */
export const plain = (value) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
