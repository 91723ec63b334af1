// Sends the built result the way a Launch Complete page would.

import { siteUrl } from "../shared/config.js";

const states = {
  idle: "Ready.",
  sending: "Sending…",
  delivered: "Delivered: the app confirmed it.",
  sent: "Sent. The app did not confirm it.",
  redirecting: "Going back to the app…",
  refused: "The app refused it.",
};

/** What page this window came from, in words. */
export function openedBy() {
  if (window.parent !== window) return "This page is framed, as in a proxy page.";
  if (window.opener) return "This page was opened by another window, as in a popup.";
  return "No app opened this page, so only a redirect can leave it. From the host app, choose the package “Build the result in a form”.";
}

/** @param {(text: string, state: string) => void} say */
export async function send(deliver, result, choices, config, say) {
  const redirectUri = siteUrl(config.hostOrigin, `host/${choices.landing}`);
  try {
    const report = await deliver(result, {
      targetOrigin: config.hostOrigin,
      via: choices.via,
      ack: choices.ack,
      redirectUri,
      responseMode: choices.mode,
      onStatus(status) {
        const state = typeof status === "string" ? status : status.status;
        if (states[state]) say(states[state], state);
      },
    });
    say(states[report.status], report.status);
  } catch (error) {
    say(`${error.message} (${error.code ?? error.name})`, error.code === "REFUSED" ? "refused" : "failed");
  }
}
