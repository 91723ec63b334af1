// The landing page and its script go along as they are, and so does the script for the box.

import { cpSync, rmSync } from "node:fs";

const from = new URL("node_modules/launch-complete/", import.meta.url);
const to = new URL("public/", import.meta.url);

rmSync(to, { recursive: true, force: true });
for (const file of ["pages/landing.html", "pages/launch-complete-landing.js", "lib/launch-complete.js"]) {
  cpSync(new URL(file, from), new URL(file, to));
}
