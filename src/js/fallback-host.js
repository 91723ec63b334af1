// Stands in for the module in the app that starts a launch: the same checks, the same codes.

import { failure } from "./fallback-common.js";
import { handOff, keyOf, readBackEnd } from "./fallback-backend.js";
import { answer, answerText, broadcast, listen, post } from "./fallback-channel.js";
import { MAX_BYTES, exactOrigin, marketplaceOf, receiver } from "./fallback-receiver.js";
import * as storage from "./fallback-storage.js";

const LOOK_EVERY = 300;
const LINGER = 10000;
const GOODBYE = 500;
const REMEMBERED = 64;
const WORDS = ["hello", "ask", "direct", "goodbye"];
const delivered = [];

function read(options) {
  const take = (name, fits, usual) => {
    const value = options[name] ?? usual;
    if (value !== undefined && !fits(value)) throw failure("OPTION_INVALID", name);
    return value;
  };
  const isText = (value) => typeof value === "string";
  const isNumber = (value) => typeof value === "number" && value >= 0 && value < 2 ** 32;
  const given = {
    marketplaceOrigin: marketplaceOf(options),
    // The proxy page must be of this origin: only such a page can know the launch.
    proxyUrl: take("proxyUrl", (url) => isText(url) && resolve(url).origin === location.origin),
    features: take("features", isText, "popup,width=1000,height=760"),
    timeout: take("timeout", isNumber, 15 * 60 * 1000),
    lostLimit: take("lostLimit", isNumber, 3 * 60 * 1000),
    maxBytes: take("maxBytes", isNumber, MAX_BYTES),
    expect: take("expect", (it) => typeof it === "object" && Object.values(it).every((text) => text == null || isText(text)), {}),
    unbound: take("unboundLanding", (word) => /^(refuse|single)$/.test(word), "refuse"),
    backEnd: readBackEnd(options.backend),
  };
  if (given.proxyUrl) given.proxyUrl = resolve(given.proxyUrl).href;
  return given;
}

function resolve(url) {
  try {
    return new URL(url, location.href);
  } catch {
    return {};
  }
}

/** One launch, from the click to its end. */
export class HostLaunch {
  /** Opens the window at once; call it inside the click. */
  static open(options, url, onStatus) {
    const given = read(options);
    const id = storage.freshId();
    storage.remember(id, given.marketplaceOrigin);
    const launch = new HostLaunch(given, id, url, onStatus);
    launch.open();
    return launch;
  }

  /** Listens for a window that is open already, and greets it. */
  static adopt(options, popup, url, onStatus) {
    const launch = new HostLaunch(read(options), storage.freshId(), url, onStatus);
    launch.greet(popup);
    launch.watch(popup);
    launch.opened();
    launch.report("waiting");
    return launch;
  }

  /** Takes up a launch after a reload: the one named, or the newest that this tab started for this marketplace. */
  static resume(options, named, url, onStatus) {
    const given = read(options);
    const own = storage.ownIds();
    const found = storage
      .allPending()
      .find(({ id, origin }) => origin === given.marketplaceOrigin && (named == null ? own.includes(id) : named === id));
    if (!found) return undefined;
    const launch = new HostLaunch(given, found.id, url, onStatus);
    launch.opened();
    launch.report("waiting");
    launch.say({ here: true });
    return launch;
  }

  constructor(given, id, url, onStatus) {
    Object.assign(this, { given, id, url, onStatus, timers: {}, byProxy: given.proxyUrl, started: performance.now() });
    this.result = new Promise((resolve, reject) => Object.assign(this, { resolve, reject }));
    // The proxy and the landing page, in the window that was opened, speak from our own origin.
    this.receiver = receiver([given.marketplaceOrigin, location.origin], given.maxBytes, given.expect);
    this.unlisten = listen((event) => this.message(event));
    this.broadcast = broadcast((heard) => this.heard(heard));
  }

  open() {
    const { given, url, id } = this;
    const known = given.proxyUrl ?? (typeof url === "string" ? url : undefined);
    if (known !== undefined && !exactOrigin(known)) return this.fail("URL_FAILED");
    let popup;
    storage.setInherited(id);
    try {
      popup = window.open(known ?? "about:blank", "_blank", given.features);
    } catch {
      // Blocked.
    }
    storage.setInherited();
    // With `noopener` there is never a handle; what the popup does is heard of by channel only.
    const unseen = /(^|,)\s*(noopener|noreferrer)\s*(,|$)/.test(given.features);
    if (popup) this.watch(popup);
    else if (!unseen || known === undefined) return this.fail("BLOCKED");
    storage.own(id);
    this.opened();
    if (known !== undefined) return this.report("waiting");
    this.freshUrl().then((fresh) => {
      if (this.done) return;
      if (!fresh) return this.close("URL_FAILED");
      popup.location.replace(fresh);
      this.report("waiting");
    });
  }

  /** The launch URL, asked for anew each time, because it is for one use. */
  async freshUrl() {
    const { url } = this;
    try {
      const fresh = await (typeof url === "function" ? url() : url);
      return exactOrigin(fresh) && fresh;
    } catch {
      return "";
    }
  }

  greet(popup) {
    try {
      this.port = post(popup, "launch-complete:hello:1", this.given.marketplaceOrigin, () => {});
    } catch {
      // It is gone already; the watch will say so.
    }
  }

  watch(popup) {
    this.popup = popup;
    this.look = setInterval(() => this.lookAt(popup.closed), LOOK_EVERY);
  }

  opened() {
    this.after("overall", this.given.timeout, () => this.fail("TIMEOUT"));
    this.report("opening");
  }

  after(timer, limit, then) {
    clearTimeout(this.timers[timer]);
    this.timers[timer] = setTimeout(then, limit);
  }

  // `closed` proves nothing: a page on the way with an opener policy makes it read true.
  lookAt(closed) {
    this.closed = closed;
    if (closed && this.believed) this.fail("CLOSED");
    else if (closed && !this.lost) {
      this.lost = true;
      this.after("lost", this.given.lostLimit, () => this.fail("CLOSED"));
      this.report("lost");
    } else if (!closed) this.found();
  }

  found() {
    if (!this.lost) return;
    this.lost = false;
    clearTimeout(this.timers.lost);
    this.report("found");
  }

  message(event) {
    const { data, origin, source } = event;
    const { marketplaceOrigin, proxyUrl } = this.given;
    const own = origin === location.origin && origin !== marketplaceOrigin;
    const expected = this.popup ? source === this.popup : isOurs(source);
    const word = /^launch-complete:proxy:1:(\w+)$/.exec(data);
    if (word && expected && origin === location.origin && WORDS.includes(word[1])) {
      return this.proxySaid(word[1], (name, value) => answer(event, `${name}:1:${value}`));
    }
    if (!this.receiver.admit(data, origin, expected)) return this.count("ignored");
    const via = !own ? "opener" : proxyUrl ? "proxy" : "landing";
    const code = this.read(data, { via, channel: "message", origin, originVerified: !own, bound: true });
    if (code !== undefined) answer(event, answerText(code));
  }

  heard(heard) {
    const textOf = (name) => (typeof heard[name] === "string" ? heard[name] : undefined);
    const named = textOf("launchId");
    const bound = named === this.id;
    const only = named === undefined && this.given.unbound === "single" && storage.allPending().length === 1;
    if (!bound && !only) return;
    // The proxy has checked the origin of the frame it made, and says which; a landing cannot.
    const origin = textOf("proxy");
    const arrival = {
      via: origin === undefined ? "landing" : "proxy",
      channel: "broadcast",
      origin: origin ?? location.origin,
      originVerified: origin === this.given.marketplaceOrigin,
      bound,
    };
    const text = textOf("text");
    const stored = textOf("stored");
    if (text !== undefined) {
      const code = this.read(text, arrival);
      if (code !== undefined) this.say(code ? { refused: code } : { ack: true }, named);
    } else if (stored !== undefined) {
      const backend = { code: "STORED", status: heard.status };
      if (!this.done) this.accept({ ...arrival, result: null, key: stored, backend });
    } else {
      const word = WORDS.find((word) => heard[word]);
      if (word) this.proxySaid(word, (name, value) => this.say({ [name]: value }, named));
    }
  }

  say(fields, id = this.id) {
    this.broadcast?.say(id, fields);
  }

  proxySaid(word, reply) {
    if (this.done) return;
    if (word === "ask") {
      this.freshUrl().then((url) => (url ? reply("url", url) : reply("failed", "URL_FAILED")));
      return;
    }
    clearTimeout(this.timers.goodbye);
    this.gone = this.byProxy && word === "goodbye";
    this.believed = false;
    if (word === "direct") this.byProxy = false;
    if (word === "hello") this.found();
    if (this.gone) {
      this.after("goodbye", GOODBYE, () => {
        this.believed = true;
        if (this.closed) this.fail("CLOSED");
      });
    }
  }

  // The answer to the sender: a code, an empty text for an acknowledgement, nothing for none.
  read(text, arrival) {
    const verdict = this.receiver.read(text);
    if (!verdict) this.count("ignored");
    else if (verdict.code) this.report("refused", verdict);
    else if (verdict.duplicate || this.done) this.count("duplicate");
    else this.accept({ ...arrival, result: verdict.result, text });
    return verdict && (verdict.code ?? "");
  }

  async accept(outcome) {
    const milliseconds = performance.now() - this.started;
    this.done = true;
    this.rest();
    const key = outcome.key ?? (await keyOf(outcome.text).catch(() => ""));
    const repeated = delivered.includes(key);
    if (!repeated) delivered.splice(0, delivered.push(key) - REMEMBERED);
    const deliver = (backend) => {
      this.report("delivered", { via: outcome.via });
      this.resolve({ code: "DELIVERED", ...outcome, key, repeated, milliseconds, ...(backend && { backend }) });
      this.linger(outcome.channel === "message");
    };
    // Stored by the proxy or the landing page already: once is enough.
    if (!this.given.backEnd || outcome.backend) return deliver(outcome.backend);
    this.report("handing-off");
    this.stop = handOff(this.given.backEnd, outcome.text, deliver);
  }

  // A repeat of the same text is still acknowledged for a while: its sender may have missed the answer.
  linger(byMessage) {
    const end = performance.now() + LINGER;
    this.look = setInterval(() => {
      // A landing may read closed while it is open.
      if (performance.now() > end || (byMessage && this.popup?.closed)) this.letGo();
    }, LOOK_EVERY);
  }

  report(status, details) {
    try {
      this.onStatus?.({ status, ...details });
    } catch {
      // What the app's function throws is its own affair.
    }
  }

  count(status) {
    this.report(status, { counts: { ...this.receiver.counts } });
  }

  rest() {
    clearInterval(this.look);
    Object.values(this.timers).forEach(clearTimeout);
    storage.forget(this.id);
  }

  letGo() {
    this.rest();
    this.unlisten();
    this.broadcast?.close();
    this.stop?.();
    this.port?.close();
  }

  fail(code) {
    this.end("failed", { code }, failure(code));
  }

  end(status, details, reason) {
    if (this.done) return;
    this.done = true;
    this.report(status, details);
    this.letGo();
    this.reject(reason);
  }

  /** Ends the launch and closes its window. */
  close(code = "CLOSED") {
    if (!this.done) this.popup?.close();
    this.fail(code);
  }

  /** Ends the launch with the reason of an aborted signal. */
  abort(reason) {
    if (!this.done) this.popup?.close();
    this.end("aborted", {}, reason);
  }

  /** Brings the window to the front. */
  focus() {
    this.popup?.focus();
  }
}

// After a reload the handle of the window is gone; a window that was opened by this one, and is no frame,
// stands in for it.
function isOurs(source) {
  try {
    return source.opener === window && source.parent === source;
  } catch {
    return false;
  }
}

/** Binds a launch to this very tab, for apps that send the whole page to the marketplace. Gives the id. */
export function bindThisTab(marketplaceOrigin) {
  marketplaceOf({ marketplaceOrigin });
  const id = storage.freshId();
  storage.remember(id, marketplaceOrigin);
  storage.setInherited(id);
  storage.own(id);
  return id;
}
