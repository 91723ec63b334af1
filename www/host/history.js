// How past launches ended, as this page told the back end. It outlives the page; a launch whose page was closed
// has no end that anybody could have told, but what the back end stored of it is in the other list.

import { byId, element } from "../shared/dom.js";
import { fetchList, shortKey, showTable, when } from "./paged-table.js";
import { showButton } from "./stored-text.js";

const columns = [
  ["Ended", (row) => when(row.endedAt)],
  ["Code", (row) => element("code", {}, row.code)],
  ["Path", (row) => row.path],
  ["Arrived by", (row) => row.via],
  ["Account", (row) => row.accountId],
  ["Cycles", (row) => row.cycles?.toString()],
  ["Took", (row) => `${row.milliseconds.toLocaleString("en")} ms`],
  ["SHA-256", (row) => row.key && shortKey(row.key)],
  ["Text", (row) => (row.stored ? showButton(row.key) : "not stored")],
];

/** Tells the back end how a launch ended. */
export async function keep({ path, outcome, error }, started, cyclesOf) {
  const result = outcome?.result;
  const body = JSON.stringify({
    path,
    code: outcome?.code ?? error?.code ?? "FAILED",
    via: outcome?.via ?? null,
    key: outcome?.key || null,
    accountId: result?.accountId ?? null,
    cycles: result ? cyclesOf(result).length : null,
    milliseconds: Math.round(outcome?.milliseconds ?? performance.timeOrigin + performance.now() - started),
  });
  const headers = { "content-type": "application/json" };
  try {
    await fetch("../api/launches", { method: "POST", headers, body, keepalive: true });
  } catch {
    // A history with a gap: the launch itself is not touched by it.
  }
}

export async function showHistory() {
  const rows = await fetchList("../api/launches");
  const target = byId("history-rows");
  if (rows === null) return target.replaceChildren("The back end does not answer.");
  if (rows.length === 0) return target.replaceChildren("No launch has ended so far.");
  showTable(target, "history-title", columns, rows, ({ id, code, via }) => ({ past: id, code, via: via ?? "" }));
}
