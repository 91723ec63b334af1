// Texts to paste into the Launch Complete HTML box. Each is a file of its own in presets/.

import { base } from "../shared/config.js";

// The origins the preset files are written for.
const written = {
  hostOrigin: "http://host.localhost:8080",
  marketplaceOrigin: "http://marketplace.localhost:8081",
};

export const presets = [
  { id: "ours", title: "Ours: chooses the path by itself" },
  { id: "ours-opener", title: "Ours: window.opener" },
  { id: "ours-parent", title: "Ours: proxy page" },
  { id: "ours-redirect-fragment", title: "Ours: redirect, fragment" },
  { id: "ours-redirect-query", title: "Ours: redirect, query" },
  { id: "ours-redirect-form-post", title: "Ours: redirect, form post (the landing page needs a server)" },
  { id: "ours-redirect-backend", title: "Ours: redirect, landing page with back end" },
  { id: "ours-plain-host", title: "Ours: for a host that only does JSON.parse(event.data)" },
  { id: "plain", title: "The document: plain HTML message" },
  { id: "merge-field", title: "The document: InstallCompleteMessage merge field" },
  { id: "sample", title: "The document: postMessage sample (posts to any origin)" },
];

/** The text of a preset, for the origins in use. */
export async function presetText(id, config) {
  if (!presets.some((preset) => preset.id === id)) throw new Error(`there is no preset "${id}"`);
  const response = await fetch(new URL(`presets/${id}.html`, import.meta.url));
  if (!response.ok) throw new Error(`preset "${id}": ${response.status}`);
  let text = await response.text();
  for (const [name, origin] of Object.entries(written)) {
    text = text.replaceAll(`${origin}/`, config[name] + base).replaceAll(origin, config[name]);
  }
  return text;
}
