// Reading, checking and serialising a result. Ours is the script as it ships, called by its public function: the clock
// runs from its `JSON.stringify` until it looks for its window, which it does once the text is known to be a result.
// What the call makes besides (a promise, a sender, a channel for the answer) is in a line of its own. The others run
// in the same page. Each turn of each is a task of its own: ours has to wait for an answer by a port, and nobody's page
// checks twenty results in a row.
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

// The last moment of each kind.
const at = {};
const Channel = window.MessageChannel;
window.MessageChannel = class extends Channel {
  constructor() {
    at.channel = performance.now();
    super();
  }
};
const { stringify } = JSON;
JSON.stringify = (value) => {
  at.stringify = performance.now();
  return stringify(value);
};
let posted;
// The app: it confirms, so that the sender lets go of everything before the next turn.
const app = {
  closed: false,
  postMessage(text, origin, [port]) {
    posted = text;
    port.postMessage("launch-complete:ack:1");
  },
};
// It looks whether it is framed first.
Object.defineProperty(window, "parent", {
  get() {
    at.window ??= performance.now();
    return window;
  },
});
Object.defineProperty(window, "opener", { get: () => app });
window.close = () => {};

const own = new Channel();
const task = () =>
  new Promise((resolve) => {
    own.port1.onmessage = resolve;
    own.port2.postMessage(undefined);
  });

async function deliver(result, took) {
  await task();
  delete at.window;
  at.start = performance.now();
  const delivered = LaunchComplete.deliver(result, { targetOrigin: "https://app.example", ack: "required" });
  const time = took();
  await delivered;
  return time;
}

const theirs = (work) => async (result) => {
  await task();
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
    ["launch-complete", "what is checked is the text that is sent", (result) => deliver(result, () => at.window - at.stringify)],
    ["launch-complete, deliver()", "the whole call, until a channel for the answer is made", (result) => deliver(result, () => at.channel - at.start)],
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
