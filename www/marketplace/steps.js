// The steps are separate pages, as in a real marketplace: what was chosen travels in the query.

import { byId, element } from "../shared/dom.js";

/**
 * Takes a step's form out of its template. It carries the query on, except for the names
 * that the form or the next page decides, and is shown only when all of that is in it.
 */
export function prepareStep(name, query, without) {
  const content = byId(`${name}-step`).content.cloneNode(true);
  const form = content.querySelector("form");
  for (const [key, value] of query) {
    if (!without.includes(key)) form.prepend(element("input", { type: "hidden", name: key, value }));
  }
  return {
    get: (id) => content.getElementById(id),
    show() {
      document.querySelector(`[data-step="${name}"]`).setAttribute("aria-current", "step");
      byId("main").append(content);
    },
  };
}

/** A page with the same query and these changes; null removes a name. */
export function pageWith(page, query, changes) {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  return `${page}?${next}`;
}
