// What the console has saved. With the demo's server it is kept there; a static copy keeps it in this browser.

import { presetText } from "./presets.js";

const address = new URL("../api/launch-complete-html", import.meta.url);
const key = "launch-complete-html";

/** @returns {Promise<{html: string, redirectBack: boolean}>} */
export async function loadBox(config) {
  const saved = config.backEnd ? await fromServer() : fromBrowser();
  // An empty box is a choice too; only one that was never saved starts with an example.
  const html = saved?.html ?? (await presetText("ours", config));
  return { html, redirectBack: saved?.redirectBack === true };
}

export async function saveBox(config, { html, redirectBack }) {
  const body = JSON.stringify({ html, redirectBack });
  if (!config.backEnd) return localStorage.setItem(key, body);
  const headers = { "content-type": "application/json" };
  const response = await fetch(address, { method: "PUT", headers, body });
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
}

async function fromServer() {
  const response = await fetch(address);
  return response.ok ? response.json() : null;
}

function fromBrowser() {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    // Storage may be refused in a frame of another site.
    return null;
  }
}
