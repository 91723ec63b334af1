// What the two pages to drop in have in common: their look, and when they begin.

import css from "./launch-css.js";

/** Puts on the look of `launch.css`. In a layer of its own, so that any style sheet of the page's goes before it. */
export function dress() {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`@layer launch-complete { ${css} }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  } catch {
    // Browsers before 2023 have no such sheets: there the page is plain, or links launch.css.
  }
}

/** Runs once the page is read: its script stands in the head. */
export function whenRead(run) {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", run, { once: true });
  else run();
}
