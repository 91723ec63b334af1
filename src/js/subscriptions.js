// The shell of the back end's receiver: headers, bodies and promises of JavaScript. Every verdict is the module's.
// Never in a browser: whoever can read the client secret can sign as the marketplace.

import { startSync, SubscriptionReceiver, fixedReply, keyOf, rejectedReply } from "./bindings.js";
import wasm, { decode } from "./wasm.js";

const code = decode(wasm);
// Workers compile modules when they are deployed and hand them over compiled.
startSync(code instanceof WebAssembly.Module ? code : new WebAssembly.Module(code));

const utf8 = new TextDecoder();
const JSON_BODY = { "content-type": "application/json" };

const replyOf = ({ status, body }) =>
  Object.freeze({ status, headers: body ? JSON_BODY : {}, body: body || null });

function failure(code, path, message) {
  return Object.assign(new Error(message), { name: "SubscriptionError", code, path });
}

/** Accepted: 204. */
export function accepted() {
  return replyOf(fixedReply(true));
}

/** Rejected: 422. The details are passed on to whoever asked for the installation. */
export function rejected(details = []) {
  return replyOf(rejectedReply(details.flatMap(({ property, message }) => [`${property}`, `${message}`])));
}

/** Not now: 503. The same event may come again. */
export function unavailable() {
  return replyOf(fixedReply(false));
}

/** A text as one line. With the line break gone it is as wrong as with it: nothing that is signed may hold either. */
function line(text) {
  const whole = `${text}`;
  return whole.includes("\n") ? whole.replaceAll("\n", "\0") : whole;
}

/** Method, path and headers, a line each, doubled headers twice: of Headers, a Map, pairs, rawHeaders or an object. */
function headOf(method, path, headers) {
  let head = `${line(method)}\n${line(path ?? "")}`;
  const put = (name, value) => {
    // Only names as long as ours cross the border.
    const { length } = `${name}`;
    if (length !== 11 && length !== 12) return;
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) head += `\n${line(name)}\n${line(one)}`;
    }
  };
  if (Array.isArray(headers) && !Array.isArray(headers[0])) {
    for (let at = 0; at + 1 < headers.length; at += 2) put(headers[at], headers[at + 1]);
  } else if (typeof headers?.[Symbol.iterator] === "function") {
    for (const [name, value] of headers) put(name, value);
  } else {
    for (const name of Object.keys(headers ?? {})) put(name, headers[name]);
  }
  return head;
}

/** The raw bytes. A text or an object has lost them already. */
function bytesOf(body) {
  if (body === undefined || body === null) return new Uint8Array();
  if (body instanceof Uint8Array) return body;
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  throw failure("OPTION_INVALID", "body", "body: must be the raw bytes, not a text or parsed JSON");
}

/** A good request. A class, because making an object with a getter costs as much as hashing a short body. */
class Received {
  #body;

  constructor(event, secret, body) {
    this.event = event;
    this.secret = secret;
    this.#body = body;
  }

  /** Hashing the body once more is for those who want it. */
  get key() {
    return keyOf(this.#body);
  }
}

const systemClock = () => Date.now() / 1000;

/** Options that inherit nothing. */
const bare = (options) => Object.assign(Object.create(null), options);

/** A receiver for many requests. */
export function createReceiver(options) {
  const { clientId, secrets, publicPath, tolerance, maxBody, now = systemClock } = bare(options);
  const list = typeof secrets === "string" ? [secrets] : [...(secrets ?? [])];
  const { past = 10, future = 2 } = bare(typeof tolerance === "number" ? { past: tolerance } : tolerance);
  const receiver = new SubscriptionReceiver(
    typeof clientId === "string" ? clientId : "",
    // What is no text is refused like an empty one, never made one.
    list.map((secret) => (typeof secret === "string" ? secret : "")),
    publicPath === undefined || publicPath === null ? undefined : `${publicPath}`,
    Number(past),
    Number(future),
    maxBody,
  );

  function receive({ method, path, headers, body }) {
    const bytes = bytesOf(body);
    const verdict = receiver.receive(headOf(method, path, headers), bytes, now());
    if (typeof verdict !== "number") {
      return { reply: replyOf(verdict), error: failure(verdict.code, verdict.path, verdict.message) };
    }
    const { event: envelope, payload = null } = JSON.parse(utf8.decode(bytes));
    const name = verdict % 2 ? envelope.name : "other";
    return new Received({ name, payload, envelope }, verdict >> 1, bytes);
  }

  return { receive, maxBody: receiver.maxBody, close: () => receiver.free() };
}

/** Verify and read one request: an event, or the reply to send and the error to log. */
export function receive(request, options) {
  const receiver = createReceiver(options);
  try {
    return receiver.receive(request);
  } finally {
    receiver.close();
  }
}

/**
 * An inbox in memory: a repeat gets the first one's reply, a repeat while the first is being handled waits for it,
 * and a 5xx is not remembered.
 */
export function memoryInbox(capacity = 10_000) {
  if (!(capacity >= 1)) throw failure("CAPACITY_INVALID", "capacity", "capacity: must be at least 1");
  const replies = new Map();
  const running = new Map();
  async function first(key, handle) {
    try {
      // Not before `running` knows of it, whatever it throws.
      const reply = await Promise.resolve().then(handle);
      if (reply.status < 500) {
        replies.set(key, reply);
        // A Map keeps the order in which keys were set: the first one is the oldest.
        if (replies.size > capacity) replies.delete(replies.keys().next().value);
      }
      return reply;
    } finally {
      running.delete(key);
    }
  }
  async function handle(key, work) {
    for (;;) {
      if (replies.has(key)) return replies.get(key);
      const before = running.get(key);
      if (!before) break;
      const reply = await before.catch(unavailable);
      if (reply.status < 500) return reply;
    }
    const turn = first(key, work);
    running.set(key, turn);
    return turn;
  }
  return { handle };
}

/** The whole body, or nothing where it is longer than the limit. */
async function read(request, limit) {
  if (Number(request.headers.get("content-length")) > limit) return undefined;
  const chunks = [];
  let length = 0;
  for (const reader = request.body?.getReader(); reader; ) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > limit) {
      reader.cancel().catch(() => {});
      return undefined;
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

const responseOf = ({ status, headers, body }) => new Response(body, { status, headers });

/** A success of a validation is 200 or 204 and nothing else; nothing returned is a success. */
function settled(reply) {
  if (reply === undefined) return accepted();
  const { status, headers = {}, body = null } = reply;
  return status >= 200 && status < 300 && status !== 200 ? accepted() : { status, headers, body };
}

/** A standard `Request` -> `Response` handler. `onEvent(event)` returns a reply, or nothing to accept. */
export function createHandler(options, onEvent) {
  const { onRefused = logRefused, onError = logError, inbox = memoryInbox() } = bare(options);
  const receiver = createReceiver(options);
  return async function handler(request) {
    try {
      const body = await read(request, receiver.maxBody);
      const { method, headers, url } = request;
      const path = new URL(url).pathname;
      // One byte over the limit is as good as all of them.
      const whole = body ?? new Uint8Array(receiver.maxBody + 1);
      const outcome = receiver.receive({ method, path, headers, body: whole });
      if (outcome.reply) {
        onRefused(outcome.error);
        return responseOf(outcome.reply);
      }
      const { event, key } = outcome;
      return responseOf(await inbox.handle(key, async () => settled(await onEvent(event, key))));
    } catch (error) {
      onError(error);
      return responseOf(unavailable());
    }
  };
}

function logRefused({ code, message }) {
  console.error(`subscription refused: ${code}: ${message}`);
}

function logError(error) {
  console.error("subscription not handled:", error);
}
