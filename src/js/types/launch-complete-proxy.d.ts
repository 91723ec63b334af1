// The proxy page, on the host app's own origin: `launch-complete-proxy.mjs`.

import type { LaunchError, RefusalCode, RelayOptions, Running } from "./launch-types.js";

export type { BackEnd, DeliverTo, LaunchError, RefusalCode, RelayOptions, Running } from "./launch-types.js";

/** Why the proxy page has nothing to show, or the app did not get the result. */
export type ProxyErrorCode =
  /** The app could not give a launch URL, or gave one that is none. */
  | "URL_FAILED"
  /** The app did not answer. */
  | "NOT_ACKNOWLEDGED"
  /** The back end did not take it. */
  | "BACKEND_FAILED"
  | "OPTION_INVALID"
  | "ORIGIN_INVALID";

/** Where the proxy page stands. */
export type ProxyStatus =
  /** Asking the app for the launch URL. */
  | { status: "asking"; error?: undefined }
  /** The marketplace is in the frame. */
  | { status: "framed"; error?: undefined }
  /** The framed page speaks with this one. */
  | { status: "ready"; error?: undefined }
  | { status: "delivering"; error?: undefined }
  | { status: "delivered"; error?: undefined }
  | { status: "sent"; error?: undefined }
  | { status: "refused"; error: LaunchError<RefusalCode> }
  | { status: "failed"; error: LaunchError<ProxyErrorCode> };

/** What the proxy page says to the customer. */
export type ProxyText =
  | ProxyStatus["status"]
  /** Added where the browser will not close the window. */
  | "closable"
  | "retry"
  /** The button beside a frame that does not load. */
  | "direct"
  /** Where the page itself was framed. */
  | "framing"
  /** What follows a refusal or failure; `{message}` and `{code}` stand for the error's. */
  | "reason";

/** Each can be an attribute of the page's element as well, such as `data-marketplace-origin`. */
export interface ProxyOptions extends RelayOptions {
  /** The exact origin of the marketplace. */
  marketplaceOrigin?: string;
  /** The title of the frame, for screen readers. */
  title?: string;
  texts?: Partial<Record<ProxyText, string>>;
  /** After how many milliseconds a silent frame is taken for one that does not load: 5000. */
  helloLimit?: number;
  /**
   * The marketplace's pages speak this protocol from the first one on: a silent frame is left for the window
   * itself without asking the customer.
   */
  expectHello?: boolean;
  /** Told at every step. */
  onStatus?: (status: ProxyStatus) => void;
}

/** Runs the proxy page: frames the marketplace and passes its result on. */
export function runProxy(options?: ProxyOptions): Running;
