// Stands in for the module in the app that starts a launch: the same checks, the same codes.

import { failure, originOf } from "./fallback-common.js";
import { backEndOf, handOff, keyOf } from "./fallback-backend.js";
import { answer, broadcast, listen } from "./fallback-channel.js";
import { MAX_BYTES, invalid, isText, marketplaceOf, parseResult } from "./fallback-receiver.js";
import { allPending, forget, freshId, own, ownBesides, ownIds, remember, setInherited } from "./fallback-storage.js";

const LOOK_EVERY = 300;
const LINGER = 10000;
const GOODBYE = 500;
const MINUTES = 60000;
const EXPECTED = ["accountId", "accountApiId", "completeParameter"];
const delivered = [];

/** What the module does. */
export const fallback = {
  /** Opens the window at once; call it inside the click. Listens for `popup` where one is open already. */
  open: (options, url, popup, onStatus) => launch(options, url, onStatus, popup),
  /** Takes up a launch after a reload: the one named, or the newest that this tab started for this marketplace. */
  resume(options, named, url, onStatus) {
    const wanted = named == null ? ownIds() : [named];
    const found = allPending().find(([, id, origin]) => origin === options.marketplaceOrigin && wanted.includes(id));
    return launch(options, url, onStatus, undefined, found ? found[1] : "");
  },
  /** Binds a launch to this very tab, for apps that send the whole page to the marketplace. Gives the id. */
  bindThisTab(options, url) {
    if (!originOf(url)) throw failure("ORIGIN_INVALID", "url");
    const id = freshId();
    remember(id, marketplaceOf(options));
    setInherited(id);
    own(id);
    return id;
  },
};

function launch(options, url, onStatus, popup, id) {
  const given = {
    features: "popup,width=1000,height=760",
    timeout: 15 * MINUTES,
    lostLimit: 3 * MINUTES,
    maxBytes: MAX_BYTES,
    expect: {},
    unboundLanding: "refuse",
  };
  for (const name in given) {
    const value = options[name] ?? given[name];
    if (typeof value !== typeof given[name] || value < 0 || value >= 2 ** 32 || value !== value) throw invalid(name);
    given[name] = value;
  }
  const { features, timeout, lostLimit, maxBytes, expect, unboundLanding } = given;
  if (EXPECTED.some((name) => !isText(expect[name] ?? ""))) throw invalid("expect");
  if (!/^(refuse|single)$/.test(unboundLanding)) throw invalid("unboundLanding");
  const marketplace = marketplaceOf(options);
  const proxyUrl = options.proxyUrl == null ? undefined : ownUrl(options.proxyUrl);
  const backEnd = backEndOf(options.backend);
  if (id === "") return;

  const now = () => performance.now();
  const started = now();
  const counts = { ignored: 0, refused: 0, duplicates: 0 };
  let byProxy = proxyUrl;
  // How often in a row the window read closed while its proxy page was here.
  let lies = 0;
  let done, seenOpen, overall, lost, goodbye, here, asked, gone, believed, closed, look, resolving, resolve, reject;
  const result = new Promise((...both) => ([resolve, reject] = both));
  const channel = broadcast(heard);
  const unlisten = listen(message);

  function report(status, details) {
    // What the app's function throws is its own affair.
    try {
      onStatus?.({ status, ...details });
    } catch {}
  }

  function count(what, status, details) {
    counts[what]++;
    report(status ?? what, { ...details, counts: { ...counts } });
  }

  function rest() {
    clearInterval(look);
    [overall, lost, goodbye].forEach(clearTimeout);
    forget(id);
  }

  function letGo() {
    rest();
    unlisten();
    channel?.close();
  }

  function end(status, reason, details, close) {
    if (done) return;
    done = true;
    if (close) popup?.close();
    report(status, details);
    letGo();
    reject(reason);
  }

  function fail(code, close) {
    end("failed", failure(code), { code }, close);
  }

  // `closed` proves nothing: a page on the way with an opener policy makes it read true. A proxy page that
  // greeted is asked whether it is there, once the window reads closed for longer than its goodbye takes.
  function watch() {
    look = setInterval(() => {
      ({ closed } = popup);
      if (closed && believed) believe();
      else if (here || asked) {
        lies = closed ? lies + 1 : 0;
        seenOpen ||= !closed;
        if (!asked && lies % 10 === 2) {
          asked = true;
          sayHere();
          soon();
        }
      } else if (closed) lose();
      else find();
    }, LOOK_EVERY);
  }

  function lose() {
    if (lost) return;
    lost = setTimeout(fail, lostLimit, "CLOSED");
    report("lost");
  }

  function find() {
    if (lost) report("found");
    lost = clearTimeout(lost);
  }

  // Goodbye and a window that reads closed: the one way to know, where it was seen open while the proxy spoke.
  function believe() {
    if (closed) seenOpen && lies < 2 ? fail("CLOSED") : lose();
  }

  function soon() {
    goodbye = setTimeout(() => {
      if (asked) {
        asked = here = false;
        lose();
      } else if ((believed = gone)) believe();
    }, GOODBYE);
  }

  function sayHere() {
    channel?.postMessage({ here: true, v: 1, launchId: id });
  }

  // The launch URL is asked for anew each time, because it is for one use.
  async function freshUrl() {
    try {
      const fresh = await (typeof url === "function" ? url() : url);
      return isText(fresh) && originOf(fresh) && fresh;
    } catch {}
  }

  function opened() {
    overall = setTimeout(fail, timeout, "TIMEOUT");
    report("opening");
  }

  function message(event) {
    const { data, origin, source } = event;
    const ours = origin === location.origin;
    const originVerified = origin === marketplace;
    // Our own pages name the launch on the channel. After a reload the handle is gone; a window that was opened by this one, and is no frame, stands in for it.
    const expected = popup ? source === popup : source?.opener === window && source.parent === source && !(channel && ours) && !ownBesides(id);
    if (!isText(data) || !(ours || originVerified) || !expected) return count("ignored");
    const [, word] = (ours && /^launch-complete:proxy:1:(hello|ask|direct|goodbye)$/.exec(data)) || [];
    const via = originVerified ? "opener" : proxyUrl ? "proxy" : "landing";
    const arrival = { via, channel: "message", origin, originVerified, bound: true };
    const [, status, key] = (ours && /^launch-complete:stored:1:(\d+):(.*)$/.exec(data)) || [];
    if (key) return stored(arrival, key, +status);
    hear(word, data, arrival, (name, value) => answer(event, name, value));
  }

  function heard(heard) {
    const { launchId, text, proxy, status } = heard;
    const bound = launchId === id;
    if (!bound && (isText(launchId) || unboundLanding === "refuse" || allPending().length !== 1)) return;
    // The proxy has checked the origin of the frame it made, and says which; a landing cannot.
    const via = proxy ? "proxy" : "landing";
    const arrival = { via, channel: "broadcast", origin: proxy ?? location.origin, originVerified: proxy === marketplace, bound };
    const word = ["hello", "ask", "direct", "goodbye"].find((word) => heard[word]);
    if (isText(heard.stored)) stored(arrival, heard.stored, status);
    else hear(word, text, arrival, (name, value) => channel.postMessage({ [name]: value || true, of: bound ? undefined : text, v: 1, launchId }));
  }

  // The proxy or the landing page handed it to the back end only.
  function stored(arrival, key, status) {
    if (!done) accept({ ...arrival, result: null, key, backend: { code: "STORED", status } });
  }

  async function hear(word, text, arrival, reply) {
    if (!word) {
      if (!isText(text)) return;
      const code = read(text, arrival);
      if (isText(code)) reply(code ? "refused" : "ack", code);
      return;
    }
    if (done || (word === "goodbye" && !byProxy)) return;
    if (word === "ask") {
      // A proxy asks until it is answered; one URL is fetched at a time.
      if (resolving) return;
      resolving = true;
      const fresh = await freshUrl();
      resolving = false;
      if (!done) reply(fresh ? "url" : "failed", fresh || "URL_FAILED");
      return;
    }
    clearTimeout(goodbye);
    asked = believed = false;
    here = word === "hello";
    // Seen open while its page speaks: from here on the handle is believed.
    if (here && popup?.closed === false) {
      seenOpen = true;
      lies = 0;
    }
    gone = word === "goodbye";
    if (here) find();
    else if (gone) soon();
    else byProxy = false;
  }

  // The answer to the sender: a code, or an empty text for an acknowledgement.
  function read(text, arrival) {
    let result;
    try {
      result = parseResult(text, maxBytes);
      const other = EXPECTED.find((name) => expect[name] != null && expect[name] !== result[name]);
      if (other) throw failure("EXPECT_MISMATCH", other);
    } catch ({ code, path }) {
      count("refused", undefined, { code, path });
      return code;
    }
    if (done) count("duplicates", "duplicate");
    else accept({ ...arrival, result, text });
    return "";
  }

  async function accept(outcome) {
    const milliseconds = now() - started;
    done = true;
    rest();
    const key = outcome.key ?? (await keyOf(outcome.text).catch(() => ""));
    const repeated = delivered.includes(key);
    delivered.push(key);
    // Stored by the proxy or the landing page already: once is enough.
    if (backEnd && !outcome.backend) {
      report("handing-off");
      outcome.backend = await handOff(backEnd, outcome.text, key);
    }
    report("delivered", { via: outcome.via });
    resolve({ code: "DELIVERED", ...outcome, key, repeated, milliseconds });
    // A repeat is still acknowledged for a while: its sender may have missed the answer.
    const end = now() + LINGER;
    look = setInterval(() => {
      // A landing may read closed while it is open.
      if (now() > end || (outcome.channel === "message" && popup?.closed)) letGo();
    }, LOOK_EVERY);
  }

  function openWindow() {
    const known = proxyUrl ?? url;
    id = freshId();
    remember(id, marketplace);
    if (isText(known) && !originOf(known)) return fail("URL_FAILED");
    setInherited(id);
    popup = open(isText(known) ? known : "about:blank", "_blank", features);
    setInherited();
    // With `noopener` there is never a handle; what the popup does is heard of by channel only.
    if (!popup && !(isText(known) && /(^|,)\s*(noopener|noreferrer)\s*(,|$)/.test(features))) return fail("BLOCKED");
    own(id);
    opened();
    if (isText(known)) return report("waiting");
    freshUrl().then((fresh) => {
      if (done) return;
      if (!fresh) return fail("URL_FAILED", true);
      popup.location.replace(fresh);
      report("waiting");
    });
  }

  if (id || popup) {
    // Taken up again, or open already.
    if (popup) popup.postMessage("launch-complete:hello:1", marketplace);
    else sayHere();
    id ||= freshId();
    opened();
    report("waiting");
  } else openWindow();
  if (popup && !done) watch();

  return {
    id,
    result,
    close: () => fail("CLOSED", true),
    abort: (reason) => end("aborted", reason, {}, true),
    focus: () => popup?.focus(),
  };
}

// The proxy page must be of this origin: only such a page can know the launch.
function ownUrl(url) {
  try {
    const { origin, href } = new URL(url, location);
    if (origin === location.origin) return href;
  } catch {}
  throw invalid("proxyUrl");
}
