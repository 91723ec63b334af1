// A table of the newest rows, with a button for the older ones.

import { element } from "../shared/dom.js";

const STEP = 10;

/**
 * @param {HTMLElement} target what it is shown in; it remembers how many rows are wanted
 * @param {[string, (row: object) => unknown][]} columns a head and what stands below it
 * @param {object[]} rows newest first
 * @param {(row: object) => Record<string, string>} data of each row's element
 */
export function showTable(target, label, columns, rows, data) {
  const shown = Math.max(STEP, Number(target.dataset.shown ?? 0));
  const cell = (row) => ([, read]) => element("td", {}, read(row) ?? "–");
  const line = (row) => element("tr", { dataset: data(row) }, ...columns.map(cell(row)));
  const head = columns.map(([name]) => element("th", { scope: "col" }, name));
  const table = element(
    "table",
    {},
    element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...rows.slice(0, shown).map(line)),
  );
  const older = rows.length - shown;
  const more = older > 0 ? element("button", { type: "button", class: "quiet small" }, `Show older (${older})`) : null;
  more?.addEventListener("click", () => {
    target.dataset.shown = String(shown + STEP);
    showTable(target, label, columns, rows, data);
    // The button is gone or a new one: what it brought is read next.
    target.querySelector(".scroll").focus();
  });
  const box = element("div", { class: "scroll", tabindex: "0", role: "group", "aria-labelledby": label }, table);
  target.replaceChildren(box, ...(more ? [more] : []));
}

/** What the server lists, or a sentence where it does not. */
export async function fetchList(address) {
  try {
    const response = await fetch(address);
    const body = response.ok ? await response.json() : null;
    return Array.isArray(body) ? body : null;
  } catch {
    return null;
  }
}

export const when = (time) => new Date(time).toLocaleString();

/** The first digits of a result's key. */
export const shortKey = (key) => element("code", {}, `${key.replace("sha-256=", "").slice(0, 8)}…`);
