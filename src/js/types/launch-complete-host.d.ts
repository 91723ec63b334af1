// The app that starts a launch: `launch-complete-host.mjs`.

import type { BackEnd, Cycle, LaunchResult, RefusalCode } from "./launch-types.js";

export type {
  BackEnd,
  Cycle,
  CycleResult,
  CycleStatus,
  LaunchError,
  LaunchResult,
  MarketplaceResult,
  RefusalCode,
  ResultErrorCode,
  Webhook,
} from "./launch-types.js";

/** How a launch ends without a result. */
export type LaunchEndCode =
  /** The browser did not open the window: call `openLaunch` inside the click, or offer `startLaunch`. */
  | "BLOCKED"
  /** The window was closed, or the handle was. */
  | "CLOSED"
  /** No result arrived in time. */
  | "TIMEOUT"
  /** The launch URL could not be had, or is no `https` URL. */
  | "URL_FAILED";

/** Every code of a launch; the last two are thrown at once. */
export type LaunchErrorCode = LaunchEndCode | "OPTION_INVALID" | "ORIGIN_INVALID";

/** A launch URL. They are for one use, so a function is asked anew each time one is needed. */
export type LaunchUrl = string | PromiseLike<string> | (() => string | PromiseLike<string>);

/** What the app knows already about the result it waits for. A result that differs is refused. */
export interface Expect {
  accountId?: string;
  accountApiId?: string;
  completeParameter?: string;
}

interface CommonOptions {
  /** The exact origin of the marketplace. */
  marketplaceOrigin: string;
  /** A page of this app's own origin that runs `runProxy`: the launch goes by way of it. */
  proxyUrl?: string;
  expect?: Expect;
  /** Hands the result over before it is given to the app. */
  backend?: BackEnd;
  /** Its abort ends the launch with its reason. */
  signal?: AbortSignal;
  /** How long the whole launch may take, in milliseconds: 15 minutes. */
  timeout?: number;
  /** How long a window that reads closed is waited for, in milliseconds: 3 minutes. */
  lostLimit?: number;
  /** How long a result may be, in bytes of UTF-8: 4 MiB. */
  maxBytes?: number;
  /**
   * What to do with a landing page that knows no launch: `refuse` unless said otherwise. `single` accepts
   * it where exactly one launch is pending; the outcome says `bound: false`.
   */
  unboundLanding?: "refuse" | "single";
  /** Told at every step. */
  onStatus?: (status: LaunchStatus) => void;
}

/** Opens a window. */
export interface OpenOptions extends CommonOptions {
  url: LaunchUrl;
  /** The features of the window, as `window.open` takes them. */
  features?: string;
  window?: undefined;
}

/** Listens for a window that is open already. */
export interface AdoptOptions extends CommonOptions {
  window: Window;
  /** For a proxy page that asks for one. */
  url?: LaunchUrl;
}

export type LaunchOptions = OpenOptions | AdoptOptions;

/** Takes up a launch after the page was reloaded. */
export interface ResumeOptions extends CommonOptions {
  /** The launch; else the newest that this tab started for this marketplace. */
  id?: string;
  /** For a proxy page that asks for one. */
  url?: LaunchUrl;
}

/** How many messages ended otherwise than accepted. */
export interface Counts {
  /** Not looked at: no text, too long, or from another origin or window. */
  ignored: number;
  /** Answered with a refusal. */
  refused: number;
  /** Acknowledged again and dropped. */
  duplicates: number;
}

/** By which path a result came. */
export type Path = "opener" | "proxy" | "landing";

/** What an app is told while it waits. */
export type LaunchStatus =
  /** The window is open, its URL is being fetched. */
  | { status: "opening" }
  /** The customer is at it. */
  | { status: "waiting" }
  /** The window reads closed; that may be true. A late result still counts. */
  | { status: "lost" }
  /** It reads open again, or its proxy page has spoken. */
  | { status: "found" }
  | { status: "ignored" | "duplicate"; counts: Counts }
  /** A result was refused; `path` names the place. The launch goes on. */
  | { status: "refused"; code: RefusalCode; path: string }
  | { status: "handing-off" }
  | { status: "delivered"; via: Path }
  | { status: "failed"; code: LaunchEndCode }
  | { status: "aborted" };

/** What became of a hand-off. */
export type BackEndReport =
  | { code: "STORED"; status: number }
  /** `status` is there where the back end answered at all. */
  | { code: "BACKEND_FAILED"; status?: number };

interface Arrival {
  code: "DELIVERED";
  /** The `Idempotency-Key` of the result: `sha-256=` and the digest of its text. */
  key: string;
  via: Path;
  channel: "message" | "broadcast";
  /** The origin the browser vouches for. */
  origin: string;
  /** Whether that is the marketplace's own. Of a landing page nobody vouches for where its result came from. */
  originVerified: boolean;
  /** Whether the result is known to belong to this very launch. */
  bound: boolean;
  /** Whether this page got the same text before. */
  repeated: boolean;
  /** From the call to the result. */
  milliseconds: number;
}

/** The app has the result. */
export interface DeliveredOutcome extends Arrival {
  /** What the page had. It comes from a browser, so it is a claim: confirm it before you act on it. */
  result: LaunchResult;
  /** Its text, byte by byte. */
  text: string;
  /** Where `backend` was given, or the proxy or landing page handed it over. */
  backend?: BackEndReport;
}

/** Only the back end has the result: the proxy or landing page delivers to `backend` alone. */
export interface StoredOutcome extends Arrival {
  result: null;
  text?: undefined;
  backend: { code: "STORED"; status: number };
}

/** How a launch ended well. `if (outcome.result)` tells the two apart. */
export type Outcome = DeliveredOutcome | StoredOutcome;

/** A launch under way. */
export interface Launch {
  /** The launch id, for `resumeLaunch`. */
  readonly id: string;
  /**
   * Settles once. Rejects with a `LaunchError` of a {@link LaunchEndCode}, or with the reason of the
   * aborted signal.
   */
  readonly result: Promise<Outcome>;
  /** Ends the launch as `CLOSED` and closes its window. */
  close(): void;
  /** Brings the window to the front. */
  focus(): void;
}

/**
 * Opens a marketplace in a window and waits for its result. Call it inside the click.
 *
 * @throws At once: a `LaunchError` with `OPTION_INVALID` or `ORIGIN_INVALID`, or the reason of a signal
 * that is aborted already.
 */
export function openLaunch(options: LaunchOptions): Launch;

/**
 * Takes up a launch after this page was reloaded.
 *
 * @returns `null` where none is waiting.
 * @throws As {@link openLaunch}.
 */
export function resumeLaunch(options: ResumeOptions): Launch | null;

/**
 * Binds a launch to this tab and sends the tab to the marketplace.
 *
 * @returns The launch id. Rejects with what {@link openLaunch} throws, or with what `url` failed with.
 */
export function startLaunch(options: { url: LaunchUrl; marketplaceOrigin: string }): Promise<string>;

/** One view over the cycles of both documented forms. */
export function cyclesOf(result: LaunchResult | null | undefined): Cycle[];
