// What the README and docs/subscriptions.md tell people to write, run as it stands there.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

const CLIENT_ID = "my-client-id";
const CLIENT_SECRET = "my client secret of 36 characters";
const project = new URL("../../", import.meta.url);
const text = (path) => readFileSync(new URL(path, project), "utf8");
const scripts = (document) => text(document).split("```js\n").slice(1).map((block) => block.split("```")[0]);

/** A folder with the library and one script beside it, as in an integrator's project. */
function folderWith(context, script) {
  const folder = mkdtempSync(join(tmpdir(), "subscriptions-"));
  context.after(() => rmSync(folder, { recursive: true }));
  const library = "launch-complete-subscriptions.mjs";
  copyFileSync(new URL(`dist/${library}`, project), join(folder, library));
  const file = join(folder, "script.mjs");
  writeFileSync(file, script);
  return file;
}

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

test("the README's handler answers", async (context) => {
  const script = text("tests/readme/snippets/subscriptions.mjs");
  Object.assign(process.env, { CLIENT_ID, CLIENT_SECRET });
  const { default: server } = await import(pathToFileURL(folderWith(context, script)));
  const ask = (installationRequest) =>
    server.fetch(new Request("https://app.example/subscriptions", signed("/subscriptions", installationRequest)));
  assert.equal((await ask({ locationId: 1 })).status, 204);
  const rejected = await ask({});
  assert.equal(rejected.status, 422);
  assert.deepEqual((await rejected.json()).details, [{ property: "locationId", message: "is missing" }]);
});

test("the handler for Deno, Bun and workers answers", async (context) => {
  const script = scripts("docs/subscriptions.md").find((block) => block.includes("createHandler"));
  const { default: server } = await import(pathToFileURL(folderWith(context, script)));
  const path = "/subscriptions/order";
  const answer = await server.fetch(new Request(`https://app.example${path}`, signed(path, {})));
  assert.equal(answer.status, 204);
});

test("the server for Node answers", async (context) => {
  const [script] = scripts("docs/subscriptions.md").filter((block) => block.includes(".listen(8080)"));
  // Any port that is free, and told.
  const told = script.replace(".listen(8080)", ".listen(0, function () { console.log(this.address().port); })");
  const env = { ...process.env, CLIENT_ID, CLIENT_SECRET };
  const server = spawn(process.execPath, [folderWith(context, told)], { env, stdio: ["ignore", "pipe", "pipe"] });
  context.after(() => server.kill());
  const line = (stream) => new Promise((resolve) => createInterface(stream).once("line", resolve));
  const logged = line(server.stderr);
  const url = `http://127.0.0.1:${await line(server.stdout)}/behind/a/proxy`;
  const ask = (request) => fetch(url, request);
  assert.equal((await ask(signed("/subscriptions/order", { locationId: 1 }))).status, 204);
  assert.equal((await ask(signed("/subscriptions/order", {}))).status, 422);
  assert.equal((await ask(signed("/another", {}))).status, 401);
  assert.match(await logged, /SIGNATURE_MISMATCH/);
  const long = signed("/subscriptions/order", {});
  assert.equal((await ask({ ...long, body: "x".repeat(2_000_000) })).status, 413);
});
