// Who delivers at all: every case by the same script, each cell on an app and a marketplace of its own.
import { CASES, WHO } from "./cases.js";
import { group, pause, progress, quick } from "./common.js";

const TABLE = "What arrives";
const AT_A_TIME = 6;
const { port } = location;
const run = Math.floor(performance.timeOrigin) % 100000;

group(async () => {
  const cells = CASES.flatMap((each, row) => WHO.map((who, column) => ({ each, who, key: `c${run}x${row}x${column}` })));
  const rows = new Map();
  const left = quick ? cells.filter(({ each }) => each === CASES[0] || each.page || each.unlisted) : [...cells];
  let over = 0;
  const wanted = left.length;
  const worker = async () => {
    for (let cell = left.shift(); cell; cell = left.shift()) {
      rows.set(cell, await outcome(cell).catch((error) => ({ text: `failed: ${error.message}`, good: false })));
      if (++over % 10 === 0) progress(`capability: ${over} of ${wanted}`);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return cells
    .filter((cell) => rows.has(cell))
    .map((cell) => ({ table: TABLE, row: cell.each.name, who: cell.who.who, ...rows.get(cell) }));
});

async function outcome({ each, who, key }) {
  const kind = Object.keys(who.never ?? {}).find((kind) => each[kind]);
  if (kind) return { text: who.never[kind] };
  const query = new URLSearchParams({ row: CASES.indexOf(each), column: WHO.indexOf(who), key });
  if (each.app) query.set("coop", each.app);
  window.open(`http://h${key}.localhost:${port}/run/cell.html?bare=1&${query}`, "_blank", "noopener,popup,width=500,height=500");
  for (let waited = 0; waited < 30000; waited += 100) {
    const [told] = await (await fetch(`/report/over${key}`)).json();
    if (told) return told;
    await pause(100);
  }
  throw new Error("the cell did not end");
}
