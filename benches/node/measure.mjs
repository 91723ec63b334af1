// Competitors in turn, round after round, so that whatever else the machine does hits all of them alike. The same
// rules as src/measure.rs, for Node.

const TURN = 2e6;

const now = () => Number(process.hrtime.bigint());

/** How long `count` turns take, in nanoseconds. Each turn is awaited where the work is asynchronous, and only there. */
async function time({ work, asynchronous }, count) {
  const start = now();
  if (asynchronous) for (let turn = 0; turn < count; turn++) await work();
  else for (let turn = 0; turn < count; turn++) work();
  return now() - start;
}

/** How often the work fits into one turn; finding out warms it up. */
async function repetitions(entry) {
  for (let count = 1; ; count *= 2) {
    const taken = await time(entry, count);
    if (taken >= 50 * TURN) return Math.max(1, Math.round((count * TURN) / taken));
  }
}

/** Measures all entries `{who, does, work, asynchronous}` in turn, `rounds` times. */
export async function interleaved({ table, row, bytes, rounds }, entries) {
  const counts = [];
  for (const entry of entries) counts.push(await repetitions(entry));
  const samples = entries.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [at, entry] of entries.entries()) samples[at].push((await time(entry, counts[at])) / counts[at]);
  }
  return entries.map(({ who, does }, at) => {
    const sorted = samples[at].sort((one, other) => one - other);
    const [fastest] = sorted;
    return { table, row, bytes, who, does, median: sorted[sorted.length >> 1], fastest, rounds };
  });
}
