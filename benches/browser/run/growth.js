// Large results by a real window: how long, how much memory, and what happens above `maxBytes`.
import { ask, frames, group, launch, progress, quick } from "./common.js";

const SIZES = quick ? [100, 1000] : [100, 1000, 10000, 100000];
const MAX_BYTES = 64 * 1024 * 1024;
const TABLE = "Growth: a result through a real window";
const NAMES = { "launch-complete": "launch-complete", sample: "sample", hand: "hand-written" };
const MEGABYTE = 1024 * 1024;

group(async () => {
  const hosts = await frames(Object.keys(NAMES));
  const cells = [];
  const add = (row, name, text, good) => cells.push({ table: TABLE, row, who: NAMES[name], text, ...(good !== undefined && { good }) });
  for (const cycles of SIZES) {
    for (const name of Object.keys(NAMES)) {
      const cell = (row, text, good) => add(`${cycles} cycles: ${row}`, name, text, good);
      progress(`${cycles} cycles, ${name}`);
      try {
        await ask("reset");
        const marks = await launch({ frame: hosts[name], page: name, more: { cycles }, maxBytes: MAX_BYTES, limit: 60000 });
        if (marks.cycles !== cycles) throw new Error(`${marks.cycles} cycles arrived`);
        const { largest } = await ask("peak");
        cell("click to callback", `${(marks.received - marks.click).toFixed(0)} ms`);
        cell("peak of the largest renderer", `${(largest / MEGABYTE).toFixed(0)} MiB`);
      } catch (error) {
        cell("click to callback", `failed: ${error.message}`, false);
      }
    }
  }
  // The limit of 4 MiB as it is: 35 MB are refused.
  const cycles = SIZES.at(-1);
  for (const name of ["launch-complete", "hand"]) {
    progress(`above maxBytes, ${name}`);
    const outcome = await tooLong(hosts[name], name, cycles).catch((error) => ({ text: `failed: ${error.message}` }));
    add(`${cycles} cycles, above maxBytes`, name, outcome.text, outcome.good);
  }
  return cells;
});

/** What the page is told of a text above the app's limit, which must not be parsed. */
async function tooLong(frame, name, cycles) {
  const json = frame.inside.JSON;
  const { parse } = json;
  let parsed = 0;
  json.parse = (text, ...more) => {
    if (text.length > 1000) parsed++;
    return parse(text, ...more);
  };
  try {
    const sent = launch({ frame, page: name, more: { cycles }, maxBytes: quick ? 1024 : undefined, limit: 30000 });
    const code = await sent.then(() => "delivered", ({ message }) => message);
    return { text: `${code}, parsed ${parsed} times`, good: code !== "delivered" && parsed === 0 };
  } finally {
    json.parse = parse;
  }
}
