// The lines at work on the simulator: what to open, and how it is listened to.

import { siteUrl } from "../../shared/config.js";

const FEATURES = "popup,width=1000,height=760";

/** The simulator's Launch Complete page with these choices. Origins and addresses are the simulator's own. */
export function pageUrl(config, { appOrigin, marketplaceOrigin, landing, proxy, script, ...choices }) {
  const query = new URLSearchParams({ package: "one", preset: "snippet", snippet: JSON.stringify(choices) });
  return siteUrl(config.marketplaceOrigin, `marketplace/complete.html?${query}`);
}

/** Opens a window by the chosen path. Call it inside the click. */
export function openWindow(host, config, choices, options) {
  const url = pageUrl(config, choices);
  if (choices.listener === "plain") {
    const popup = window.open(url, "_blank", FEATURES);
    if (!popup) return failed("BLOCKED", "the browser blocked the window");
    return listenPlainly(config, popup);
  }
  const proxyUrl = choices.via === "parent" ? new URL("../proxy.html", import.meta.url).href : undefined;
  return host.openLaunch({ ...options, url, proxyUrl, marketplaceOrigin: config.marketplaceOrigin });
}

/** Listens to a page in a frame of this one. */
export function listenToFrame(host, config, choices, frame) {
  const { contentWindow: window } = frame;
  if (choices.listener === "plain") return listenPlainly(config, window);
  return host.openLaunch({ window, marketplaceOrigin: config.marketplaceOrigin });
}

/** All that a plain host does. It cannot answer, and it cannot know whether more is to come. */
function listenPlainly({ marketplaceOrigin }, from) {
  const started = performance.now();
  let close;
  const result = new Promise((resolve, reject) => {
    const heard = ({ origin, source, data }) => {
      if (origin !== marketplaceOrigin || source !== from) return;
      const milliseconds = performance.now() - started;
      resolve({ code: "SENT", result: JSON.parse(data), via: "opener", channel: "message", origin, milliseconds });
      close();
    };
    close = () => {
      removeEventListener("message", heard);
      // After a result this changes nothing.
      reject(coded("CLOSED", "closed"));
    };
    addEventListener("message", heard);
  });
  return { result, close: () => close() };
}

const coded = (code, message) => Object.assign(new Error(message), { code });
const failed = (code, message) => ({ result: Promise.reject(coded(code, message)), close() {} });
