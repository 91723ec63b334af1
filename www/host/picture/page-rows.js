// What the pages in the popup and in its frame told.

const pages = {
  choose: "page to choose a package",
  connect: "sign-in page",
  install: "page to install",
  complete: "Launch Complete page",
  build: "page to build a result by hand",
  proxy: "proxy page",
  landing: "landing page",
};

const isOurs = (page) => page === "proxy" || page === "landing";
const milliseconds = (time) => `${Math.round(time)}\u00a0ms`;

/**
 * @param {object[]} earlier everything that was seen before it
 * @param {object[]} later everything that was seen after it
 */
export function pageRows(event, earlier, later) {
  return kinds[event.kind]?.(event, earlier, later) ?? [];
}

const kinds = {
  shown({ at, place, page, opener, took }, earlier) {
    const whose = isOurs(page) ? "app’s" : "marketplace’s";
    // That is news once; the pages after it cannot have it back.
    const gone = opener === false && !earlier.some((event) => event.opener === false);
    const link = { true: " window.opener is there.", false: " window.opener is gone." }[opener] ?? "";
    const words = `The ${whose} ${pages[page]} is shown in the ${place}, after ${milliseconds(took)}.${link}`;
    return [{ at, from: isOurs(page) ? "back-end" : "marketplace", to: place, words, tone: gone ? "warn" : "" }];
  },

  greeted({ at, page }, earlier) {
    // Each page is greeted; the first one shows that the frame is reached.
    if (earlier.some(({ kind }) => kind === "greeted")) return [];
    return [{ at, from: "popup", to: "frame", words: `The proxy page greets the ${pages[page]} in its frame.` }];
  },

  state(event) {
    const { at, place, page, state, code } = event;
    const reason = code ? ` (${code})` : "";
    const own = states[state];
    const row = isOurs(page) ? own?.ours?.(`The ${pages[page]}`, event) : own?.theirs?.(`The ${pages[page]}`, event);
    if (!row) return [];
    const [words, to = null, tone = ""] = row;
    // A word from elsewhere is heard here; everything else is said or done here.
    const [from, target] = to?.startsWith("<") ? [to.slice(1), place] : [place, to];
    return [{ at, from, to: target, words: `${words}${reason}.`, tone }];
  },

  "handed-off"({ at, place, page, took, status }) {
    return handOff(at, place, took, status, `The ${pages[page]}`);
  },

  // A page that makes way for the next one is no news; one that was the last is.
  left({ at, place, page }, _, later) {
    const followed = later.some((event) => event.place === place && event.kind === "shown");
    return followed ? [] : [{ at, from: place, words: `The ${pages[page]} goes away.` }];
  },
};

/** The two ends of a post to the back end. */
export function handOff(at, place, took, status, who) {
  const answers = { 0: "No answer came", undefined: "That is over; this browser does not tell the answer" };
  const answer = answers[status] ?? `The back end answers ${status}`;
  const meaning = { 200: ": it has that result already", 201: ": stored" }[status] ?? "";
  return [
    { at, from: place, to: "back-end", words: `${who} posts the result to the back end.` },
    {
      at: at + took,
      from: "back-end",
      to: place,
      words: `${answer}${meaning}, after ${milliseconds(took)}.`,
      tone: status === undefined ? "" : status >= 200 && status < 300 ? "good" : "bad",
    },
  ];
}

// For each state: the words, the lane it goes to or (with "<") comes from, the tone.
const outer = ({ place }) => (place === "frame" ? "popup" : "app");
const states = {
  // What it asks the app is on the channel between them.
  asking: { ours: (page) => [`${page} starts`] },
  framed: { ours: (page) => [`${page} has the address and frames the marketplace`, "frame"] },
  ready: { ours: (page) => [`${page} hears that the framed page is there`, "<frame"] },
  sending: { theirs: (page) => [`${page} sends the result`] },
  delivering: {
    ours: (page, event) => [`${page} has the result and passes it on`, event.page === "proxy" ? "<frame" : null],
  },
  delivered: {
    ours: (page) => [`${page} knows that the result is delivered`, null, "good"],
    theirs: (page, event) => [`${page} hears that the result is delivered`, `<${outer(event)}`, "good"],
  },
  sent: {
    ours: (page) => [`${page} has sent the result and heard nothing`],
    theirs: (page) => [`${page} has sent the result and heard nothing`],
  },
  redirecting: { theirs: (page) => [`${page} goes to the app’s landing page with the result`, "back-end"] },
  refused: {
    ours: (page) => [`${page} hears that the app refuses`, null, "bad"],
    theirs: (page, event) => [`${page} hears a refusal`, `<${outer(event)}`, "bad"],
  },
  failed: {
    ours: (page) => [`${page} says that it failed`, null, "bad"],
    theirs: (page) => [`${page} says that it failed`, null, "bad"],
  },
};
