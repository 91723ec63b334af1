// The examples of back ends, built and started as their READMEs say, and asked what browsers and the marketplace ask.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { commands, root } from "./readme.mjs";
import { start } from "./server.mjs";
import { CLIENT_ID, CLIENT_SECRET, event, handOff } from "./signed.mjs";

const RESULT = JSON.stringify({ accountId: "Ängström", cycles: [{ cycleId: "c-1", status: "Active" }] });

async function started(t, example, folder = `${root}examples/${example}`) {
  const { before, start: command } = commands(example);
  // npm takes an installed package of the same version for the same package.
  rmSync(join(folder, "node_modules"), { recursive: true, force: true });
  execFileSync("sh", ["-e", "-c", before], { cwd: folder, stdio: "pipe" });
  const stored = mkdtempSync(join(tmpdir(), "launch-complete-"));
  t.after(() => rmSync(stored, { recursive: true }));
  return start(t, command, folder, { STORED: join(stored, "stored"), LC_ALL: "C" });
}

async function takesResults({ port, send }) {
  const origin = `http://host.localhost:${port}`;
  const status = async (text, change) => (await send(handOff(origin, text, change))).status;
  assert.equal(await status(RESULT), 201);
  assert.equal(await status(RESULT), 200, "a repeat");
  assert.equal(await status(`${RESULT} `), 201, "another text");
  const key = handOff(origin, RESULT).headers["idempotency-key"];
  assert.equal(await status(`${RESULT}  `, { "idempotency-key": key }), 400, "another text under the same key");
  assert.equal(await status(RESULT, { origin: "https://attacker.example" }), 403);
  assert.equal(await status(RESULT, { origin: "null" }), 403);
  assert.equal(await status(RESULT, { "content-type": "text/plain" }), 415);
  for (const text of ["{}", "[", JSON.stringify({ cycles: [] })]) assert.equal(await status(text), 400, text);
  const both = await Promise.all([status(`${RESULT}\n`), status(`${RESULT}\n`)]);
  assert.deepEqual(both.sort(), [200, 201], "twice at once");
}

async function takesEvents({ send, says }) {
  const created = ["marketplace.InstallationRequest.created", { locationId: 1, guid: "g-1" }];
  const first = event(...created);
  assert.equal((await send(first)).status, 204);
  assert.equal((await send(first)).status, 204, "a repeat");
  const validation = (installationRequest) => event("marketplace.InstallationValidation.created", { installationRequest });
  assert.equal((await send(validation({ locationId: 1 }))).status, 204);
  const refused = validation({});
  const answer = await send(refused);
  assert.equal(answer.status, 422);
  assert.deepEqual(JSON.parse(answer.text).details, [{ property: "locationId", message: "is missing" }]);
  assert.equal((await send(refused)).text, answer.text, "a repeat");
  assert.equal((await send(event(...created, { sent: (body) => body.replace("g-1", "g-2") }))).status, 401, "tampered with");
  assert.equal((await send(event(...created, { age: 60 }))).status, 401, "stale");
  const said = (await says(/SIGNATURE_MISMATCH/)) + (await says(/TIMESTAMP_STALE/));
  assert.ok(!said.includes(CLIENT_SECRET));
}

test("what the READMEs start has the credentials that are used here", () => {
  for (const example of ["node", "axum", "worker"]) {
    assert.ok(commands(example).start.startsWith(`CLIENT_ID=${CLIENT_ID} CLIENT_SECRET=${CLIENT_SECRET} `), example);
  }
});

test("Node: pages, results, events", async (t) => {
  const server = await started(t, "node");
  await takesResults(server);
  await takesEvents(server);
  for (const [path, type, part] of [
    ["/", "text/html", "app.js"],
    ["/app.js", "text/javascript", "launch-complete-host.mjs"],
    ["/lib/launch-complete-host.mjs", "text/javascript", "openLaunch"],
    ["/connect/landing.html", "text/html", "launch-complete-landing.js"],
    ["/connect/launch-complete-landing.js", "text/javascript", "launch_result="],
  ]) {
    const { status, headers, text } = await server.send({ path });
    assert.equal(status, 200, path);
    assert.match(headers["content-type"], new RegExp(`^${type}; `), path);
    assert.match(headers["content-security-policy"], /default-src 'none'/, path);
    assert.ok(text.includes(part), path);
  }
  for (const path of ["/server.mjs", "/lib/../server.mjs", "/connect/..%2fpackage.json", "//", "/constructor/x"]) {
    assert.equal((await server.send({ path })).status, 404, path);
  }
});

test("axum: results, events", async (t) => {
  // Built by what started this, against the packaged crate.
  const server = await started(t, "axum", process.env.AXUM_EXAMPLE ?? `${root}examples/axum`);
  await takesResults(server);
  await takesEvents(server);
});

test("worker: events", async (t) => {
  const server = await started(t, "worker");
  await takesEvents(server);
  assert.equal((await server.send({ path: "/" })).status, 404);
});
