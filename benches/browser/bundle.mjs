// Bundles the competitors and writes their pages: node bundle.mjs OUT. Whatever cannot be bundled is a competitor
// that fails on its own page later.

import { build } from "esbuild";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const [out] = process.argv.slice(2);

const options = { bundle: true, minify: true, charset: "utf8", logLevel: "error", target: "es2022", external: ["/lib/*", "/hosts/*"] };

/** Bundles every script of a folder. */
async function folder(name, format) {
  for (const file of readdirSync(join(here, name)).filter((file) => file.endsWith(".js"))) {
    try {
      await build({ ...options, format, entryPoints: [join(here, name, file)], outfile: join(out, name, file) });
    } catch (error) {
      writeFileSync(join(out, name, file), `throw new Error("not bundled")`);
      console.error(`${name}/${file}: ${error.message}`);
    }
  }
}

for (const name of ["senders", "hosts", "landings", "run", "pages"]) mkdirSync(join(out, name), { recursive: true });
await folder("senders", "iife");
await folder("hosts", "esm");
await folder("landings", "esm");
await folder("run", "esm");

const read = (...path) => readFileSync(join(...path), "utf8");
const harness = read(here, "pages", "harness.js");
const sender = (name) => read(out, "senders", `${name}.js`);
const inline = (script) => `<script>${script.replaceAll("</script", "<\\/script")}</script>`;

const attributes = `data-target-origin="{{targets}}" data-ack="required" data-trigger="#ok" data-status="#status" data-when="{{when}}"`;
const loaded = inline(`bench.again = () => LaunchComplete.deliver(result, { targetOrigin: bench.targets, ack: "required" }).catch(bench.failed);
addEventListener("DOMContentLoaded", () => bench.ready());`);
const sample = `
function closeWindow() {
  window.opener.postMessage(JSON.stringify(result), "*");
  window.close();
}
`;
const moved = `
function closeWindow() {
  location.assign("{{redirect}}#" + encodeURIComponent(JSON.stringify(result)));
}
`;
const ours = (more = "") => `<script crossorigin src="{{host}}/lib/launch-complete.js" ${attributes}${more}></script>${loaded}`;
const single = read(out, "lib", "launch-complete.js");

/** What a page does about its result. With `crossorigin` an error in a script of another site is told by its words. */
const tags = {
  "launch-complete": ours(),
  "launch-complete-inline": `<script ${attributes}>${single.replaceAll("</script", "<\\/script")}</script>${loaded}`,
  "launch-complete-auto": ours(` data-redirect-uri="{{redirect}}"`),
  "launch-complete-redirect": ours(` data-redirect-uri="{{redirect}}" data-via="redirect"`),
  sample: inline(`${sample}bench.again = closeWindow;\nbench.ready(closeWindow);`),
  "sample-redirect": inline(`${moved}bench.ready(closeWindow);`),
  "hand-inline": inline(sender("hand")),
  ...Object.fromEntries(
    ["hand", "penpal", "post-robot", "zoid", "web-activities", "msal"].map((name) => [
      name,
      `<script crossorigin src="{{host}}/senders/${name}.js"></script>`,
    ]),
  ),
};
for (const [name, tag] of Object.entries(tags)) {
  const page = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Launch Complete</title>
${inline(harness)}
<h1>Congrats - you're connected!</h1>
<button id="ok">OK</button><p id="status" role="status"></p>
<script>bench.start();</script>
${tag}
</html>
`;
  writeFileSync(join(out, "pages", `${name}.html`), page);
}

// What is weighed of the documentation's sample.
mkdirSync(join(out, "inline"), { recursive: true });
writeFileSync(join(out, "inline", "sample.js"), sample);

// The page before the last one, such as a sign-in.
writeFileSync(join(out, "pages", "step.html"), `<!doctype html><title>Sign in</title><script>
const next = new URLSearchParams(location.search).get("next");
addEventListener("load", () => setTimeout(() => location.assign(next + location.hash), 50));
</script>`);

const landed = inline(`const bench = new BroadcastChannel("bench");
const landed = () => bench.postMessage({ name: "landed", at: performance.timeOrigin + performance.now() });`);
for (const name of ["launch-complete", "hand", "sample", "msal"]) {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Landing</title>
<main data-launch-landing data-deliver-to="opener"><p data-launch-status></p></main>
${landed}<script type="module" src="/landings/${name}.js"></script></html>
`;
  writeFileSync(join(out, "landings", `${name}.html`), page);
}
for (const name of readdirSync(join(out, "run"))) {
  if (!name.endsWith(".js")) continue;
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title><body><script type="module" src="/run/${name}"></script></html>\n`;
  writeFileSync(join(out, "run", name.replace(/js$/, "html")), page);
}
