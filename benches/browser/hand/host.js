// The host of the sender written by hand: origin, window, length and shape are checked, each launch ends once.

import { CheckError, checkedResult } from "./check.js";

const CHANNEL = "hand";
const ID = "hand:launch";

/** Opens a window, or takes one that is open, and waits for its result. */
export function openLaunch({ url, marketplaceOrigin, features, maxBytes = 4 * 1024 * 1024, window: given }) {
  const id = crypto.randomUUID();
  // The window gets a copy, which outlives whatever cuts the opener off.
  sessionStorage.setItem(ID, id);
  const popup = given ?? window.open(url, "_blank", features);
  sessionStorage.removeItem(ID);
  const channel = new BroadcastChannel(CHANNEL);
  let settled = false;
  let close;
  const result = new Promise((resolve, reject) => {
    const take = (text, answer) => {
      if (settled) return answer("launch-complete:ack:1");
      try {
        const value = checkedResult(text, maxBytes);
        settled = true;
        answer("launch-complete:ack:1");
        resolve(value);
      } catch (error) {
        const code = error instanceof CheckError ? error.code : "RESULT_NOT_JSON";
        answer(`launch-complete:refused:1:${code}`);
      }
    };
    const heard = ({ data, origin, source, ports }) => {
      if (typeof data !== "string" || origin !== marketplaceOrigin || source !== popup) return;
      take(data, (answer) => ports[0]?.postMessage(answer));
    };
    window.addEventListener("message", heard);
    channel.onmessage = ({ data }) => {
      if (data?.id === id && typeof data.text === "string") take(data.text, () => channel.postMessage({ id, ack: true }));
    };
    close = (keep) => {
      window.removeEventListener("message", heard);
      channel.close();
      if (!keep) popup?.close();
      if (!settled) reject(new Error("CLOSED"));
    };
  });
  result.catch(() => {});
  return { result, close };
}

/** The landing page: takes the result out of the address and hands it to the app. */
export function runLanding(landed) {
  const value = new URLSearchParams(location.hash.slice(1)).get("launch_result");
  history.replaceState(null, "", location.pathname);
  const id = sessionStorage.getItem(ID);
  if (!value || !id) return;
  const binary = atob(value.replace(/-/g, "+").replace(/_/g, "/"));
  const text = new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
  landed(text);
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }) => {
    if (data?.id === id && data.ack) window.close();
  };
  channel.postMessage({ id, text });
}
