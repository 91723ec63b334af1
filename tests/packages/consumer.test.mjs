// The npm package in an empty folder: installed from its one file, compiled, bundled.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { before, test } from "node:test";

import { commands, root } from "./readme.mjs";
import { CLIENT_SECRET, event } from "./signed.mjs";

const target = process.env.PACKAGES_FOLDER;
const folder = join(target, "consumer");
const run = (command) => execFileSync("sh", ["-e", "-c", command], { cwd: folder, stdio: "pipe", encoding: "utf8" });

before(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // Without a network: the package depends on nothing.
  run(`npm init -y && npm i --offline --no-audit --no-fund "${process.env.TARBALL}"`);
  cpSync(new URL("consumer/", import.meta.url), folder, { recursive: true });
});

// First: the bundler of the other tests comes with one of them.
test("the examples of pages are built as their READMEs say", () => {
  for (const [example, made] of [["plain-page", "lib"], ["vite-typescript", "dist/index.html"]]) {
    const cwd = join(root, "examples", example);
    execFileSync("sh", ["-e", "-c", commands(example).before], { cwd, stdio: "pipe" });
    assert.ok(existsSync(join(cwd, made)), example);
  }
});

test("nothing but the package is installed, and its documents lead somewhere", () => {
  const installed = readdirSync(join(folder, "node_modules")).filter((name) => !name.startsWith("."));
  assert.deepEqual(installed, ["launch-complete"]);
  const own = join(folder, "node_modules/launch-complete");
  assert.deepEqual(readdirSync(own).sort(), ["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "README.md", "docs", "lib", "package.json", "pages", "split"]);
  const readme = readFileSync(join(own, "README.md"), "utf8");
  for (const [, link] of readme.matchAll(/\]\(([^)#]+)[^)]*\)/g)) assert.ok(/^https:/.test(link) || existsSync(join(own, link)), link);
});

test("every entry has types, for bundlers and for Node", () => {
  const files = readdirSync(folder).filter((name) => name.endsWith(".ts")).join(" ");
  const options = "--strict --noEmit --target es2022 --lib es2022,dom,dom.iterable";
  run(`tsc ${options} --module esnext --moduleResolution bundler ${files}`);
  // Node's own rules take the files of this folder for CommonJS, unless they say otherwise.
  writeFileSync(join(folder, "all.mts"), readFileSync(join(folder, "back-end.ts")) + readFileSync(join(folder, "split.ts"), "utf8"));
  run(`tsc ${options} --module nodenext --moduleResolution nodenext all.mts`);
});

test("Vite bundles every entry", () => {
  const entries = ["index.html", "complete.html", "proxy.html", "landing.html"];
  const config = (name, alias) =>
    writeFileSync(join(folder, `${name}.config.mjs`), `export default ${JSON.stringify({
      base: "./",
      logLevel: "warn",
      resolve: { alias },
      build: { target: "es2022", outDir: name, rolldownOptions: { input: entries } },
    })};\n`);
  config("vite", []);
  // The same sources with the wasm in files of their own.
  const split = ["host", "proxy", "landing"].map((entry) => ({ find: `launch-complete/${entry}`, replacement: `launch-complete/split/${entry}` }));
  config("vite-split", [...split, { find: "launch-complete", replacement: "launch-complete/split" }]);
  for (const name of ["vite", "vite-split"]) run(`vite build --config ${name}.config.mjs`);
  const assets = readdirSync(join(folder, "vite-split/assets"));
  assert.equal(assets.filter((name) => name.endsWith(".wasm")).length, 4, assets.join(" "));
  assert.ok(!readdirSync(join(folder, "vite/assets")).some((name) => name.endsWith(".wasm")));
});

test("esbuild bundles every entry", () => {
  run("esbuild host.ts page.ts proxy.ts landing.ts --bundle --minify --format=esm --target=es2022 --outdir=esbuild");
  for (const page of ["index", "complete", "proxy", "landing"]) {
    const text = readFileSync(join(folder, `${page}.html`), "utf8");
    writeFileSync(join(folder, `esbuild/${page}.html`), text.replace(/\.ts"/, '.js"'));
  }
});

test("no bundler builds the receiver of events for a browser", () => {
  for (const command of [
    ["esbuild", "browser.ts", "--bundle", "--format=esm", "--outfile=never.js"],
    ["vite", "build", "--config", "never.config.mjs"],
  ]) {
    writeFileSync(join(folder, "never.config.mjs"), 'export default { build: { outDir: "never", lib: { entry: "browser.ts", formats: ["es"], fileName: "never" } } };\n');
    const { status, stderr, stdout } = spawnSync(command[0], command.slice(1), { cwd: folder, encoding: "utf8" });
    assert.notEqual(status, 0, command.join(" "));
    assert.match(stderr + stdout, /never-in-a-browser/, command[0]);
  }
});

test("it is built for Node and receives an event", async () => {
  run("esbuild back-end.ts --bundle --platform=node --format=esm --outfile=back-end.mjs");
  const { handlerOf } = await import(pathToFileURL(join(folder, "back-end.mjs")));
  const handler = handlerOf(CLIENT_SECRET);
  const answer = ({ path, ...request }) => handler(new Request(`https://app.example${path}`, request));
  assert.equal((await answer(event("marketplace.Location.deleted", { locationId: 1 }))).status, 204);
  assert.equal((await answer(event("marketplace.InstallationValidation.created", { installationRequest: {} }))).status, 422);
});
