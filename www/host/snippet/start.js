// The snippet builder: from what is chosen to lines, code, preview and check.

import { linkSites, loadConfig, siteUrl } from "../../shared/config.js";
import { byId, element } from "../../shared/dom.js";
import { complete } from "../../shared/snippet/choices.js";
import { hostCodeOf } from "../../shared/snippet/host-code.js";
import { loadLibrary } from "../../shared/snippet/library.js";
import { linesOf } from "../../shared/snippet/lines.js";
import { prepareChecks, showHeaders } from "./check.js";
import { codeBlock } from "./code-block.js";
import { labelOf, prepareForm, readForm, showChoices, showDefaults, showProblems } from "./form.js";
import { FramePreview, preview } from "./preview.js";
import { problemsOf } from "./problems.js";

// Between the last key and the frame's new page.
const PAUSE = 300;

const WITHOUT_DIGEST = "There is no integrity in these lines: browsers compute it on pages of https only. Open this page by https.";

/** Writes to a live region only what is new: it speaks whenever it is written to. */
function sayIn(id) {
  return (text, state = "") => {
    byId(id).dataset.state = state;
    if (byId(id).textContent !== text) byId(id).textContent = text;
  };
}

const say = sayIn("status");
const parseSelector = (selector) => document.createDocumentFragment().querySelector(selector);

function showOutput(choices, library) {
  const note = choices.distribution === "external" && !library.integrity ? WITHOUT_DIGEST : undefined;
  const lines = { id: "lines", title: "Lines to paste", code: linesOf(choices, library), note };
  byId("lines").replaceChildren(codeBlock(lines, "h2"));
  byId("code").replaceChildren(...hostCodeOf(choices).map((part) => codeBlock(part)));
}

function showNothing() {
  const mend = () => element("p", { class: "note" }, "Mend what is marked in the form.");
  byId("lines").replaceChildren(element("h2", {}, "Lines to paste"), mend());
  byId("code").replaceChildren(mend());
}

function start({ listen }, host, config, library) {
  linkSites(config);
  prepareForm();
  const here = location.origin === config.hostOrigin;
  const frame = new FramePreview(host, config, byId("frame"), sayIn("frame-status"));
  let choices;
  let shown;
  let pause;

  const refresh = () => {
    choices = readForm();
    if (JSON.stringify(choices) === shown) return;
    shown = JSON.stringify(choices);
    showChoices(choices);
    const problems = problemsOf(choices, { listen, resumeLaunch: host.resumeLaunch }, parseSelector);
    showProblems(problems);
    if (!problems.appOrigin) showDefaults(choices);
    const wrong = Object.keys(problems).map(labelOf);
    const ready = wrong.length === 0;
    if (ready) showOutput(choices, library);
    else showNothing();
    say(ready ? "Ready to paste." : `Not ready: ${wrong.join(", ")}.`, ready ? "delivered" : "failed");
    for (const id of ["run", "again"]) byId(id).disabled = !ready || !here;
    clearTimeout(pause);
    if (ready && here) pause = setTimeout(() => frame.show(complete(choices)), PAUSE);
    else frame.clear();
  };

  // Of some ways to choose only the second says what was chosen.
  for (const event of ["input", "change"]) byId("choices").addEventListener(event, refresh);
  byId("choices").addEventListener("submit", (event) => event.preventDefault());
  byId("run").addEventListener("click", () => preview(host, config, complete(choices), sayIn("run-status")));
  byId("again").addEventListener("click", () => frame.show(complete(choices)));
  refresh();
  if (here) {
    prepareChecks(host, config, () => complete(choices).responseMode);
    showHeaders().catch(() => {});
  } else {
    const link = element("a", { href: siteUrl(config.hostOrigin, "host/snippet.html") }, "Open it there");
    byId("headers").append("Preview and check need this page on the host app's own site. ", link, ".");
  }
}

try {
  const scripts = ["launch-complete", "launch-complete-host"].map((name) => import(`../../lib/${name}.mjs`));
  const [page, host] = await Promise.all(scripts);
  start(page, host, await loadConfig(), await loadLibrary());
} catch (error) {
  say(`This page could not start: ${error.message}`, "failed");
}
