// From what was seen to the rows of the picture. A row stands only where some page, or the app, has seen what it
// says; what should have happened is no row.

import { pageRows } from "./page-rows.js";
import { appRows } from "./app-rows.js";

export const lanes = [
  ["app", "Host app"],
  ["popup", "Popup"],
  ["frame", "Frame"],
  ["marketplace", "Marketplace"],
  ["back-end", "Back end"],
];

/**
 * @param {object[]} events what was seen, in any order
 * @param {number} started when the launch was started, in milliseconds since 1970
 * @returns {{at: number, from: string, to: string | null, words: string, tone: string, count: number}[]}
 */
export function rowsOf(events, started) {
  const sorted = causes(events).sort((one, other) => one.at - other.at);
  const rows = sorted.flatMap((event, index) =>
    event.place === "app" ? appRows(event) : pageRows(event, sorted.slice(0, index), sorted.slice(index + 1)),
  );
  // An answer is later than its question, so its row is moved behind what happened in between.
  rows.sort((one, other) => one.at - other.at);
  const merged = [];
  for (const { at, from, to = null, words, tone = "" } of rows) {
    const before = merged.at(-1);
    if (before && before.words === words && before.from === from && before.to === to) before.count += 1;
    // Every process has a clock of its own: they differ by less than what is shown, and never go below zero.
    else merged.push({ at: Math.max(0, Math.round(at - started)), from, to, words, tone, count: 1 });
  }
  return merged;
}

/** Clocks of two processes differ by less than so many milliseconds. */
const SKEW = 100;

/** What is sent was sent before it arrived, whatever the two clocks say: a result that seems to be early is moved. */
function causes(events) {
  const sent = events.filter(({ state }) => state === "sending" || state === "delivering");
  return events.map((event) => {
    if (event.kind !== "outcome") return event;
    const late = sent.map(({ at }) => at).filter((at) => at >= event.at && at - event.at < SKEW);
    return late.length ? { ...event, at: Math.max(...late) + 0.01 } : event;
  });
}

/** The lanes in which anything happened. The app and what it opened are always there. */
export function lanesOf(rows) {
  const used = new Set(["app", "popup", ...rows.flatMap(({ from, to }) => [from, to])]);
  return lanes.filter(([name]) => used.has(name));
}
