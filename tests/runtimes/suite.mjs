// What every JavaScript runtime must make of the same requests, by nothing but web standards.

const NOW = 1_571_158_800;
const PATH = "/subscriptions/order";
const URL_OF_IT = `https://app.example${PATH}`;
const REJECTION = [{ property: "locationId", message: "unknown" }];
const utf8 = new TextEncoder();

function concat(parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function bytes(body) {
  if (typeof body === "string") return utf8.encode(body);
  const part = (one) => {
    if (typeof one === "string") return utf8.encode(one);
    if (one.base64 === undefined) return utf8.encode(one.text.repeat(one.times));
    return Uint8Array.from(atob(one.base64), (character) => character.charCodeAt(0));
  };
  return concat(body.map(part));
}

function equal(found, expected, what) {
  const [one, other] = [found, expected].map((it) => JSON.stringify(it));
  if (one !== other) throw new Error(`${what}: ${one}, not ${other}`);
}

function event(name, payload) {
  const [component, resource, action] = name.split(".");
  const dispatchedAt = "2019-10-15T17:00:00.000Z";
  const envelope = { name, component, resource, action, version: "v1", subscriptionId: 1, dispatchedAt };
  return JSON.stringify({ event: envelope, payload });
}

const uninstalled = event("marketplace.Location.deleted", { locationId: 1 });
const validation = event("marketplace.InstallationValidation.created", { installationRequest: { é: "☕" } });

/** @returns {{name: string, test: () => unknown}[]} tests of a build of the receiver against both vector files */
export function suite({ createHandler, receive, rejected }, table, vectors) {
  const { clientId, secrets } = table.receiver;
  const options = { clientId, secrets, publicPath: PATH, now: () => NOW };

  /** A request signed by the runtime's own means. */
  async function signed(text, time = NOW) {
    const algorithm = { name: "HMAC", hash: "SHA-256" };
    const key = await crypto.subtle.importKey("raw", utf8.encode(secrets[0]), algorithm, false, ["sign"]);
    const tag = await crypto.subtle.sign("HMAC", key, utf8.encode(`${clientId}POST${PATH}${text}${time}`));
    const hex = Array.from(new Uint8Array(tag), (byte) => byte.toString(16).padStart(2, "0")).join("");
    const headers = { "x-access-key": clientId, "x-timestamp": `${time}`, "x-signature": hex };
    return (body = text) => new Request(URL_OF_IT, { method: "POST", headers, body });
  }

  function handlerOf(onEvent, more) {
    const log = [];
    const own = { ...options, onRefused: ({ code }) => log.push(code), onError: (error) => log.push(error), ...more };
    return { log, handler: createHandler(own, onEvent) };
  }

  function everyRequest() {
    if (table.cases.length < 346) throw new Error(`only ${table.cases.length} requests`);
    const wrong = [];
    for (const { name, code, event, now, method, path, headers, body, receiver } of table.cases) {
      const own = { ...table.receiver, ...receiver, now: () => now };
      const { event: found, error } = receive({ method, path, headers, body: bytes(body) }, own);
      const read = found?.name.replace(/^other$/, "Other");
      if ((error?.code ?? "ACCEPTED") !== code || read !== event) wrong.push([name, error?.code, read]);
      if (error && !(error instanceof Error)) wrong.push([name, "no Error"]);
    }
    equal(wrong, [], "verdicts");
  }

  function published() {
    let taken = 0;
    for (const { name, method, path, body, timestamp, signature } of vectors.vectors) {
      const own = { clientId: vectors.client_id, secrets: vectors.client_secret, publicPath: path };
      const headers = { "x-access-key": vectors.client_id, "x-timestamp": timestamp, "x-signature": signature };
      const request = { method, path, headers, body: utf8.encode(body) };
      const code = (change) => receive({ ...request, ...change }, { ...own, now: () => Number(timestamp) }).error?.code;
      // A receiver takes POST only; what is published for another method is for clients.
      if (method !== "POST") {
        equal(code(), "METHOD_NOT_POST", name);
        continue;
      }
      // Verified, then read: not every published body is an event.
      if (![undefined, "BODY_NOT_JSON", "EVENT_INVALID"].includes(code())) throw new Error(`${name}: ${code()}`);
      equal(code({ body: utf8.encode(`${body} `) }), "SIGNATURE_MISMATCH", name);
      taken += 1;
    }
    equal(taken, 3, "vectors taken");
  }

  async function answers() {
    const seen = [];
    const { log, handler } = handlerOf(({ name, payload }) => {
      seen.push([name, payload]);
      return name === "marketplace.InstallationValidation.created" ? rejected(REJECTION) : undefined;
    });
    const yes = await handler((await signed(uninstalled))());
    equal([yes.status, await yes.text()], [204, ""], "accepted");
    const no = await handler((await signed(validation))());
    equal([no.status, no.headers.get("content-type")], [422, "application/json"], "rejected");
    equal((await no.json()).details, REJECTION, "details");
    const tampered = await handler((await signed(uninstalled))(`${uninstalled} `));
    const stale = await handler((await signed(uninstalled, NOW - 11))());
    const get = await handler(new Request(URL_OF_IT));
    equal([tampered.status, stale.status, get.status], [401, 401, 401], "refused");
    equal(await tampered.text(), await stale.text(), "one answer to all strangers");
    equal(log, ["SIGNATURE_MISMATCH", "TIMESTAMP_STALE", "METHOD_NOT_POST"], "log");
    equal(seen.map(([, payload]) => payload), [{ locationId: 1 }, { installationRequest: { é: "☕" } }], "payloads");
  }

  async function limits() {
    const { log, handler } = handlerOf(() => {}, { maxBody: 1000 });
    const fits = await handler((await signed(" ".repeat(1000)))());
    const long = await handler((await signed(" ".repeat(1001)))());
    // In pieces, and without a length in front.
    const piece = new Uint8Array(400).fill(32);
    const pieces = new ReadableStream({
      start(controller) {
        for (let at = 0; at < 3; at += 1) controller.enqueue(piece);
        controller.close();
      },
    });
    const { headers } = (await signed(""))();
    const streamed = new Request(URL_OF_IT, { method: "POST", headers, body: pieces, duplex: "half" });
    equal([fits.status, long.status, (await handler(streamed)).status], [400, 413, 413], "statuses");
    equal(log, ["BODY_NOT_JSON", "BODY_TOO_LARGE", "BODY_TOO_LARGE"], "log");
  }

  async function once() {
    let handled = 0;
    let arrived = 0;
    let release;
    const released = new Promise((resolve) => (release = resolve));
    const { handler } = handlerOf(async () => {
      handled += 1;
      await released;
      return rejected([{ property: "run", message: `${handled}` }]);
    }, { now: () => ((arrived += 1), NOW) });
    const request = await signed(validation);
    const all = [handler(request()), handler(request()), handler(request())];
    // The clock is asked for each of them before it waits for the first.
    while (arrived < 3) await new Promise((resolve) => setTimeout(resolve));
    release();
    const texts = await Promise.all(all.map(async (answer) => (await answer).text()));
    equal(texts.every((text) => text === texts[0] && text.includes("run")), true, texts.join());
    equal(await (await handler(request())).text(), texts[0], "afterwards");
    equal(handled, 1, "runs");
  }

  return [
    { name: "every request of the table gets its verdict", test: everyRequest },
    { name: "the published vectors are taken", test: published },
    { name: "the handler answers requests", test: answers },
    { name: "the handler takes bodies up to its limit", test: limits },
    { name: "repeats wait for the first one's reply", test: once },
  ];
}

/** Runs them all, tells of each in the lines that node's own runner closes with, and gives the number of failures. */
export async function play(tests, runtime, print) {
  let failed = 0;
  for (const { name, test } of tests) {
    try {
      await test();
      print(`ok: ${runtime}: ${name}`);
    } catch (error) {
      failed += 1;
      print(`not ok: ${runtime}: ${name}: ${error?.stack ?? error}`);
    }
  }
  print(`# pass ${tests.length - failed}`);
  print(`# fail ${failed}`);
  return failed;
}
