// What all four artefacts speak of: the result of a LAUNCH, errors, back ends.

/** Whether a cycle runs. Compare without case; a status that is not documented comes through as it is. */
export type CycleStatus = "Active" | "Stopped" | (string & {});

/** A webhook of a cycle in the marketplace form. */
export interface Webhook {
  /** The step of the cycle it belongs to. */
  stepName?: string | null;
  /** Where to send data. Whoever has it may post to it: never log it, never put it into a page. */
  url: string;
}

/** An installed cycle. */
export interface Cycle {
  cycleId: string;
  /** The template it was installed from. */
  templateId?: string | null;
  /** The release of that template; the documents do not say what type it has. */
  templateReleaseId?: unknown;
  status?: CycleStatus | null;
  webhooks?: Webhook[] | null;
}

interface CommonFields {
  /** The account the package or cycle was installed into. */
  accountId: string;
  /** The host app's own id of that account. */
  accountApiId?: string | null;
  /** The user who installed. */
  userId?: string | null;
  /** What went wrong while cycles were activated. A result with errors is a delivered one. */
  errors?: string[] | null;
}

/** The form of a marketplace package: told by `cycles`. */
export interface MarketplaceResult extends CommonFields {
  /** The package's message. Show it as text, never as HTML. */
  installCompleteMessage?: string | null;
  /** A whole number, or a text of digits. */
  marketplacePackageId?: number | string | null;
  cycles: Cycle[];
  cycleId?: undefined;
}

/** The form of a single-cycle LAUNCH: told by `cycleId`. */
export interface CycleResult extends CommonFields {
  cycleId: string;
  /** The template it was installed from. */
  templateId?: string | null;
  /** The release of that template; the documents do not say what type it has. */
  templateReleaseId?: unknown;
  status?: CycleStatus | null;
  /** Webhook URLs, which are secrets, in the order of the template's steps. */
  webhooks?: string[] | null;
  /** The value the host app gave when it started the LAUNCH. */
  completeParameter?: string | null;
  cycles?: null;
}

/**
 * The result of a LAUNCH, in one of its two documented forms. `if (result.cycles)` tells them apart.
 *
 * Further fields come through untouched; they have no type here, so that a misspelt name is an error:
 * `(result as Record<string, unknown>).laterField`.
 */
export type LaunchResult = MarketplaceResult | CycleResult;

/** What is wrong with a result. */
export type ResultErrorCode =
  /** There is none: missing, `undefined` or `null`. */
  | "RESULT_MISSING"
  /** It is something other than an object. */
  | "RESULT_NOT_OBJECT"
  /** It cannot be written as JSON, or its text is not JSON. */
  | "RESULT_NOT_JSON"
  /** It has neither `cycles` nor `cycleId`. */
  | "RESULT_FORM"
  /** It is nested deeper than 64 levels. */
  | "RESULT_TOO_DEEP"
  /** A field is missing or wrong; `path` says which. */
  | "RESULT_INVALID";

/** Why an app refuses a result that reached it. An app that is not ours may have codes of its own. */
export type RefusalCode = ResultErrorCode | "EXPECT_MISMATCH" | (string & {});

/**
 * Every error of these scripts: a real `Error`, told by its `name`.
 *
 * Codes are part of the contract and never change their meaning. Messages are for people and may.
 */
export interface LaunchError<Code extends string = string> extends Error {
  readonly name: "LaunchError";
  readonly code: Code;
  /** The place in the result, such as `cycles[2].webhooks[0].url`, or the option meant; else empty. */
  readonly path: string;
}

/** Where a result is handed to the host's own back end, by `POST` with an `Idempotency-Key`. */
export interface BackEnd {
  url: string;
  headers?: Readonly<Record<string, string>>;
  /** `same-origin` unless said otherwise. */
  credentials?: RequestCredentials;
}

/** Where a proxy or landing page delivers to. */
export type DeliverTo = "opener" | "backend" | "opener backend" | "backend opener";

/** What a proxy and a landing page have in common. Each can be an attribute of the page's element as well. */
export interface RelayOptions {
  /** The element of the page; else the one with the attribute of its kind. */
  root?: HTMLElement;
  /** `opener` (the app) unless said otherwise: `data-deliver-to`. */
  deliverTo?: DeliverTo;
  /** A URL, or all about it: `data-backend`. */
  backend?: string | BackEnd;
  /** Whether the app must answer; `required` unless said otherwise: `data-ack`. */
  ack?: "required" | "optional";
}

/** Something that listens until it is closed. */
export interface Running {
  /** Lets go of every listener and timer. */
  close(): void;
}
