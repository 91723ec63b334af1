// What the fallbacks of the proxy page and the landing page share: one text, to the app, to the back end, or
// both. The app comes first, because it can refuse.

import { failure } from "./fallback-common.js";
import { backEndOf, handOff, keyOf } from "./fallback-backend.js";
import { answerOf, broadcast, listen, opener, post } from "./fallback-channel.js";
import { invalid, isText } from "./fallback-receiver.js";

const ANSWER_WITHIN = 1500;

/** Reads `deliverTo`, `backend` and `ack`. */
export function sinksOf({ deliverTo, backend, backendOptions, ack }) {
  const words = (deliverTo || "opener").split(/\s+/).filter(Boolean);
  const backEnd = backEndOf(isText(backend) ? { url: backend } : backendOptions);
  if (!words.every((word) => /^(opener|backend)$/.test(word))) throw invalid("deliverTo");
  if (words.includes("backend") && !backEnd) throw invalid("backend");
  if (ack != null && !/^(required|optional)$/.test(ack)) throw invalid("ack");
  return { toApp: words.includes("opener"), backEnd: words.includes("backend") && backEnd, mustAnswer: ack !== "optional" };
}

/** Tells the page; what its function throws ends nothing here. */
export function tell(onReport, status, code) {
  try {
    onReport(code ? { status, error: failure(code) } : { status });
  } catch {}
}

/**
 * `bound`: it is known that a launch waits. `vouched`: the marketplace's origin, where it was checked. `news`
 * takes what the app says besides answers, `finished` how it ended: `delivered`, `sent`, or `refused` or
 * `failed` with a code.
 */
export function relaying({ toApp, backEnd, mustAnswer }, { id, bound, vouched }, news, finished) {
  const launchId = id || null;
  const channel = broadcast((heard) => {
    if ((heard.launchId ?? null) !== launchId) return;
    const refused = isText(heard.refused);
    if (!heard.ack && !refused) news(heard);
    // Several pages without an id may wait for an answer; it names the text it is for.
    else if (id || heard.of === text) answered(refused ? heard.refused : "");
  });
  const unlisten = listen(({ data, origin, source }) => {
    if (!source || source !== opener() || origin !== location.origin) return;
    const [, name, value] = /^launch-complete:(url|failed):1:(.*)$/s.exec(data) || [];
    if (name) news({ [name]: value });
    else answered(answerOf(data));
  });
  let state, app, reaches, text, timer, port;

  const say = (fields) => channel?.postMessage({ ...fields, v: 1, launchId });
  const tellOpener = (text) => opener()?.postMessage("launch-complete:" + text, location.origin);
  const whose = vouched && { proxy: vouched };

  function next() {
    const [reach] = reaches;
    app = reach;
    if (!reach) return afterApp();
    timer = setTimeout(silent, ANSWER_WITHIN, true);
    try {
      if (reach === "channel") say({ text, ...whose });
      else port = post(opener(), text, location.origin, ({ data }) => answered(answerOf(data)));
    } catch {
      clearTimeout(timer);
      silent();
    }
  }

  function silent(sent) {
    reaches.shift();
    // A posted message cannot be taken back: an opener that was posted to has the text.
    if (app === "opener" && sent && !mustAnswer) afterApp("sent");
    else next();
  }

  function answered(code) {
    if (code === undefined || !state) return;
    if (state === "handing-off") app = code ? app : "delivered";
    else if (code) finish("refused", code);
    else afterApp("delivered");
  }

  async function afterApp(end) {
    clearTimeout(timer);
    app = end;
    let code = bound ? "NOT_ACKNOWLEDGED" : "LAUNCH_UNKNOWN";
    if (backEnd && (bound || app === "delivered")) {
      state = "handing-off";
      const key = await keyOf(text).catch(() => "");
      const stored = await handOff(backEnd, text, key);
      if (!state) return;
      if (stored.code === "STORED") {
        if (app !== "delivered") {
          if (channel) say({ stored: key, status: stored.status, ...whose });
          else tellOpener(`stored:1:${stored.status}:${key}`);
        }
        app = "delivered";
      }
      code = "BACKEND_FAILED";
    }
    finish(app || "failed", app ? "" : code);
  }

  function finish(status, code) {
    clearTimeout(timer);
    port?.close();
    state = "";
    finished(status, code);
  }

  return {
    say(word, again) {
      if (channel) say({ [word]: true });
      // Without an id the app does not know on the channel who speaks. A plain host understands results only,
      // so it is not told at once.
      if (!channel || (again && !id)) tellOpener("proxy:1:" + word);
    },
    /** A text that is on its way is not disturbed; without one, the last is sent again. */
    start(fresh = text) {
      if (state || !fresh) return;
      state = "asking";
      text = fresh;
      reaches = [channel && "channel", opener() && "opener"].filter(Boolean);
      // An app of ours listens on the channel; without an id the opener is more likely a plain host.
      if (!id) reaches.reverse();
      // A text that may be forged is shown to the app even where only the back end wants it.
      if (!toApp && bound) reaches = [];
      next();
    },
    close() {
      clearTimeout(timer);
      state = "";
      unlisten();
      channel?.close();
      port?.close();
    },
  };
}
