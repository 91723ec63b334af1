// Receiving a signed event in Node, against what is on npm. Prints one JSON list.
//
// Everybody starts with the raw body in a Buffer and the headers as Node's server hands them over, verifies its own
// scheme's HMAC-SHA-256 and ends with the event as an object. Where a package leaves reading JSON to its caller, the
// caller does it here; where it takes a text only, the Buffer is made one. Clocks are read as each package does it.
//
// usage: node subscriptions.mjs RECEIVER BODIES, the built receiver and a file with [{row, body}]

import assert from "node:assert/strict";
import { createHmac, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

import { sign as signOctokit, verify as verifyOctokit } from "@octokit/webhooks-methods";
import { Webhook as Standard } from "standardwebhooks";
import Stripe from "stripe";
import { Webhook as Svix } from "svix";

import { interleaved } from "./measure.mjs";

const [receiverFile, bodiesFile] = process.argv.slice(2);
const { createReceiver } = await import(pathToFileURL(receiverFile));

const ROUNDS = 101;
const TABLE = "Node, headers to event";
const SECRET = "de17f1f0-4816-157b-97ae-eb4b0f656a1f";
const CLIENT = "23b08412a29bbe8625967e16c1a41dc9";
const PATH = "/subscriptions/order";
const COMMON = { host: "app.example", "content-type": "application/json", accept: "*/*" };

const manifest = (name) => JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), "utf8"));
const versioned = (name) => `${name} ${manifest(name).version}`;
const seconds = () => Math.floor(Date.now() / 1000);

function ours(body) {
  const time = `${seconds()}`;
  const hmac = createHmac("sha256", SECRET).update(`${CLIENT}POST${PATH}`).update(body).update(time);
  const headers = { ...COMMON, "x-access-key": CLIENT, "x-timestamp": time, "x-signature": hmac.digest("hex") };
  // The widest window: the same request is received over and over.
  const tolerance = { past: 3600, future: 2 };
  const receiver = createReceiver({ clientId: CLIENT, secrets: [SECRET], publicPath: PATH, tolerance });
  return {
    who: "launch-complete",
    does: "three headers exactly once, client id, window, MAC over five parts, every field checked, JSON.parse",
    work: () => receiver.receive({ method: "POST", path: PATH, headers, body }).event,
  };
}

/** A request in the scheme of Standard Webhooks, whose headers the two packages name differently. */
function standardRequest(webhook, prefix, body) {
  const id = randomUUID();
  const own = { id, timestamp: `${seconds()}`, signature: webhook.sign(id, new Date(), body.toString()) };
  const named = Object.entries(own).map(([name, value]) => [`${prefix}-${name}`, value]);
  return { ...COMMON, ...Object.fromEntries(named) };
}

function standard(body) {
  const webhook = new Standard(Buffer.from(SECRET).toString("base64"));
  const headers = standardRequest(webhook, "webhook", body);
  return {
    who: versioned("standardwebhooks"),
    does: "three headers, window, MAC over three parts, JSON.parse",
    work: () => webhook.verify(body, headers),
  };
}

function svix(body) {
  const webhook = new Svix(Buffer.from(SECRET).toString("base64"));
  const headers = standardRequest(webhook, "svix", body);
  return {
    who: versioned("svix"),
    does: "three headers, window, MAC over three parts; then JSON.parse",
    work: () => {
      const text = body.toString();
      webhook.verify(text, headers);
      return JSON.parse(text);
    },
  };
}

function stripe(body) {
  const header = Stripe.webhooks.generateTestHeaderString({ payload: body.toString(), secret: SECRET });
  const headers = { ...COMMON, "stripe-signature": header };
  return {
    who: versioned("stripe"),
    does: "one header, window, MAC over two parts (node:crypto), JSON.parse",
    work: () => Stripe.webhooks.constructEvent(body, headers["stripe-signature"], SECRET),
  };
}

async function octokit(body) {
  const headers = { ...COMMON, "x-hub-signature-256": await signOctokit(SECRET, body.toString()) };
  return {
    who: versioned("@octokit/webhooks-methods"),
    does: "one header, no window, MAC over the body (node:crypto); then JSON.parse",
    asynchronous: true,
    work: async () => {
      const text = body.toString();
      return (await verifyOctokit(SECRET, text, headers["x-hub-signature-256"])) && JSON.parse(text);
    },
  };
}

const all = [];
for (const { row, body: text } of JSON.parse(readFileSync(bodiesFile, "utf8"))) {
  const body = Buffer.from(text);
  const entries = [
    ours(body),
    standard(body),
    svix(body),
    stripe(body),
    await octokit(body),
  ];
  for (const { work } of entries) {
    // Nobody wins by refusing, or by returning something else.
    assert.deepEqual((await work()).payload, JSON.parse(text).payload);
  }
  all.push(...(await interleaved({ table: TABLE, row, bytes: body.length, rounds: ROUNDS }, entries)));
}
console.log(JSON.stringify(all));
