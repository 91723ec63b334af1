// What every group of measurements has in common: the list of competitors, windows, marks, and how the program
// outside hears of it.

const query = new URLSearchParams(location.search);

/** Few rounds: whether it works at all. */
export const quick = query.has("quick");

/** So many rounds. */
export const rounds = (many) => (quick ? 2 : many);

const { port } = location;
export const HOST = location.origin;

const outbox = [];
const answers = new Map();
let asked = 0;

/** Taken by the program outside. */
window.take = () => outbox.splice(0);
window.answer = (id, value) => answers.get(id)(value);

export const progress = (text) => outbox.push({ progress: text });

/** Asks the program outside for what no page can know. */
export function ask(what) {
  return new Promise((resolve) => {
    const id = ++asked;
    answers.set(id, resolve);
    outbox.push({ ask: what, id });
  });
}

/** Runs a group and hands over its rows; an error outside of all competitors ends it. */
export async function group(work) {
  try {
    outbox.push({ done: await work() });
  } catch (error) {
    outbox.push({ failed: String(error?.stack ?? error) });
  }
}

export const now = () => performance.timeOrigin + performance.now();
export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Ends with an error where the work takes too long. */
export function within(milliseconds, what, work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: nothing after ${milliseconds / 1000} s`)), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

let sites = 0;
// No site twice: each is a new process with nothing compiled. The number of this run keeps runs apart.
const run = Math.floor(performance.timeOrigin) % 100000;
/** The origin of a marketplace that the browser has never seen. */
export const freshOrigin = () => `http://m${run}x${++sites}.localhost:${port}`;

export const FEATURES = "popup,width=500,height=500";

/** The host page of a competitor, in a frame of its own: their listeners do not meet. */
export async function hostFrame(who) {
  const frame = document.createElement("iframe");
  frame.src = `/run/host.html?who=${who}`;
  document.body.append(frame);
  const inside = frame.contentWindow;
  await within(10000, `the host of ${who}`, new Promise((resolve, reject) => {
    const look = () => {
      if (inside.hostError) reject(new Error(inside.hostError));
      else if (inside.host) resolve();
      else setTimeout(look, 10);
    };
    look();
  }));
  return { host: inside.host, inside, remove: () => frame.remove() };
}

/** The address of a Launch Complete page. */
export function pageUrl(origin, page, more = {}) {
  const url = new URL(`${origin}/pages/${page}.html`);
  for (const [name, value] of Object.entries({ host: HOST, ...more })) url.searchParams.set(name, value);
  // Readable to the server, which puts them into the page as they are.
  return url.href.replaceAll("%3A", ":").replaceAll("%2F", "/");
}

let launches = 0;

/**
 * One launch: opens the window, clicks where told, and gives the times of its marks, in milliseconds of a clock that
 * all windows share.
 */
export async function launch({ frame, page, when = "click", click = true, more = {}, until = "received", also = [], limit = 15000, maxBytes }) {
  const origin = freshOrigin();
  const tag = `launch${++launches}`;
  const state = btoa(JSON.stringify({ id: tag, meta: { interactionType: "popup" } }));
  const url = pageUrl(origin, page, { when, tag, state, ...more });
  const { host, inside } = frame;
  const marks = {};
  let end;
  let fail;
  const ended = new Promise((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  const reached = (name) => name === until && end(marks);
  const heard = ({ data, source, origin: from }) => {
    if (from !== origin) return;
    const mark = data?.bench;
    if (!mark) {
      // A message of the competitor's own; its listener is called after this one.
      marks.arrived = now();
      return;
    }
    if (mark.name === "failed") return fail(new Error(mark.error));
    marks[mark.name] = mark.at;
    if (mark.start) marks.start = mark.start;
    if (mark.name === "ready" && when === "click" && click) {
      // At rest: what loading still does is over.
      setTimeout(() => source.postMessage({ bench: "click" }, origin), 120);
    }
    reached(mark.name);
  };
  const channel = new BroadcastChannel("bench");
  channel.onmessage = ({ data }) => {
    marks[data.name] = data.at;
    reached(data.name);
  };
  inside.addEventListener("message", heard);
  const received = (result) => {
    marks.received = now();
    marks.cycles = result?.cycles?.length;
    reached("received");
  };
  const failed = (error) => fail(error instanceof Error ? error : new Error(String(error?.message ?? error)));
  let handle;
  try {
    handle = host.open({ url, origin, tag, state, features: FEATURES, maxBytes, received, failed });
    await within(limit, page, ended);
    // Marks are sent after what they are about, and may come after its end.
    const wanted = [...also, ...(until === "received" || until === "landed" ? [when === "click" ? "click" : "start"] : [])];
    await within(3000, `the marks ${wanted}`, new Promise((resolve) => {
      const look = () => (wanted.every((name) => name in marks) ? resolve() : setTimeout(look, 5));
      look();
    }));
    return marks;
  } finally {
    inside.removeEventListener("message", heard);
    channel.close();
    try {
      handle?.close();
    } catch {}
    await pause(30);
  }
}

/**
 * Competitors in turn, round after round, so that whatever else the machine does hits all of them alike. An entry is
 * `{who, does, sample}`; a sample gives `{row: milliseconds}`. One that fails twice in a row is out, with its reason.
 */
export async function interleaved(table, entries, count, warm = 1) {
  const kept = entries.map((entry) => ({ ...entry, samples: {}, failures: 0, failed: entry.failed }));
  for (let round = -warm; round < count; round++) {
    if (round >= 0 && round % 5 === 0) progress(`${table}: round ${round + 1} of ${count}`);
    for (const entry of kept) {
      if (entry.failed) continue;
      try {
        const sample = await entry.sample();
        entry.failures = 0;
        if (round < 0) continue;
        for (const [row, value] of Object.entries(sample)) (entry.samples[row] ??= []).push(value);
      } catch (error) {
        if (++entry.failures === 2) entry.failed = String(error?.message ?? error);
        progress(`${table}: ${entry.who}: ${error?.message ?? error}`);
      }
    }
  }
  const rows = [...new Set(kept.flatMap(({ samples }) => Object.keys(samples)))];
  return rows.flatMap((row) =>
    kept
      .filter(({ samples, failed }) => samples[row] || failed)
      .map(({ who, does, samples, failed }) => ({
        table,
        row,
        who,
        does,
        samples: samples[row] ?? [],
        ...(failed && { failed }),
      })),
  );
}

/** The frames of several competitors; one that does not load fails alone. */
export async function frames(names) {
  const all = {};
  for (const name of names) all[name] = await hostFrame(name).catch((error) => ({ error: String(error.message ?? error) }));
  return all;
}
