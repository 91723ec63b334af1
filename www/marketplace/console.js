// The console's Launch Complete HTML box.

import { linkSites, loadConfig } from "../shared/config.js";
import { byId, element } from "../shared/dom.js";
import { loadBox, saveBox } from "./box.js";
import { packages } from "./packages.js";
import { presetText, presets } from "./presets.js";

function say(text, state = "sent") {
  byId("status").dataset.state = state;
  byId("status").textContent = text;
}

/** Runs a task and tells what went wrong, if anything did. */
const told = (task) => () => task().catch((error) => say(`That did not work: ${error.message}`, "failed"));

async function usePreset(config) {
  const { value } = byId("preset");
  if (!value) return;
  byId("html").value = await presetText(value, config);
  say("The example is in the box. It is not saved yet.", "idle");
}

async function save(config) {
  await saveBox(config, { html: byId("html").value, redirectBack: byId("redirectBack").checked });
  say("Saved.");
}

async function saveAndRun(config) {
  await save(config);
  const query = new URLSearchParams({ package: byId("package").value, preset: "saved" });
  if (byId("message").value) query.set("message", byId("message").value);
  window.open(`complete.html?${query}`, "_blank", "noopener");
}

async function start() {
  const config = await loadConfig();
  linkSites(config);

  const options = (list) => list.map(({ id, title }) => element("option", { value: id }, title));
  byId("preset").append(element("option", { value: "" }, "Choose…"), ...options(presets));
  byId("package").append(...options(packages));

  const box = await loadBox(config);
  byId("html").value = box.html;
  byId("redirectBack").checked = box.redirectBack;

  const saveNow = told(() => save(config));
  byId("preset").addEventListener("change", told(() => usePreset(config)));
  byId("run").addEventListener("click", told(() => saveAndRun(config)));
  byId("console").addEventListener("submit", (event) => {
    event.preventDefault();
    saveNow();
  });
  byId("save").disabled = false;
  byId("run").disabled = false;
}

told(start)();
