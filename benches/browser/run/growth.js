// Large results by a real window: how long, how much memory, and what happens above `maxBytes`.
import { ask, frames, group, launch, progress, quick } from "./common.js";

const SIZES = quick ? [100, 1000] : [1000, 10000, 50000, 100000];
const MAX_BYTES = 64 * 1024 * 1024;
const MEGABYTE = 1024 * 1024;

group(async () => {
  const names = ["launch-complete", "sample", "hand"];
  const hosts = await frames(names);
  const cells = [];
  for (const cycles of SIZES) {
    for (const name of names) {
      const cell = (row, text) => cells.push({ table: "Growth: a result through a real window", row: `${cycles} cycles: ${row}`, who: name, text });
      progress(`${cycles} cycles, ${name}`);
      try {
        await ask("reset");
        const marks = await launch({ frame: hosts[name], page: name, more: { cycles }, maxBytes: MAX_BYTES, limit: 60000 });
        if (marks.cycles !== cycles) throw new Error(`${marks.cycles} cycles arrived`);
        const { largest } = await ask("peak");
        cell("click to callback", `${(marks.received - marks.click).toFixed(0)} ms`);
        cell("peak of the largest renderer", `${(largest / MEGABYTE).toFixed(0)} MiB`);
      } catch (error) {
        cell("click to callback", `failed: ${error.message}`);
      }
    }
  }
  // The limit of 4 MiB as it is: 35 MB is refused, and the page says so.
  const cycles = SIZES.at(-1);
  const usual = quick ? 1024 : undefined;
  for (const name of ["launch-complete", "hand"]) {
    progress(`above maxBytes, ${name}`);
    const outcome = await tooLong(hosts[name], name, cycles, usual).catch((error) => `failed: ${error.message}`);
    cells.push({ table: "Growth: a result through a real window", row: `${cycles} cycles above maxBytes`, who: name, text: outcome });
  }
  return cells;
});

/** What the app says of a text above its limit. It must not have parsed it. */
async function tooLong(frame, name, cycles, maxBytes) {
  const { JSON: json } = frame.inside;
  const parse = json.parse;
  let parsed = 0;
  json.parse = (text, ...more) => {
    if (text.length > 1000) parsed++;
    return parse(text, ...more);
  };
  let told;
  const counted = new Promise((resolve) => {
    told = resolve;
  });
  const { inside } = frame;
  const open = (options) => frame.host.open({ ...options, status: (status) => (status.status === "refused" || status.status === "ignored") && told(status) });
  try {
    const delivered = launch({ frame: { ...frame, host: { open } }, page: name, more: { cycles }, maxBytes, limit: 30000 });
    const outcome = await Promise.race([
      delivered.then(() => "delivered", (error) => `page: ${error.message}`),
      counted.then(({ status, code, counts }) => `app: ${status} ${code ?? JSON.stringify(counts)}`),
    ]);
    return `${outcome}; parsed ${parsed} times`;
  } finally {
    json.parse = parse;
    inside.focus();
  }
}
