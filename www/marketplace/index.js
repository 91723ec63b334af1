import { linkSites, loadConfig } from "../shared/config.js";
import { byId } from "../shared/dom.js";
import { findPackage } from "./packages.js";

const installed = new URLSearchParams(location.search).get("installed");
if (installed) {
  const { title } = findPackage(installed);
  byId("installed").textContent = `“${title}” is installed. This marketplace is set to come back here, so the app was sent nothing.`;
}

linkSites(await loadConfig());
