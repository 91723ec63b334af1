// Runs the Launch Complete HTML: makes `result`, fills in the merge field, and lets the text be the page.
//
//   ?package=ID              which package was installed
//   ?preset=ID               which text to run; "saved" or none: what the console has saved; "snippet": what
//                            the snippet builder makes of the choices in ?snippet=JSON
//   ?message=TEXT            an install complete message to use instead of the package's
//   ?declare=window|var|const  how the page declares `result`
//   ?trace=NUMBER            the launch of the host app's picture that the page tells what it sees

import { loadConfig } from "../shared/config.js";
import { loadBox } from "./box.js";
import { completeDocument, declaration, mergeFields } from "./complete-document.js";
import { findPackage, resultOf } from "./packages.js";
import { presetText } from "./presets.js";

const query = new URLSearchParams(location.search);

async function run() {
  const { buildResult } = await import("../lib/launch-complete.mjs");
  const config = await loadConfig();
  const box = await loadBox(config);
  const chosen = findPackage(query.get("package"));
  const preset = query.get("preset") ?? "saved";

  // With this switch on, a marketplace never shows the page, so nothing is sent. A preview is of the page.
  if (box.redirectBack && preset !== "snippet") {
    location.replace(`index.html?installed=${encodeURIComponent(chosen.id)}`);
    return;
  }

  const html = await textOf(preset, box, config);
  const result = resultOf(chosen, buildResult, query.get("message"));
  const content = mergeFields(html, result?.installCompleteMessage);
  const told = query.has("trace") ? '<script src="../shared/trace.js"></script>\n' : "";
  const keyword = result === undefined ? "none" : (query.get("declare") ?? "window");

  await loaded();
  if (keyword === "window") window.result = result;
  document.open();
  document.write(completeDocument(content, told + declaration(keyword, result)));
  document.close();
}

async function textOf(preset, box, config) {
  if (preset === "saved") return box.html;
  if (preset !== "snippet") return presetText(preset, config);
  const { snippetText } = await import("./snippet-text.js");
  return snippetText(query.get("snippet"), config);
}

function loaded() {
  if (document.readyState === "complete") return Promise.resolve();
  return new Promise((resolve) => addEventListener("load", resolve, { once: true }));
}

run().catch((error) => {
  document.getElementById("status").textContent = `This page could not be made: ${error.message}`;
});
