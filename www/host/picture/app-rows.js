// What the app itself saw: the library's reports, how it ended, and what was said on the app's own channel.

import { handOff } from "./page-rows.js";

const paths = { opener: "the marketplace’s own message", proxy: "the proxy page", landing: "the landing page" };
const named = (code) => (code ? ` (${code})` : "");

export function appRows(event) {
  const [words, from, to, tone] = kinds[event.kind]?.(event) ?? [];
  if (event.kind === "handed-off") return handOff(event.at, "app", event.took, event.status, "The app");
  return words ? [{ at: event.at, from: from ?? "app", to: to ?? null, words, tone: tone ?? "" }] : [];
}

const note = (words, tone) => [words, "app", null, tone];

const kinds = {
  resumed: () => note("This page was loaded anew and takes the launch up again."),
  report: (event) => reports[event.status]?.(event),
  channel: ({ from, word }) => words[word] && [words[word], from, from === "app" ? "popup" : "app", tones[word]],

  outcome({ code, via, channel, backend }) {
    const stored = backend ? ` The page says that the back end has it (${backend.status ?? backend.code}).` : "";
    const result = `The app has the result by ${paths[via] ?? via}: ${code}.${stored}`;
    // On the channel the message has a row of its own.
    return channel === "message" ? [result, "popup", "app", "good"] : note(result, "good");
  },

  kept: ({ backend }) =>
    backend?.code === "STORED"
      ? note(`The app knows that the back end has it (${backend.status}).`, "good")
      : note(`The back end did not take it${named(backend?.code)}.`, "bad"),

  error: ({ code }) => note(`The launch ends without a result: ${code}.`, "bad"),
};

const reports = {
  opening: () => ["The app opens a window.", "app", "popup"],
  waiting: () => note("The app waits for the result."),
  lost: () => note("To the app the window reads as closed. It waits on: that may be wrong.", "warn"),
  found: () => note("The window is there after all.", "good"),
  ignored: () => note("A message from elsewhere is ignored.", "warn"),
  duplicate: () => note("The same result comes again: confirmed, and not taken twice."),
  refused: ({ code, path }) => [`The app refuses the result${path ? ` because of ${path}` : ""}${named(code)}.`, "app", "popup", "bad"],
  "handing-off": () => note("The app has the result and hands it to the back end."),
};

const words = {
  hello: "The proxy page greets the app.",
  ask: "The proxy page asks for the address to frame.",
  direct: "The proxy page opens the marketplace in the window itself.",
  goodbye: "The proxy page says goodbye.",
  text: "The result comes on the app’s own channel.",
  stored: "The page tells that the back end has stored the result.",
  url: "The app tells the address.",
  failed: "The app has no address to tell.",
  ack: "The app confirms the result.",
  refused: "The app says so on its own channel.",
  here: "The app says that it is here.",
};

const tones = { ack: "good", stored: "good", refused: "bad", failed: "bad", direct: "warn" };
