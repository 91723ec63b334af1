// The results the back end has stored. It lists neither webhook URLs nor texts.

import { byId, element } from "../shared/dom.js";

const columns = [
  ["Received", (row) => new Date(row.receivedAt).toLocaleString()],
  ["Account", (row) => row.accountId],
  ["Package", (row) => row.packageId ?? "–"],
  ["Form", (row) => row.form],
  ["Cycles", (row) => row.cycles],
  ["SHA-256", (row) => `${row.key.replace("sha-256=", "").slice(0, 8)}…`],
];

export async function showStored() {
  const rows = await fetchRows();
  const target = byId("stored-rows");
  if (rows === null) return target.replaceChildren("The back end does not answer.");
  if (rows.length === 0) return target.replaceChildren("Nothing stored so far.");
  target.replaceChildren(
    element(
      "div",
      { class: "scroll", tabindex: "0", role: "group", "aria-labelledby": "stored-title" },
      element(
        "table",
        {},
        element("thead", {}, element("tr", {}, ...columns.map(([name]) => element("th", { scope: "col" }, name)))),
        element(
          "tbody",
          {},
          ...rows.map((row) =>
            element(
              "tr",
              { dataset: { key: row.key } },
              ...columns.map(([, read]) => element("td", {}, String(read(row)))),
            ),
          ),
        ),
      ),
    ),
  );
}

async function fetchRows() {
  try {
    const response = await fetch("../api/results");
    const body = response.ok ? await response.json() : null;
    return Array.isArray(body) ? body : (body?.results ?? null);
  } catch {
    return null;
  }
}
