// What the library reports, in words that promise no more than is known.

const states = {
  opening: () => "The window is opening.",
  waiting: () => "Waiting for the result.",
  lost: () =>
    "The browser reports the window as closed. It also does so after some sign-in pages, so a result that still comes is taken.",
  found: () => "The window is there after all. Waiting for the result.",
  refused: ({ code, path }) =>
    `A result came and was refused${path ? ` because of ${path}` : ""}${code ? ` (${code})` : ""}. Still waiting.`,
  ignored: ({ counts }) =>
    `${counts?.ignored > 1 ? `${counts.ignored} messages` : "A message"} from elsewhere ignored. Still waiting.`,
  "handing-off": () => "The result is here and is being stored in the back end.",
  delivered: () => "The result arrived.",
  closed: () => "The window was closed before a result came.",
  timeout: () => "No result came in time.",
};

const failures = {
  BLOCKED: "The browser blocked the window. Allow pop-ups for this page and connect again.",
  CLOSED: "The launch ended without a result: the window was closed.",
  TIMEOUT: "The launch ended without a result: the time ran out.",
  URL_FAILED: "The launch could not start: there was no address to open.",
};

/** @param {string | {status: string}} report what onStatus was called with */
export function stateOf(report) {
  return typeof report === "string" ? report : report.status;
}

export function describe(report) {
  const state = stateOf(report);
  return states[state]?.(report) ?? `Status: ${state}.`;
}

export function describeFailure(error) {
  if (error?.name === "AbortError") return "The launch was cancelled.";
  return failures[error?.code] ?? error?.message ?? String(error);
}

/** How a failed launch is coloured. */
export function failureState(error) {
  return { CLOSED: "closed", TIMEOUT: "timeout", BLOCKED: "blocked" }[error?.code] ?? "failed";
}
