// The landing page of a redirect, on the host app's own origin: `launch-complete-landing.mjs`.

import type { LaunchError, LaunchResult, RefusalCode, RelayOptions, ResultErrorCode, Running } from "./launch-types.js";

export type {
  BackEnd,
  DeliverTo,
  LaunchError,
  LaunchResult,
  RefusalCode,
  RelayOptions,
  ResultErrorCode,
  Running,
} from "./launch-types.js";

/** Why a landing page did not pass a result on. */
export type LandingErrorCode =
  | ResultErrorCode
  | "RESULT_TOO_LARGE"
  /** What stands in the address is no result. */
  | "REDIRECT_ENCODING"
  /** No launch is waiting for it. */
  | "LAUNCH_UNKNOWN"
  /** The app did not answer. */
  | "NOT_ACKNOWLEDGED"
  /** The back end did not take it. */
  | "BACKEND_FAILED"
  | "OPTION_INVALID";

/** Where the landing page stands. */
export type LandingStatus =
  | { status: "delivering"; error?: undefined }
  | { status: "delivered"; error?: undefined }
  | { status: "sent"; error?: undefined }
  | { status: "refused"; error: LaunchError<RefusalCode> }
  | { status: "failed"; error: LaunchError<LandingErrorCode> };

/** What the landing page says to the customer. */
export type LandingText =
  | LandingStatus["status"]
  /** Added where the browser will not close the window. */
  | "closable"
  | "retry"
  /** What follows a refusal or failure; `{message}` and `{code}` stand for the error's. */
  | "reason";

/** Each can be an attribute of the page's element as well, such as `data-deliver-to`. */
export interface LandingOptions extends RelayOptions {
  texts?: Partial<Record<LandingText, string>>;
  /** The page to go on to where the launch was started in this tab: `data-continue`. */
  continue?: string;
  /** Where the launch was started in this tab, this page may be the app: it takes the result itself, and nothing else happens. */
  onResult?: (arrival: { result: LaunchResult; text: string; originVerified: false }) => void;
  /** Told at every step. */
  onStatus?: (status: LandingStatus) => void;
}

/** Runs the landing page: takes the result out of the address, hands it on, and closes the window. */
export function runLanding(options?: LandingOptions): Running;
