// What the documents tell people to write, run as it stands there: scripts for a back end, and shell lines that copy
// files. Scripts for a page run in the browser tests.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { createHash, createHmac } from "node:crypto";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const CLIENT_ID = "my-client-id";
const CLIENT_SECRET = "my client secret of 36 characters";
const project = new URL("../../", import.meta.url);
const text = (path) => readFileSync(new URL(path, project), "utf8");
// That they stand in the documents letter by letter is a test of `tests/readme`.
const snippet = (name) => text(`tests/readme/snippets/${name}.mjs`);

function folder(context) {
  const folder = mkdtempSync(join(tmpdir(), "documents-"));
  context.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A folder with the library and one script beside it, as in an integrator's project. */
function folderWith(context, script) {
  const place = folder(context);
  const library = "launch-complete-subscriptions.mjs";
  copyFileSync(new URL(`dist/${library}`, project), join(place, library));
  const file = join(place, "script.mjs");
  writeFileSync(file, script);
  return file;
}

/** Runs a snippet as a module and gives what it exports. */
const run = (context, name) => import(pathToFileURL(folderWith(context, snippet(name))));

/** The parts of a signed request with an installation request to validate. */
function signed(path, installationRequest) {
  const [component, resource, action] = ["marketplace", "InstallationValidation", "created"];
  const name = [component, resource, action].join(".");
  const dispatchedAt = new Date().toISOString();
  const event = { name, component, resource, action, version: "v1", subscriptionId: 1, dispatchedAt };
  const body = JSON.stringify({ event, payload: { installationRequest } });
  const timestamp = `${Math.floor(Date.now() / 1000)}`;
  const hmac = createHmac("sha256", CLIENT_SECRET).update(`${CLIENT_ID}POST${path}${body}${timestamp}`);
  const headers = { "x-access-key": CLIENT_ID, "x-timestamp": timestamp, "x-signature": hmac.digest("hex") };
  return { method: "POST", headers, body };
}

const DETAILS = [{ property: "locationId", message: "is missing" }];

/** Asks a standard handler for both answers to a validation. */
async function decides(server, path, environment) {
  const ask = (installationRequest) =>
    server.fetch(new Request(`https://app.example${path}`, signed(path, installationRequest)), environment);
  assert.equal((await ask({ locationId: 1 })).status, 204);
  const rejected = await ask({});
  assert.equal(rejected.status, 422);
  assert.deepEqual((await rejected.json()).details, DETAILS);
}

test("the README's handler answers", async (context) => {
  Object.assign(process.env, { CLIENT_ID, CLIENT_SECRET });
  const { default: server } = await run(context, "subscriptions");
  await decides(server, "/subscriptions");
});

test("the handler for workers answers", async (context) => {
  const { default: server } = await run(context, "subscriptions-worker");
  await decides(server, "/subscriptions/order", { CLIENT_ID, CLIENT_SECRET });
});

test("the handler for Deno and Bun answers", async (context) => {
  Object.assign(process.env, { CLIENT_ID, CLIENT_SECRET });
  context.mock.method(console, "log", () => undefined);
  const { default: server } = await run(context, "subscriptions-handler");
  const path = "/subscriptions/order";
  const answer = await server.fetch(new Request(`https://app.example${path}`, signed(path, {})));
  assert.equal(answer.status, 204);
  const [{ arguments: said }] = console.log.mock.calls;
  assert.deepEqual(said, ["marketplace.InstallationValidation.created"]);
});

test("the server for Node answers, and what sends an event is understood", async (context) => {
  const script = snippet("subscriptions-node");
  // Any port that is free, and told.
  const told = script.replace(".listen(8080)", ".listen(0, function () { console.log(this.address().port); })");
  assert.notEqual(told, script);
  const env = { ...process.env, CLIENT_ID, CLIENT_SECRET };
  const server = spawn(process.execPath, [folderWith(context, told)], { env, stdio: ["ignore", "pipe", "pipe"] });
  context.after(() => server.kill());
  const line = (stream) => new Promise((resolve) => createInterface(stream).once("line", resolve));
  const logged = line(server.stderr);
  const origin = `http://127.0.0.1:${await line(server.stdout)}`;
  const sender = [folderWith(context, snippet("send-event")), `${origin}/subscriptions/order`];
  const sent = spawn(process.execPath, sender, { env, stdio: ["ignore", "pipe", "inherit"] });
  assert.equal(await line(sent.stdout), "204 ");
  const url = `${origin}/behind/a/proxy`;
  const ask = (request) => fetch(url, request);
  assert.equal((await ask(signed("/subscriptions/order", { locationId: 1 }))).status, 204);
  assert.equal((await ask(signed("/subscriptions/order", {}))).status, 422);
  assert.equal((await ask(signed("/another", {}))).status, 401);
  assert.match(await logged, /SIGNATURE_MISMATCH/);
  const long = signed("/subscriptions/order", {});
  assert.equal((await ask({ ...long, body: "x".repeat(2_000_000) })).status, 413);
});

test("the back end takes a result once", async (context) => {
  const { takeResult } = await run(context, "take-result");
  const rows = new Map();
  const insert = async (key, text) => !rows.has(key) && !!rows.set(key, text);
  const keyOf = (body) => `sha-256=${createHash("sha256").update(body).digest("hex")}`;
  async function post(body, key = keyOf(body), length = Buffer.byteLength(body)) {
    const headers = { "content-type": "application/json", "idempotency-key": key, "content-length": length };
    const request = new Request("https://app.example/api/results", { method: "POST", headers, body });
    const answer = await takeResult(request, { account: "a-1", insert });
    return [answer.status, (await answer.json()).code];
  }
  const result = JSON.stringify({ accountId: "a-1", cycles: [], installCompleteMessage: "Überall ✓" });
  assert.deepEqual(await post(result), [201, "STORED"]);
  assert.deepEqual(await post(result), [200, "STORED"]);
  assert.deepEqual([...rows], [[keyOf(result), result]]);
  assert.deepEqual(await post(result, keyOf("")), [400, "KEY_MISMATCH"]);
  assert.deepEqual(await post("no JSON"), [400, "RESULT_NOT_JSON"]);
  assert.deepEqual(await post("null"), [403, "ANOTHER_ACCOUNT"]);
  assert.deepEqual(await post('{"accountId":"a-2","cycles":[]}'), [403, "ANOTHER_ACCOUNT"]);
  assert.deepEqual(await post(result, keyOf(result), 5_000_000), [413, "TOO_LARGE"]);
  assert.equal(rows.size, 1);
});

test("a form's text stands in the landing page as data", async (context) => {
  const { withResult } = await run(context, "with-result");
  const page = text("www/host/landing.html");
  for (const posted of [
    '{"accountId":"a","cycles":[]}',
    "</script><script>alert(1)</script><!-- & \u2028\u2029 $& $' \\ \" é 😀",
    "",
  ]) {
    const made = withResult(page, posted);
    const [, data, ...more] = made.split(/<script type="application\/json" id="launch-result">|<\/script>\s*<\/head>/);
    assert.equal(more.length, 1, "one such element, the last of the head");
    assert.doesNotMatch(data, /[<>&\u2028\u2029]/);
    assert.equal(JSON.parse(data), posted);
    assert.equal(made.replace(/<script type="application\/json".*?<\/script>/s, ""), page);
  }
});

test("the shell lines of the documents put every file in its place", (context) => {
  const documents = readdirSync(new URL("docs/", project)).filter((name) => name.endsWith(".md"));
  const all = ["README.md", ...documents.map((name) => `docs/${name}`)].map(text).join("\n");
  const blocks = all.split("```sh\n").slice(1).map((block) => block.split("```")[0]);
  const copying = blocks.filter((block) => block.includes("\ncp "));
  assert.ok(copying.length > 0);
  for (const block of copying) {
    const place = folder(context);
    symlinkSync(fileURLToPath(new URL("dist", project)), join(place, "dist"));
    // The build itself is a test of its own.
    const lines = block.split("\n").filter((line) => !line.startsWith("cargo "));
    execFileSync("sh", ["-ec", lines.join("\n")], { cwd: place });
    const connect = join(place, "site/connect");
    const there = (file) => assert.ok(existsSync(join(connect, file)), `${file} is missing`);
    for (const page of ["proxy.html", "landing.html"]) {
      const html = readFileSync(join(connect, page), "utf8");
      const needed = [...html.matchAll(/ (?:src|href|data-style)="([\w./-]+)"/g)].map(([, file]) => file);
      assert.ok(needed.length > 0);
      needed.forEach(there);
      for (const script of needed.filter((file) => file.endsWith(".js"))) {
        const imports = readFileSync(join(connect, script), "utf8").matchAll(/import\("(\.[^"]+)"\)/g);
        [...imports].forEach(([, library]) => there(library));
      }
    }
    for (const file of ["launch-complete.js", "launch-complete-host.mjs"]) {
      assert.ok(existsSync(join(place, "site/lib", file)), file);
    }
  }
});
