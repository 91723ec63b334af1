// The landing page, and what its script loads, go along as they are.

import { cpSync, rmSync } from "node:fs";

const from = new URL("node_modules/launch-complete/", import.meta.url);
const to = new URL("public/", import.meta.url);

rmSync(to, { recursive: true, force: true });
for (const file of ["pages/landing.html", "pages/landing.js", "pages/launch.css", "lib/launch-complete-landing.mjs", "lib/launch-complete.js"]) {
  cpSync(new URL(file, from), new URL(file, to));
}
