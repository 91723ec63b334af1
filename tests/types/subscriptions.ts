// Only has to compile: what people write, and what the compiler must refuse.

import {
  accepted,
  createHandler,
  createReceiver,
  memoryInbox,
  receive,
  rejected,
  unavailable,
  type Inbox,
  type ReceiverOptions,
  type Reply,
  type SubscriptionEvent,
} from "../../dist/launch-complete-subscriptions.mjs";

const options: ReceiverOptions = {
  clientId: "client",
  secrets: ["new secret of 20 bytes", "old secret of 20 bytes"],
  publicPath: "/subscriptions/order",
  tolerance: { past: 10, future: 2 },
};

export function decide(event: SubscriptionEvent): Reply | void {
  switch (event.name) {
    case "marketplace.Location.deleted": {
      const id: number = event.payload.locationId;
      // @ts-expect-error: an uninstalled app has no request
      event.payload.guid;
      return void id;
    }
    case "marketplace.InstallationRequest.created":
    case "marketplace.InstallationRequest.cancelled": {
      const guid: string = event.payload.guid;
      return guid ? accepted() : unavailable();
    }
    case "marketplace.InstallationValidation.created": {
      const request: Record<string, unknown> = event.payload.installationRequest;
      return "locationId" in request ? accepted() : rejected([{ property: "locationId", message: "is missing" }]);
    }
    case "other": {
      const name: string = event.envelope.name;
      // @ts-expect-error: nothing is known of its payload
      event.payload.locationId;
      return void name;
    }
    default: {
      const never: never = event;
      return never;
    }
  }
}

export function node(request: { method: string; url: string; rawHeaders: string[] }, body: Uint8Array): Reply {
  const { method, url: path, rawHeaders: headers } = request;
  const outcome = createReceiver(options).receive({ method, path, headers, body });
  if (outcome.reply) {
    const code: "SIGNATURE_MISMATCH" | string = outcome.error.code;
    return { ...outcome.reply, headers: { code } };
  }
  const key: string = outcome.key;
  return decide(outcome.event) ?? { status: key ? 204 : 503 };
}

const shared: Inbox = { handle: (_key, work) => work() };
export const handlers: ((request: Request) => Promise<Response>)[] = [
  createHandler(options, decide),
  createHandler({ ...options, inbox: shared }, async (event, key) => void [event, key]),
  createHandler({ ...options, inbox: memoryInbox(100), onRefused: ({ code, path }) => console.error(code, path) }, decide),
];

// @ts-expect-error: a text has lost its bytes
receive({ method: "POST", headers: {}, body: "{}" }, options);
// @ts-expect-error: without secrets anybody could send
createReceiver({ clientId: "client" });
receive({ method: "POST", headers: new Headers(), body: new Uint8Array() }, options);
receive({ method: "POST", headers: [["x-access-key", "a"]], body: null }, options);
receive({ method: "POST", headers: { "x-access-key": ["a", "b"], host: undefined } }, { ...options, tolerance: 30 });
