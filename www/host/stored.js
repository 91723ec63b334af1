// The results the back end has stored. The list has neither webhook URLs nor texts.

import { byId } from "../shared/dom.js";
import { fetchList, shortKey, showTable, when } from "./paged-table.js";
import { showButton } from "./stored-text.js";

const columns = [
  ["Received", (row) => when(row.receivedAt)],
  ["Account", (row) => row.accountId],
  ["Package", (row) => row.packageId],
  ["Form", (row) => row.form],
  ["Cycles", (row) => String(row.cycles)],
  ["SHA-256", (row) => shortKey(row.key)],
  ["Text", (row) => showButton(row.key)],
];

export async function showStored() {
  // With a query, so that it cannot be taken for a post of a result.
  const rows = await fetchList("../api/results?list");
  const target = byId("stored-rows");
  if (rows === null) return target.replaceChildren("The back end does not answer.");
  if (rows.length === 0) return target.replaceChildren("Nothing stored so far.");
  showTable(target, "stored-title", columns, rows, ({ key }) => ({ key }));
}
