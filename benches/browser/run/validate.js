// Reading, checking and serialising a result, up to the moment its text is ready to be posted. Ours is the script as
// it ships, called by its public function; the others run in the same page.
import { VALIDATORS } from "./validators.js";
import { group, progress, quick } from "./common.js";

/** Cycles, rounds, turns in a round. */
const SIZES = quick
  ? [[1, 3, 2], [10, 3, 2], [1000, 2, 1]]
  : [[1, 61, 20], [10, 61, 20], [100, 41, 10], [1000, 25, 3], [10000, 11, 1], [100000, 4, 1]];

const id = (number) => `${number.toString(16).padStart(8, "0")}-1c5e-4f0a-9a51-0a3f6c2f7d11`;
const resultOf = (cycles) => ({
  accountId: id(0xacc),
  installCompleteMessage: "Integration is now active",
  marketplacePackageId: 1,
  cycles: Array.from({ length: cycles }, (_, at) => ({
    cycleId: id(at),
    templateId: id(at + 0x7e0000),
    status: at % 2 ? "Stopped" : "Active",
    webhooks: ["Webhook", "Webhook 2"].map((stepName, step) => ({ stepName, url: `https://hooks.example/v1/${id(at)}/${step}` })),
  })),
});

// The sender makes the channel for the answer once the text is there: that is where the clock stops.
let textReady;
const Channel = window.MessageChannel;
window.MessageChannel = class extends Channel {
  constructor() {
    textReady = performance.now();
    super();
  }
};
let posted;
// The app: it confirms, so that the sender lets go of everything before the next turn.
window.opener = {
  closed: false,
  postMessage(text, origin, [port]) {
    posted = text;
    port.postMessage("launch-complete:ack:1");
  },
};
window.close = () => {};

async function ours(result) {
  const start = performance.now();
  const delivered = LaunchComplete.deliver(result, { targetOrigin: "https://app.example", ack: "required" });
  const took = textReady - start;
  await delivered;
  return took;
}

const theirs = (work) => async (result) => {
  const start = performance.now();
  posted = work(result);
  return performance.now() - start;
};

function script(src) {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    Object.assign(element, { src, onload: resolve, onerror: () => reject(new Error(`no ${src}`)) });
    document.head.append(element);
  });
}

group(async () => {
  await script("/lib/launch-complete.js");
  const entries = [
    ["launch-complete", "deliver() as it ships: what is checked is the text that is sent", ours],
    ...Object.entries(VALIDATORS).map(([who, [does, work]]) => [who, does, theirs(work)]),
  ];
  const rows = [];
  for (const [cycles, rounds, turns] of SIZES) {
    const result = resultOf(cycles);
    const text = JSON.stringify(result);
    progress(`${cycles} cycles, ${text.length} characters`);
    const kept = entries.map(([who, does, work]) => ({ who, does, work, samples: [] }));
    for (let round = -2; round < rounds; round++) {
      for (const entry of kept) {
        if (entry.failed) continue;
        try {
          let took = 0;
          for (let turn = 0; turn < turns; turn++) took += await entry.work(result);
          if (posted !== text) throw new Error("another text came out");
          posted = undefined;
          if (round >= 0) entry.samples.push(took / turns);
        } catch (error) {
          entry.failed = String(error?.message ?? error);
        }
      }
    }
    for (const { who, does, samples, failed } of kept) {
      rows.push({ table: "Read, check and serialise in Chromium", row: `${cycles}`, bytes: text.length, who, does, samples, ...(failed && { failed }) });
    }
  }
  return rows;
});
