// The built receiver of signed events in Node: the same table of requests as the native tests, and what is JavaScript's own.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";

// Another build of the same module can be put to the same tests.
const built = process.env.SUBSCRIPTIONS ?? "../../dist/launch-complete-subscriptions.mjs";
const { accepted, createHandler, createReceiver, memoryInbox, receive, rejected, unavailable } = await import(built);

const json = (name) => JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), "utf8"));
const table = json("requests");
const vectors = json("conecto-hmac");

const NOW = 1_571_158_800;
const PATH = "/subscriptions/order";
const { clientId, secrets } = table.receiver;
const options = { clientId, secrets, publicPath: PATH, now: () => NOW };
const REJECTION = [{ property: "locationId", message: "unknown" }];

function bytes(body) {
  if (typeof body === "string") return Buffer.from(body);
  const part = (one) => {
    if (typeof one === "string") return Buffer.from(one);
    return one.base64 === undefined ? Buffer.from(one.text.repeat(one.times)) : Buffer.from(one.base64, "base64");
  };
  return Buffer.concat(body.map(part));
}

/** A request signed by other means than those under test. */
function signed(body, { time = NOW, path = PATH, secret = secrets[0] } = {}) {
  const hmac = createHmac("sha256", secret);
  hmac.update(`${clientId}POST${path}`).update(body).update(`${time}`);
  const headers = { "x-access-key": clientId, "x-timestamp": `${time}`, "x-signature": hmac.digest("hex") };
  return { method: "POST", path, headers, body: Buffer.from(body) };
}

function event(name, payload) {
  const [component, resource, action] = name.split(".");
  const dispatchedAt = "2019-10-15T17:00:00.000Z";
  return JSON.stringify({
    event: { name, component, resource, action, version: "v1", subscriptionId: 1, dispatchedAt },
    payload,
  });
}

const uninstalled = (locationId = 1) => event("marketplace.Location.deleted", { locationId });
const validation = event("marketplace.InstallationValidation.created", { installationRequest: { locationId: 1 } });

const toRequest = ({ method, path, headers, body }) =>
  new Request(`https://app.example${path}`, { method, headers, body });

function handlerOf(onEvent, more = {}) {
  const log = [];
  const onRefused = ({ code }) => log.push(code);
  const onError = (error) => log.push(error);
  return { log, handler: createHandler({ ...options, onRefused, onError, ...more }, onEvent) };
}

test("every request of the table gets its verdict", () => {
  assert.ok(table.cases.length >= 150);
  const wrong = [];
  for (const { name, code, event, now, method, path, headers, body, receiver } of table.cases) {
    const own = { ...table.receiver, ...receiver, now: () => now };
    const outcome = receive({ method, path, headers, body: bytes(body) }, own);
    const found = outcome.error?.code ?? "ACCEPTED";
    const read = outcome.event?.name.replace(/^other$/, "Other");
    if (found !== code || read !== event) wrong.push([name, found, read]);
  }
  assert.deepEqual(wrong, []);
});

test("a stranger learns nothing from the answer, and every error is an Error", () => {
  const answers = new Map();
  for (const { now, method, path, headers, body, receiver } of table.cases) {
    const own = { ...table.receiver, ...receiver, now: () => now };
    const { reply, error } = receive({ method, path, headers, body: bytes(body) }, own);
    if (!reply) continue;
    assert.ok(error instanceof Error && error.name === "SubscriptionError" && error.message);
    const known = answers.get(reply.status) ?? new Set();
    answers.set(reply.status, known.add(JSON.stringify(reply)));
  }
  assert.deepEqual([...answers.keys()].sort(), [400, 401, 413]);
  assert.equal(answers.get(401).size, 1);
});

test("the published vectors are taken", () => {
  for (const { name, method, path, body, timestamp, signature } of vectors.vectors) {
    if (method !== "POST") continue;
    const headers = { "x-access-key": vectors.client_id, "x-timestamp": timestamp, "x-signature": signature };
    const own = { clientId, secrets: vectors.client_secret, publicPath: path, now: () => Number(timestamp) };
    const { error } = receive({ method, path, headers, body: Buffer.from(body) }, own);
    // Verified, then read: only the last of them is an event.
    assert.ok([undefined, "BODY_NOT_JSON", "EVENT_INVALID"].includes(error?.code), `${name}: ${error}`);
  }
});

test("headers may come in every shape", () => {
  const { headers, ...rest } = signed(uninstalled());
  const entries = Object.entries(headers);
  for (const shape of [
    headers,
    Object.assign(Object.create(null), headers),
    new Headers(headers),
    new Map(entries),
    entries,
    entries.flat(),
    Object.fromEntries(entries.map(([name, value]) => [name.toUpperCase(), [value]])),
    { ...headers, accept: undefined, cookie: ["a", "b"] },
  ]) {
    assert.equal(receive({ ...rest, headers: shape }, options).event?.name, "marketplace.Location.deleted");
  }
  const twice = [...entries, entries[2]];
  for (const shape of [twice, twice.flat(), { ...headers, "X-Signature": headers["x-signature"] }]) {
    assert.equal(receive({ ...rest, headers: shape }, options).error.code, "HEADER_REPEATED");
  }
  assert.equal(receive({ ...rest, headers: new Headers(twice) }, options).error.code, "SIGNATURE_FORMAT");
  for (const shape of [undefined, null, {}, [], new Headers(), "x-signature", 7]) {
    assert.equal(receive({ ...rest, headers: shape }, options).error.code, "HEADER_MISSING");
  }
});

test("only headers of the request itself count", () => {
  const { headers, ...rest } = signed(uninstalled());
  const inherited = Object.create(headers);
  assert.equal(receive({ ...rest, headers: inherited }, options).error.code, "HEADER_MISSING");
});

test("a body is bytes", () => {
  const request = signed(uninstalled());
  const copy = new Uint8Array(request.body).slice();
  for (const body of [request.body, copy, copy.buffer, new DataView(copy.buffer)]) {
    assert.ok(receive({ ...request, body }, options).event);
  }
  for (const body of [uninstalled(), JSON.parse(uninstalled()), 7, true]) {
    assert.throws(() => receive({ ...request, body }, options), { code: "OPTION_INVALID", path: "body" });
  }
  assert.equal(receive({ ...request, body: undefined }, options).error.code, "SIGNATURE_MISMATCH");
});

test("an event has its name, payload, envelope and key", () => {
  const { event, key, secret } = receive(signed(validation), options);
  assert.deepEqual(event, {
    name: "marketplace.InstallationValidation.created",
    payload: { installationRequest: { locationId: 1 } },
    envelope: JSON.parse(validation).event,
  });
  assert.match(key, /^[0-9a-f]{64}$/);
  assert.equal(secret, 0);
  const other = receive(signed(event_of_another_family), options).event;
  assert.equal(other.name, "other");
  assert.equal(other.envelope.name, "pos.BatchTicket.updated");
  const polluted = receive(signed(`{"__proto__":{"a":1},${uninstalled().slice(1)}`), options).event;
  assert.equal(polluted.a, undefined);
  assert.equal({}.a, undefined);
});

const event_of_another_family = event("pos.BatchTicket.updated", { tickets: [] });

test("a configuration that lets anybody in or refuses everything is refused", () => {
  for (const [change, code] of [
    [{ secrets: undefined }, "SECRET_MISSING"],
    [{ secrets: [] }, "SECRET_MISSING"],
    [{ secrets: "" }, "SECRET_EMPTY"],
    [{ secrets: [undefined] }, "SECRET_EMPTY"],
    [{ secrets: [secrets[0], ""] }, "SECRET_EMPTY"],
    [{ secrets: "   " }, "SECRET_BLANK"],
    [{ secrets: "short" }, "SECRET_SHORT"],
    [{ secrets: `${secrets[0]}\n` }, "SECRET_SPACES"],
    [{ clientId: undefined }, "CLIENT_ID_INVALID"],
    [{ clientId: "" }, "CLIENT_ID_INVALID"],
    [{ publicPath: "https://app.example/x" }, "PATH_INVALID"],
    [{ publicPath: "/x?a=1" }, "PATH_INVALID"],
    [{ publicPath: "" }, "PATH_INVALID"],
    [{ tolerance: -1 }, "TOLERANCE_INVALID"],
    [{ tolerance: 10_000 }, "TOLERANCE_INVALID"],
    [{ tolerance: NaN }, "TOLERANCE_INVALID"],
    [{ tolerance: { past: 1.5 } }, "TOLERANCE_INVALID"],
    [{ tolerance: { future: Infinity } }, "TOLERANCE_INVALID"],
  ]) {
    const found = assert.throws(() => createReceiver({ ...options, ...change }), { name: "SubscriptionError", code });
    assert.equal(found, undefined);
  }
  assert.throws(() => createReceiver(), { code: "CLIENT_ID_INVALID" });
  assert.throws(() => memoryInbox(0), { code: "CAPACITY_INVALID" });
});

test("a clock that is none refuses everything", () => {
  for (const now of [NaN, -1, -Infinity, 0]) {
    assert.equal(receive(signed(uninstalled()), { ...options, now: () => now }).error.code, "TIMESTAMP_FUTURE");
  }
  assert.equal(receive(signed(uninstalled()), { ...options, now: () => Infinity }).error.code, "TIMESTAMP_STALE");
  const time = Math.floor(Date.now() / 1000);
  assert.ok(receive(signed(uninstalled(), { time }), { ...options, now: undefined }).event);
});

test("replies are the documented ones", () => {
  assert.deepEqual(accepted(), { status: 204, headers: {}, body: null });
  const { status, headers, body } = rejected(REJECTION);
  assert.equal(status, 422);
  assert.deepEqual(headers, { "content-type": "application/json" });
  assert.deepEqual(JSON.parse(body).details, REJECTION);
  assert.equal(unavailable().status, 503);
});

test("the handler answers requests", async () => {
  const { log, handler } = handlerOf(({ name }) =>
    name === "marketplace.InstallationValidation.created" ? rejected(REJECTION) : undefined,
  );
  const yes = await handler(toRequest(signed(uninstalled())));
  assert.equal(yes.status, 204);
  const no = await handler(toRequest(signed(validation)));
  assert.equal(no.status, 422);
  assert.equal(no.headers.get("content-type"), "application/json");
  assert.deepEqual((await no.json()).details, REJECTION);
  const stranger = await handler(toRequest(signed(uninstalled(), { secret: "another-secret-of-length" })));
  const stale = await handler(toRequest(signed(uninstalled(), { time: NOW - 11 })));
  assert.equal(stranger.status, 401);
  assert.equal(await stranger.text(), await stale.text());
  const get = await handler(new Request("https://app.example/subscriptions/order"));
  assert.equal(get.status, 401);
  assert.deepEqual(log, ["SIGNATURE_MISMATCH", "TIMESTAMP_STALE", "METHOD_NOT_POST"]);
});

test("the handler takes bodies up to its limit", async () => {
  const { log, handler } = handlerOf(() => {}, { maxBody: 1000 });
  const fits = await handler(toRequest(signed(" ".repeat(1000))));
  const long = await handler(toRequest(signed(" ".repeat(1001))));
  let cancelled = false;
  const endless = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(100)),
    cancel: () => void (cancelled = true),
  });
  const { headers } = signed("");
  const url = `https://app.example${PATH}`;
  const never = await handler(new Request(url, { method: "POST", headers, body: endless, duplex: "half" }));
  assert.deepEqual([fits.status, long.status, never.status], [400, 413, 413]);
  assert.ok(cancelled);
  assert.deepEqual(log, ["BODY_NOT_JSON", "BODY_TOO_LARGE", "BODY_TOO_LARGE"]);
});

test("the request's own path counts where none is registered", async () => {
  const { handler } = handlerOf(() => {}, { publicPath: undefined });
  const request = { ...signed(uninstalled()), path: `${PATH}?tenant=1` };
  assert.equal((await handler(toRequest(request))).status, 204);
  assert.equal((await handler(toRequest({ ...request, path: "/elsewhere" }))).status, 401);
});

test("a repeat gets the first one's reply, and waits for it", async () => {
  let handled = 0;
  let release;
  const released = new Promise((resolve) => (release = resolve));
  const both = (left) => () => ((left -= 1) || release(), NOW);
  const { handler } = handlerOf(async () => {
    await released;
    handled += 1;
    return rejected([{ property: "run", message: `${handled}` }]);
  }, { now: both(2) });
  const answer = async () => (await handler(toRequest(signed(validation)))).text();
  // The first is handled once the second is there, too: each asks for the time.
  const [one, two] = await Promise.all([answer(), answer()]);
  assert.equal(one, two);
  assert.equal(await answer(), one);
  assert.equal(handled, 1);
});

test("a failure is not remembered", async () => {
  let handled = 0;
  const { log, handler } = handlerOf(() => {
    handled += 1;
    if (handled === 1) throw new Error("on purpose");
    return handled === 2 ? unavailable() : undefined;
  });
  const statuses = [];
  for (let at = 0; at < 4; at += 1) statuses.push((await handler(toRequest(signed(uninstalled())))).status);
  assert.deepEqual(statuses, [503, 503, 204, 204]);
  assert.equal(handled, 3);
  assert.equal(log[0].message, "on purpose");
});

test("those that wait take over when the first fails", async () => {
  let handled = 0;
  const { handler } = handlerOf(async () => {
    handled += 1;
    await null;
    if (handled === 1) throw new Error("on purpose");
  });
  const answers = await Promise.all([1, 2, 3].map(() => handler(toRequest(signed(uninstalled())))));
  assert.deepEqual(answers.map(({ status }) => status), [503, 204, 204]);
  assert.equal(handled, 2);
});

test("an odd success is a plain one: a validation knows only 200 and 204", async () => {
  const { handler } = handlerOf(({ payload }) => ({ status: payload.locationId }));
  const statuses = [];
  for (const status of [200, 201, 202, 204, 206, 409]) {
    statuses.push((await handler(toRequest(signed(uninstalled(status))))).status);
  }
  assert.deepEqual(statuses, [200, 204, 204, 204, 204, 409]);
});

test("the memory of the inbox has a bound", async () => {
  const inbox = memoryInbox(2);
  const run = (key, status) => inbox.handle(key, async () => ({ status }));
  for (const key of ["a", "b", "c"]) await run(key, 204);
  assert.equal((await run("c", 422)).status, 204);
  assert.equal((await run("b", 422)).status, 204);
  assert.equal((await run("a", 422)).status, 422);
  await assert.rejects(inbox.handle("d", () => { throw new Error("at once"); }), /at once/);
  assert.equal((await run("d", 204)).status, 204);
});

test("a closed receiver has let go of its secrets", () => {
  const receiver = createReceiver(options);
  const outcome = receiver.receive(signed(uninstalled()));
  receiver.close();
  assert.match(outcome.key, /^[0-9a-f]{64}$/);
  assert.throws(() => receiver.receive(signed(uninstalled())), Error);
});

test("whatever arrives, an answer comes of it", () => {
  const receiver = createReceiver(options);
  let seed = 7;
  const random = (below) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const junk = () => Uint8Array.from({ length: random(200) }, () => random(256));
  const strange = ["\ud800", "\0", "", "x".repeat(10_000), "é", "POST", PATH, NaN, null, {}, [], -0];
  const any = () => strange[random(strange.length)];
  for (let at = 0; at < 2_000; at += 1) {
    const headers = [["x-access-key", any()], ["x-timestamp", any()], ["x-signature", any()], [any(), any()]];
    const { reply } = receiver.receive({ method: any(), path: any(), headers, body: junk() });
    assert.equal(reply.status, 401);
    const body = Buffer.from(junk());
    assert.ok([400, undefined].includes(receiver.receive(signed(body)).reply?.status));
  }
});
