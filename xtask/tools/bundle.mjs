// Bundles and minifies: node bundle.mjs BANNER (KIND ENTRY OUTPUT)...
//
// KIND is `module` for an ES module and `page` for a classic script that starts by itself; any other word is
// the name of the global that a classic script defines, and that script is lowered to ES5, so that an engine
// too old to run it still parses the file and reaches the parts written for it.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { build } from "esbuild";
import { minify } from "terser";
import { toES5 } from "./es5.mjs";

const [banner, ...jobs] = process.argv.slice(2);

/** Joins an entry with everything it imports; nothing is shortened yet. */
async function join(options) {
  const result = await build({
    bundle: true,
    write: false,
    metafile: true,
    charset: "ascii",
    logLevel: "warning",
    // Stays an import: workers compile it when they are deployed.
    external: ["*.wasm"],
    ...options,
  });
  const [output] = Object.values(result.metafile.outputs);
  return { code: result.outputFiles[0].text, exports: output.exports };
}

async function shorten(code, options) {
  const result = await minify(code, {
    compress: { passes: 2 },
    format: { ascii_only: true, inline_script: true, preamble: `/*! ${banner} */` },
    ...options,
  });
  return `${result.code}\n`;
}

async function asModule(entry) {
  const { code } = await join({ entryPoints: [entry], format: "esm", target: "es2022" });
  return shorten(code, { module: true, ecma: 2020 });
}

/** The pages to drop in. Classic, because then no server has to know the type of `.mjs`, and nothing is shown before. */
async function asPage(entry) {
  const { code } = await join({ entryPoints: [entry], format: "iife", target: "es2022" });
  return shorten(code, { ecma: 2020 });
}

async function asClassic(entry, name) {
  const { exports } = await join({ entryPoints: [entry], format: "esm" });
  const list = exports.join(", ");
  // Naming the exports one by one is smaller than esbuild's own global, which brings its interop.
  const contents = `import { ${list} } from ${JSON.stringify(entry)};\nwindow.${name} = { ${list} };`;
  const { code } = await join({
    stdin: { contents, resolveDir: dirname(entry) },
    format: "esm",
    target: "es2017",
  });
  // The wrapper comes last, so that the compiler's helpers do not become globals of the page.
  return shorten(`(function () {\n${toES5(code)}\n})();`, { ecma: 5 });
}

for (let at = 0; at < jobs.length; at += 3) {
  const [kind, entry, output] = jobs.slice(at, at + 3);
  const make = { module: asModule, page: asPage }[kind] ?? asClassic;
  const code = await make(entry, kind);
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, code);
}
