// The app's side of a snippet: what to put where, for the same choices.

import { complete, redirects, relays } from "./choices.js";
import { scriptLiteral, startTag } from "./escape.js";

/**
 * @returns {{id: string, title: string, code?: string, note?: string}[]} in the order in which to read them
 */
export function hostCodeOf(choices) {
  const all = complete(choices);
  if (all.listener === "plain") return [{ id: "app", title: "In your app", code: plainApp(all) }];
  const parts = [{ id: "app", title: "In your app", code: app(all) }];
  if (all.via === "parent") parts.push(proxyPage(all));
  if (redirects(all)) parts.push(landingPage(all));
  if (redirects(all) && all.responseMode.includes("form_post")) parts.push(FORM);
  if (all.deliverTo.includes("backend") && relays(all)) parts.push(backEnd(all));
  return parts;
}

/** The path of an address below the app's origin; the whole address where it is of another one. */
function pathOf(url, origin) {
  const prefix = `${origin.split(" ")[0]}/`;
  return url.startsWith(prefix) ? url.slice(prefix.length - 1) : url;
}

function app(all) {
  const { via, appOrigin, marketplaceOrigin, proxy, deliverTo } = all;
  const byProxy = via === "parent" ? `\n      proxyUrl: ${scriptLiteral(pathOf(proxy, appOrigin))},` : "";
  // Where only the back end gets the result, the app hears under which key.
  const told = deliverTo === "backend" && relays(all) ? ["key", "Stored: ${key}"] : ["result", "Connected: ${result.accountId}"];
  return `import { openLaunch } from "/lib/launch-complete-host.mjs";

const connect = document.querySelector("#connect");
connect.addEventListener("click", async () => {
  try {
    const launch = openLaunch({
      url: () => fetch("/api/launch-url").then((answer) => answer.text()),
      marketplaceOrigin: ${scriptLiteral(marketplaceOrigin)},${byProxy}
    });
    const { ${told[0]} } = await launch.result;
    connect.textContent = \`${told[1]}\`;
  } catch (error) {
    connect.textContent = error.code === "BLOCKED" ? "Allow pop-ups and try again" : error.message;
  }
});
`;
}

function plainApp({ marketplaceOrigin }) {
  return `const connect = document.querySelector("#connect");
let popup;

addEventListener("message", (event) => {
  // From the window that was opened, and from the marketplace: from nobody else.
  if (event.origin !== ${scriptLiteral(marketplaceOrigin)} || event.source !== popup) return;
  const result = JSON.parse(event.data);
  connect.textContent = \`Connected: \${result.accountId}\`;
});

connect.addEventListener("click", async () => {
  // At once, inside the click: later the browser would block it.
  popup = open("about:blank", "_blank", "popup,width=1000,height=760");
  popup.location = await fetch("/api/launch-url").then((answer) => answer.text());
});
`;
}

function relayAttributes({ deliverTo, backend }) {
  const attributes = [["data-deliver-to", deliverTo]];
  if (deliverTo.includes("backend")) attributes.push(["data-backend", backend]);
  return attributes;
}

function proxyPage(all) {
  const attributes = [["data-launch-proxy", null], ["data-marketplace-origin", all.marketplaceOrigin], ...relayAttributes(all)];
  return {
    id: "proxy",
    title: `In ${pathOf(all.proxy, all.appOrigin)}, in place of its <main …>`,
    code: `${startTag("main", [...attributes, ["data-ack", "required"]])}\n`,
    note: `Let your server send this page with Content-Security-Policy: frame-src ${all.marketplaceOrigin}; frame-ancestors 'none'. The marketplace must allow your app to frame it.`,
  };
}

function landingPage(all) {
  return {
    id: "landing",
    title: `In ${pathOf(all.landing, all.appOrigin)}, in place of its <main …>`,
    code: `${startTag("main", [["data-launch-landing", null], ...relayAttributes(all)])}\n`,
    note: "Let your server send this page with Referrer-Policy: no-referrer.",
  };
}

const FORM = {
  id: "form",
  title: "On your server, for the form",
  note: 'The landing page gets a POST with one field, launch_result. Store nothing: anybody can send it. Answer with the landing page, and in it the text as escaped JSON in <script type="application/json" id="launch-result">. There the landing script decides.',
};

function backEnd({ backend }) {
  return {
    id: "backend",
    title: "On your back end",
    note: `${backend} gets a POST with the result as JSON and Idempotency-Key: sha-256=…, again after network errors and 5xx. Store by that key; answer 201 to a new one, 200 to a repeat and 4xx to what you will never take. The POST must carry your own session. The result is a claim: confirm it with the marketplace's API before you act on it.`,
  };
}
