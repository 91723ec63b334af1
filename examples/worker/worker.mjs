import { DurableObject } from "cloudflare:workers";
import { createHandler, rejected } from "launch-complete/subscriptions";

import { decide } from "./decide.mjs";

/** What became of one event. */
export class Events extends DurableObject {
  async handle(event) {
    // No other request gets in between reading and writing.
    return this.ctx.blockConcurrencyWhile(async () => {
      const { storage } = this.ctx;
      const known = await storage.get("verdict");
      if (known) return known;
      const verdict = decide(event);
      await storage.put({ event, verdict });
      return verdict;
    });
  }
}

let handler;

function handlerOf({ CLIENT_ID: clientId, CLIENT_SECRET, EVENTS }) {
  const options = {
    clientId,
    secrets: CLIENT_SECRET.split(" "),
    publicPath: "/subscriptions",
    // The object remembers; nothing has to here.
    inbox: { handle: (key, work) => work() },
  };
  return createHandler(options, async (event, key) => {
    const { details } = await EVENTS.get(EVENTS.idFromName(key)).handle(event);
    return details.length > 0 ? rejected(details) : undefined;
  });
}

export default {
  async fetch(request, env) {
    if (new URL(request.url).pathname !== "/subscriptions") return new Response(null, { status: 404 });
    handler ??= handlerOf(env);
    return handler(request);
  },
};
