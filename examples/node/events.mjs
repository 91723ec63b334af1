// The marketplace's signed events.

import { join } from "node:path";
import { accepted, createReceiver, memoryInbox, rejected, unavailable } from "launch-complete/subscriptions";

import { read } from "./body.mjs";
import { clientId, folder, secrets } from "./config.mjs";
import { store } from "./store.mjs";

/** The path registered with the marketplace. It is signed. */
export const path = "/subscriptions";

const receiver = createReceiver({ clientId, secrets, publicPath: path });
// Enough for one process: what an event leads to is stored under its key, so a repeat after a restart does no harm.
const inbox = memoryInbox();

async function handle({ name, payload }, key) {
  if (name === "marketplace.InstallationValidation.created") {
    const { locationId } = payload.installationRequest;
    return locationId ? accepted() : rejected([{ property: "locationId", message: "is missing" }]);
  }
  await store(join(folder, "events"), key, JSON.stringify({ name, payload }));
  return accepted();
}

export async function takeEvent(request) {
  const { method, url, rawHeaders: headers } = request;
  const body = (await read(request, receiver.maxBody)) ?? new Uint8Array(receiver.maxBody + 1);
  const { event, key, reply, error } = receiver.receive({ method, path: url, headers, body });
  if (event) return inbox.handle(key, () => handle(event, key)).catch(failed);
  console.error(`event refused: ${error.code}: ${error.message}`);
  return reply;
}

function failed(error) {
  console.error("event not handled:", error);
  return unavailable();
}
