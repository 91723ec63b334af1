// What is left in the app after a thousand deliveries of one window that stays. What opening a window costs is the
// browser's affair.
import { FEATURES, ask, freshOrigin, group, hostFrame, pageUrl, pause, progress, quick, within } from "./common.js";

const DELIVERIES = quick ? 20 : 1000;
const WARM = 50;
const TABLE = `Left in the app after ${DELIVERIES} deliveries`;
const ENTRIES = [
  // It acknowledges repeats of a text for 10 s after its launch, as long as the window is open.
  ["launch-complete", "launch-complete", "a launch each", 11000],
  ["sample", "sample", "a listener each"],
  ["hand-written", "hand", "a launch each"],
  ["penpal", "penpal", "a connection each"],
  ["post-robot", "post-robot", "a listener each"],
];

group(async () => {
  const rows = [];
  for (const [who, page, does, settled = 1500] of ENTRIES) {
    progress(`memory: ${who}`);
    const entry = { table: TABLE, row: "grown by", who, does };
    try {
      rows.push({ ...entry, samples: [await grown(page, settled)] });
    } catch (error) {
      rows.push({ ...entry, samples: [], failed: String(error?.message ?? error) });
    }
  }
  return rows;
});

async function grown(page, settled) {
  const frame = await hostFrame(page);
  const origin = freshOrigin();
  const loaded = new Promise((resolve) => {
    frame.inside.addEventListener("message", ({ data }) => data?.bench?.name === "loaded" && resolve());
  });
  const popup = frame.inside.open(pageUrl(origin, page, { stay: 1, repeats: 1 }), "_blank", FEATURES);
  try {
    await within(15000, "the window", loaded);
    for (let at = 0; at < WARM; at++) await one(frame.host, popup, origin);
    await pause(settled);
    const before = await ask("heap");
    for (let at = 0; at < DELIVERIES; at++) await one(frame.host, popup, origin);
    await pause(settled);
    return (await ask("heap")) - before;
  } finally {
    popup?.close();
    frame.remove();
  }
}

async function one(host, popup, origin) {
  let handle;
  await within(10000, "a delivery", new Promise((resolve, reject) => {
    handle = host.open({ late: popup, keep: true, origin, received: resolve, failed: reject });
    popup.postMessage({ bench: "again" }, origin);
  }));
  handle.close();
}
