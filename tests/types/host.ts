// The app that starts a launch.

import { cyclesOf, openLaunch, resumeLaunch, startLaunch } from "../../dist/launch-complete-host.mjs";
import type {
  BackEndReport,
  Cycle,
  LaunchErrorCode,
  LaunchError,
  LaunchResult,
  LaunchStatus,
  Outcome,
} from "../../dist/launch-complete-host.mjs";

const marketplaceOrigin: string = "https://marketplace.example";

export async function good(signal: AbortSignal): Promise<void> {
  const launch = openLaunch({
    url: async () => (await fetch("/api/launch-url")).text(),
    marketplaceOrigin,
    proxyUrl: "/launch/proxy.html",
    expect: { accountId: "a" },
    backend: { url: "/api/results", headers: { "X-CSRF": "1" }, credentials: "include" },
    signal,
    timeout: 60_000,
    lostLimit: 5_000,
    maxBytes: 100_000,
    features: "popup",
    unboundLanding: "single",
    onStatus: told,
  });
  launch.id satisfies string;
  launch.focus();
  launch.close();
  try {
    shown(await launch.result);
  } catch (reason) {
    const { code } = reason as LaunchError<LaunchErrorCode>;
    if (code === "BLOCKED") (await startLaunch({ url: "https://marketplace.example/launch", marketplaceOrigin })) satisfies string;
  }
  openLaunch({ url: "https://marketplace.example/launch", marketplaceOrigin });
  openLaunch({ url: Promise.resolve("https://marketplace.example/launch"), marketplaceOrigin });
  const popup = window.open("https://marketplace.example/launch");
  if (popup) openLaunch({ window: popup, marketplaceOrigin });

  const resumed = resumeLaunch({ marketplaceOrigin, id: launch.id });
  if (resumed) shown(await resumed.result);
}

function shown(outcome: Outcome): void {
  outcome.via satisfies "opener" | "proxy" | "landing";
  outcome.channel satisfies "message" | "broadcast";
  (outcome.originVerified && outcome.bound && outcome.repeated) satisfies boolean;
  if (outcome.result) {
    outcome.text satisfies string;
    outcome.backend satisfies BackEndReport | undefined;
    read(outcome.result);
  } else {
    outcome.backend.status satisfies number;
  }
  cyclesOf(outcome.result) satisfies Cycle[];
}

function read(result: LaunchResult): void {
  if (result.cycles) {
    result.installCompleteMessage satisfies string | null | undefined;
    for (const cycle of result.cycles) cycle.webhooks?.map((webhook) => webhook.url satisfies string);
  } else {
    result.completeParameter satisfies string | null | undefined;
    result.webhooks?.map((url) => url satisfies string);
  }
  if (result.cycleId !== undefined) result.status satisfies string | null | undefined;
  (result as unknown as Record<string, unknown>).laterField satisfies unknown;
}

function told(event: LaunchStatus): void {
  switch (event.status) {
    case "ignored":
    case "duplicate":
      (event.counts.ignored + event.counts.refused + event.counts.duplicates) satisfies number;
      break;
    case "refused":
      `${event.code} ${event.path}` satisfies string;
      break;
    case "delivered":
      event.via satisfies "opener" | "proxy" | "landing";
      break;
    case "failed":
      event.code satisfies "BLOCKED" | "CLOSED" | "TIMEOUT" | "URL_FAILED";
      break;
    case "opening":
    case "waiting":
    case "lost":
    case "found":
    case "handing-off":
    case "aborted":
      break;
    default:
      event satisfies never;
  }
}

export function wrong(result: LaunchResult, outcome: Outcome): void {
  // @ts-expect-error: without a URL
  openLaunch({ marketplaceOrigin });
  // @ts-expect-error: without an origin
  openLaunch({ url: "https://marketplace.example/launch" });
  // @ts-expect-error: one marketplace, one origin
  openLaunch({ url: "https://marketplace.example/launch", marketplaceOrigin: [marketplaceOrigin] });
  // @ts-expect-error: the window may have been blocked
  openLaunch({ window: window.open("https://marketplace.example/launch"), marketplaceOrigin });
  // @ts-expect-error: a misspelt option
  openLaunch({ url: "https://marketplace.example/launch", marketplaceOrigin, lostlimit: 1 });
  // @ts-expect-error: a back end has a URL
  openLaunch({ url: "https://marketplace.example/launch", marketplaceOrigin, backend: {} });
  // @ts-expect-error: an id that is expected is a text
  openLaunch({ url: "https://marketplace.example/launch", marketplaceOrigin, expect: { accountId: 7 } });
  // @ts-expect-error: nothing may be waiting
  resumeLaunch({ marketplaceOrigin }).close();
  // @ts-expect-error: only one form has a message
  result.installCompleteMessage;
  // @ts-expect-error: a misspelt field
  result.acountId;
  // @ts-expect-error: the result may be with the back end only
  outcome.result.accountId;
}
