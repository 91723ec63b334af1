// The Launch Complete page: `launch-complete.mjs`, and `launch-complete.js` as a classic script.

import type { CycleResult, LaunchError, LaunchResult, MarketplaceResult, ResultErrorCode, Running } from "./launch-types.js";

export type {
  Cycle,
  CycleResult,
  CycleStatus,
  LaunchError,
  LaunchResult,
  MarketplaceResult,
  ResultErrorCode,
  Running,
  Webhook,
} from "./launch-types.js";

/** Why a result was not delivered. It is kept: the same call again is the retry. */
export type DeliveryErrorCode =
  | ResultErrorCode
  /** It fits no allowed response mode. */
  | "RESULT_TOO_LONG"
  /** No window is in reach, and no redirect is configured. */
  | "NO_WINDOW"
  /** The app did not answer in time, and `ack` is `required`. */
  | "NOT_ACKNOWLEDGED"
  /** The app refused it; the message has its code. */
  | "REFUSED"
  /** `redirectTo` is none of the `redirectUri`s. */
  | "REDIRECT_NOT_REGISTERED"
  | "REDIRECT_INVALID"
  | "REDIRECT_FAILED"
  | "OPTION_INVALID"
  | "ORIGIN_INVALID";

/** How a result is put into a redirect. `query` leaks into logs and history. */
export type ResponseMode = "fragment" | "query" | "form_post";

type OneOrMore<Item extends string> = Item | readonly Item[];

interface CommonOptions {
  /**
   * Whether the app must answer. `optional` unless said otherwise: without an answer from a live window the
   * result counts as sent.
   */
  ack?: "optional" | "required" | "none";
  /** The registered target to take; else the first. */
  redirectTo?: string;
  /** The modes that may be taken, in order; `fragment` unless said otherwise. */
  responseMode?:
    | OneOrMore<ResponseMode>
    | `${ResponseMode} ${ResponseMode}`
    | `${ResponseMode} ${ResponseMode} ${ResponseMode}`;
  /** How long an answer may take, in milliseconds: 1500. */
  ackTimeout?: number;
  /** The same where a proxy page announced itself: 10000. */
  proxyAckTimeout?: number;
  /** Told at every step. */
  onStatus?: (status: DeliveryStatus) => void;
}

/** To a window, and by redirect where that fails and a `redirectUri` is there. */
export interface WindowOptions extends CommonOptions {
  /** The exact origins that may have the result. There is no way to write `*`. */
  targetOrigin: OneOrMore<string>;
  via?: "auto" | "opener" | "parent";
  /** The registered pages of the host app. */
  redirectUri?: OneOrMore<string>;
}

/** By redirect, and to a window first where one is in reach and a `targetOrigin` is there. */
export interface RedirectOptions extends CommonOptions {
  /** The registered pages of the host app. */
  redirectUri: OneOrMore<string>;
  via?: "auto" | "redirect";
  /** The exact origins that may have the result. There is no way to write `*`. */
  targetOrigin?: OneOrMore<string>;
}

/** Where a result may go: to windows of these origins, to these pages, or to both. */
export type DeliverOptions = WindowOptions | RedirectOptions;

/** Where a delivery stands. */
export type DeliveryStatus =
  /** Nothing was sent; a page that was left for a redirect and came back is here again. */
  | { status: "idle"; via?: undefined; error?: undefined }
  | { status: "sending"; via?: undefined; error?: undefined }
  /** The app has it. */
  | { status: "delivered"; via: "opener" | "parent"; error?: undefined }
  /** A live window got it and did not answer; a plain host does not. */
  | { status: "sent"; via: "opener" | "parent"; error?: undefined }
  | { status: "redirecting"; via?: undefined; error?: undefined }
  | { status: "failed"; via?: undefined; error: LaunchError<DeliveryErrorCode> };

/** How a delivery ended. */
export type DeliveryReport =
  | { status: "delivered" | "sent"; via: "opener" | "parent" }
  | { status: "redirecting"; via: "redirect" };

/**
 * Delivers a result: to the window that opened or frames this page, or by redirect.
 *
 * @param result - The result; `undefined` takes the page's own `result`, however it was declared.
 * @returns Rejects with a `LaunchError` of a {@link DeliveryErrorCode}.
 */
export function deliver(result: unknown, options: DeliverOptions): Promise<DeliveryReport>;

/**
 * Answers a proxy page's greeting on a page of the marketplace before the last one, so that the proxy knows
 * that its frame has loaded.
 *
 * @throws A `LaunchError` with `OPTION_INVALID` or `ORIGIN_INVALID`.
 */
export function listen(options: { targetOrigin: OneOrMore<string> }): Running;

/**
 * Constructs a result of documented fields and checks it. Further fields are kept.
 *
 * @throws A `LaunchError` of a {@link ResultErrorCode}, whose `path` names the place.
 */
export function buildResult(fields: MarketplaceResult): MarketplaceResult;
export function buildResult(fields: CycleResult): CycleResult;
export function buildResult(fields: LaunchResult): LaunchResult;

declare global {
  /** Where the page has the classic script `launch-complete.js`. */
  var LaunchComplete: typeof import("./launch-complete.js");
}
