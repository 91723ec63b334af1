// Stands in for the module on the landing page: the same checks, the same codes.

import { failure } from "./fallback-common.js";
import { MAX_BYTES, parseResult } from "./fallback-receiver.js";
import { relaying, sinksOf, tell } from "./fallback-relay.js";
import { allPending, forget, inherited, ownIds, setInherited } from "./fallback-storage.js";

const CAPS = { "#": 65536, "?": 8192 };

/** Where the landing page finds what it was called with. */
export function LandingPage(options, hash, search, posted, onReport) {
  const id = inherited();
  const bound = allPending().some(([, pending]) => pending === id);
  const sinks = sinksOf(options);
  let text, wrong;
  try {
    text = posted ?? read(hash) ?? read(search);
    if (text === undefined) throw failure("RESULT_MISSING", "launch_result");
    parseResult(text, MAX_BYTES);
    // The launch of this id has ended. Without an id the app may know better; it is asked.
    if (id && !bound) throw failure("LAUNCH_UNKNOWN");
  } catch (error) {
    wrong = error;
    text = undefined;
  }
  // An app that was reloaded says so; a text that nobody had taken is sent again.
  const relay = relaying(sinks, { id, bound }, ({ here }) => here && relay.start(), finished);

  function finished(status, code) {
    if (!code) letGo();
    tell(onReport, status, code);
  }

  function letGo() {
    forget(id);
    setInherited();
  }

  return {
    text,
    /** Whether this very tab started the launch. */
    sameTab: ownIds().includes(id),
    deliver() {
      if (wrong) return onReport({ status: "failed", error: wrong });
      tell(onReport, "delivering");
      relay.start(text);
    },
    take() {
      letGo();
      relay.close();
    },
    close: relay.close,
  };
}

function pairsOf(part) {
  return part.slice(1).split("&").filter(Boolean);
}

const isOurs = (pair) => pair.split("=")[0] === "launch_result";

function read(part) {
  const found = pairsOf(part).find(isOurs);
  if (found === undefined) return undefined;
  const value = found.slice(14);
  try {
    if (value.length > CAPS[part[0]]) throw value;
    const bytes = atob(value.replace(/-/g, "+").replace(/_/g, "/"));
    if (btoa(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "") !== value) throw value;
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes, (it) => it.charCodeAt()));
  } catch {
    throw failure("REDIRECT_ENCODING", "launch_result");
  }
}

/** The query without our parameter. */
export function scrubbedSearch(search) {
  const kept = pairsOf(search).filter((pair) => !isOurs(pair));
  return kept[0] ? "?" + kept.join("&") : "";
}
