// Stands in for the module on the proxy page: the same checks, the same codes.

import { originOf } from "./fallback-common.js";
import { answer, listen, post } from "./fallback-channel.js";
import { MAX_BYTES, isText, marketplaceOf, parseResult } from "./fallback-receiver.js";
import { relaying, sinksOf, tell } from "./fallback-relay.js";
import { inherited } from "./fallback-storage.js";

const ASKS = 15;
const ASK_EVERY = 1000;
const GREETINGS = 4;
const GREET_EVERY = 1000;
const LINGER = 10000;

/** The page around the frame. */
export function ProxyPage(options, frame, onReport) {
  const marketplace = marketplaceOf(options);
  let waiting, delivered, asking, direct, timer, greeting, greetings, received;
  // What the frame sends is vouched for by its origin and its window.
  const relay = relaying(sinksOf(options), { id: inherited(), bound: true, vouched: marketplace }, news, relayed);
  const unlisten = listen(heard);
  frame.addEventListener("load", loaded);
  addEventListener("pagehide", leave);

  function news({ url, failed, here }) {
    if (isText(url) || isText(failed)) {
      // One that was not asked for would take the customer back to the start.
      if (asking) isText(url) ? point(url) : fail(failed);
      asking = false;
    } else if (here) {
      relay.say("hello");
      if (received && !delivered) relay.start(received);
    }
  }

  // Until there is an answer: the app may be reloading.
  function ask(times) {
    if (!times) return fail("NOT_ACKNOWLEDGED");
    asking = true;
    relay.say("ask", times < ASKS);
    clearTimeout(timer);
    timer = setTimeout(ask, ASK_EVERY, times - 1);
  }

  function point(url) {
    clearTimeout(timer);
    if (!originOf(url)) return fail("URL_FAILED");
    if (direct) {
      relay.say("direct");
      location.assign(url);
    } else {
      frame.src = url;
      tell(onReport, "framed");
    }
  }

  function fail(code) {
    clearTimeout(timer);
    tell(onReport, "failed", code);
  }

  function loaded() {
    // After the delivery the one timer waits for the end.
    if (delivered) return;
    greetings = 0;
    greet();
  }

  // Only a page of the exact marketplace origin hears it. It may start to listen some time after it has loaded.
  function greet() {
    clearTimeout(timer);
    if (!frame.contentWindow) return;
    if (++greetings < GREETINGS) timer = setTimeout(greet, GREET_EVERY);
    greeting?.close();
    greeting = post(frame.contentWindow, "launch-complete:hello:1:proxy", marketplace, ({ data }) => {
      if (delivered || !/^launch-complete:(ready|pending):1$/.test(data)) return;
      clearTimeout(timer);
      tell(onReport, "ready");
    });
  }

  function heard(event) {
    const { data, origin, source } = event;
    if (!isText(data) || origin !== marketplace || source !== frame.contentWindow || !source) return;
    try {
      parseResult(data, MAX_BYTES);
    } catch ({ code }) {
      return answer(event, "refused", code);
    }
    if (delivered) return answer(event, "ack");
    // A repeat while the first is on its way takes over its answer; after a failure it is the retry.
    clearTimeout(timer);
    asking = false;
    waiting = event;
    received = data;
    tell(onReport, "delivering");
    relay.start(data);
  }

  function relayed(status, code) {
    if (status === "delivered") {
      delivered = true;
      clearTimeout(timer);
      timer = setTimeout(close, LINGER);
    }
    // Where it is not known to be delivered, the page shall not say so.
    if (status !== "sent" && waiting) answer(waiting, code ? "refused" : "ack", code);
    waiting = undefined;
    tell(onReport, status, code);
  }

  function leave() {
    if (!delivered && !direct) relay.say("goodbye");
  }

  function close() {
    clearTimeout(timer);
    unlisten();
    frame.removeEventListener("load", loaded);
    removeEventListener("pagehide", leave);
    greeting?.close();
    relay.close();
  }

  return {
    ask() {
      tell(onReport, "asking");
      relay.say("hello");
      ask(ASKS);
    },
    retry() {
      if (!received) return this.ask();
      tell(onReport, "delivering");
      relay.start(received);
    },
    openDirectly() {
      direct = true;
      ask(ASKS);
    },
    close,
  };
}
