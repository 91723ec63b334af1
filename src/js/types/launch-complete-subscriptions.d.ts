// The marketplace's signed events on a back end. Never in a browser: whoever can read the client secret can sign
// as the marketplace.

/** What every event says of itself. */
export interface Envelope {
  /** What happened. Not always the next three joined: use this one. */
  name: string;
  component: string;
  resource: string;
  action: string;
  version: string;
  subscriptionId: number;
  /** Such as `2019-10-15T17:00:00.000Z`. */
  dispatchedAt: string;
}

/** An app was uninstalled. */
export interface LocationDeleted {
  name: "marketplace.Location.deleted";
  /** The Customer Hub location id. */
  payload: { locationId: number };
  envelope: Envelope;
}

/** An installation was requested. */
export interface InstallationRequestCreated {
  name: "marketplace.InstallationRequest.created";
  payload: { locationId: number; guid: string };
  envelope: Envelope;
}

/** The request was cancelled before the installation was complete. */
export interface InstallationRequestCancelled {
  name: "marketplace.InstallationRequest.cancelled";
  payload: { locationId: number; guid: string };
  envelope: Envelope;
}

/** May this be installed? The only event whose answer decides: somebody waits for it. */
export interface InstallationValidationCreated {
  name: "marketplace.InstallationValidation.created";
  /** "Payload matches the one provided during app installation": its fields depend on the app. */
  payload: { installationRequest: Record<string, unknown> };
  envelope: Envelope;
}

/** Any other name, or another version of a known one: see `envelope`. Accept it. */
export interface OtherEvent {
  name: "other";
  payload: unknown;
  envelope: Envelope;
}

/** An event; `name` tells which. */
export type SubscriptionEvent =
  | LocationDeleted
  | InstallationRequestCreated
  | InstallationRequestCancelled
  | InstallationValidationCreated
  | OtherEvent;

/** One reason for a rejection. */
export interface Detail {
  /** The property that failed. */
  property: string;
  /** What is wrong with it, for a person. */
  message: string;
}

/** What to answer. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | null;
}

/** Accepted: 204. */
export function accepted(): Required<Reply>;
/** Rejected: 422. The details are passed on to whoever asked for the installation. */
export function rejected(details?: readonly Detail[]): Required<Reply>;
/** Not now: 503. It is never remembered, so the same event may come again. */
export function unavailable(): Required<Reply>;

/** Every error of this module. Codes are stable; messages are not. */
export interface SubscriptionError extends Error {
  name: "SubscriptionError";
  code:
    | "METHOD_NOT_POST"
    | "PATH_FORMAT"
    | "HEADER_MISSING"
    | "HEADER_REPEATED"
    | "ACCESS_KEY_UNKNOWN"
    | "TIMESTAMP_FORMAT"
    | "SIGNATURE_FORMAT"
    | "SIGNATURE_MISMATCH"
    | "TIMESTAMP_STALE"
    | "TIMESTAMP_FUTURE"
    | "BODY_TOO_LARGE"
    | "BODY_NOT_UTF8"
    | "BODY_NOT_JSON"
    | "BODY_TOO_DEEP"
    | "EVENT_INVALID"
    | "CLIENT_ID_INVALID"
    | "SECRET_MISSING"
    | "SECRET_EMPTY"
    | "SECRET_BLANK"
    | "SECRET_SPACES"
    | "SECRET_SHORT"
    | "PATH_INVALID"
    | "TOLERANCE_INVALID"
    | "CAPACITY_INVALID"
    | "OPTION_INVALID";
  /** The header, the place in the body or the option meant, or an empty text. */
  path: string;
}

/** Header lines in any shape: a doubled one must be there twice, as in Node's `rawHeaders`. */
export type HeaderLines =
  | Headers
  | Iterable<readonly [string, string]>
  | readonly string[]
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/** A request as it arrived. */
export interface RawRequest {
  method: string;
  /** With or without query. Not looked at where `publicPath` is set. */
  path?: string;
  headers: HeaderLines;
  /** The raw bytes: no text, no parsed JSON. */
  body?: Uint8Array | ArrayBuffer | ArrayBufferView | null;
}

export interface ReceiverOptions {
  /** The client id, which arrives as `x-access-key`. */
  clientId: string;
  /** The client secret; two while one replaces the other. */
  secrets: string | Iterable<string>;
  /**
   * The path of the URL registered with the marketplace, without host and query: proxies and routers rewrite the
   * local one. Without it each request's own path counts, as the runtime reports it.
   */
  publicPath?: string;
  /** How old a request may be, in seconds: `{ past: 10, future: 2 }` unless told otherwise. A number is `past`. */
  tolerance?: number | { past?: number; future?: number };
  /** The longest body, in bytes: 1 MiB unless told otherwise. */
  maxBody?: number;
  /** The time in seconds since 1970, for tests. */
  now?: () => number;
}

/** An event, or the reply to send and the error to log. */
export type Outcome =
  | {
      event: SubscriptionEvent;
      /** The SHA-256 of the raw body in hex: events have no id of their own. */
      key: string;
      /** Which of the secrets signed it. Once only the new one does, drop the old one. */
      secret: number;
      reply?: undefined;
      error?: undefined;
    }
  | {
      reply: Required<Reply>;
      /** For the log only, and loudly: a wrong clock or secret refuses merchants' installations. */
      error: SubscriptionError;
      event?: undefined;
      key?: undefined;
      secret?: undefined;
    };

/** Verify and read one request. Throws a `SubscriptionError` for wrong options only. */
export function receive(request: RawRequest, options: ReceiverOptions): Outcome;

export interface Receiver {
  receive(request: RawRequest): Outcome;
  readonly maxBody: number;
  /** Overwrites what was made of the secrets; it receives nothing any more. The garbage collector does it, too. */
  close(): void;
}

/** A receiver for many requests: the secrets are made ready once. */
export function createReceiver(options: ReceiverOptions): Receiver;

/** Answers a repeat like the first one. For several instances, make one on your database. */
export interface Inbox {
  /** `key` is the SHA-256 of the raw body in hex. A reply of 500 and above must not be remembered. */
  handle(key: string, work: () => Promise<Reply>): Promise<Reply>;
}

/** An inbox in memory that remembers up to `capacity` replies, 10 000 unless told otherwise. */
export function memoryInbox(capacity?: number): Inbox;

export interface HandlerOptions extends ReceiverOptions {
  /** A `memoryInbox()` unless told otherwise. */
  inbox?: Inbox;
  /** Writes to `console.error` unless told otherwise. */
  onRefused?: (error: SubscriptionError) => void;
  /** What `onEvent` or the inbox threw; the answer is 503. Writes to `console.error` unless told otherwise. */
  onError?: (error: unknown) => void;
}

/** A standard handler. `onEvent` returns a reply, or nothing to accept; what it throws becomes a 503. */
export function createHandler(
  options: HandlerOptions,
  onEvent: (event: SubscriptionEvent, key: string) => Reply | void | Promise<Reply | void>,
): (request: Request) => Promise<Response>;
