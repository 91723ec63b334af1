// What is wrong with the choices, by field. Where the library has an opinion it is asked, so that this page
// and the one with the snippet never disagree.

import { complete, redirects, relays, words } from "../../shared/snippet/choices.js";

/**
 * @param choices as the form has them
 * @param {{listen: Function, resumeLaunch: Function}} library what throws on a wrong option
 * @param {(selector: string) => void} parseSelector throws where it is none
 * @returns {Record<string, {code: string, message: string}>}
 */
export function problemsOf(choices, library, parseSelector) {
  const all = complete(choices);
  const problems = {};
  const find = (field, look) => {
    const problem = problems[field] ?? look();
    if (problem) problems[field] = { code: problem.code, message: problem.message };
  };
  const refused = (field, options) => find(field, () => thrown(() => library.listen(options).close()));

  refused("appOrigin", { targetOrigin: choices.appOrigin ?? "" });
  find("marketplaceOrigin", () =>
    // A launch that nobody waits for: the options are looked at, and nothing happens.
    thrown(() => library.resumeLaunch({ marketplaceOrigin: choices.marketplaceOrigin ?? "", url: "", id: "none" })?.close()),
  );
  find("listener", () => plainElsewhere(all));
  // What has no name of its own is below the app's origin, which is wrong then.
  if (problems.appOrigin) return problems;
  if (redirects(all)) {
    find("landing", () => several("landing page", all.landing));
    refused("landing", { redirectUri: all.landing, responseMode: all.responseMode });
    find("landing", () => foreign("landing page", all.landing, all));
  }
  if (all.via === "parent") {
    find("proxy", () => several("proxy page", all.proxy));
    refused("proxy", { redirectUri: all.proxy });
    find("proxy", () => foreign("proxy page", all.proxy, all));
  }
  if (all.distribution === "external") {
    find("script", () => several("script", all.script));
    refused("script", { redirectUri: all.script });
  }
  if (all.trigger === "own") find("triggerSelector", () => noSelector(all.triggerSelector, parseSelector));
  if (all.messageSelector) find("messageSelector", () => noSelector(all.messageSelector, parseSelector));
  if (relays(all) && all.deliverTo.includes("backend")) find("backend", () => noAddress(all));
  return problems;
}

function thrown(call) {
  try {
    call();
  } catch (error) {
    return { code: error.code ?? error.name, message: named(error.message) };
  }
}

/** The library speaks of its options; the fields here have names of their own. */
const named = (message) => message.replace(/^(redirectUri|origin|marketplaceOrigin): (?:origin: )?/, "");

const own = (message) => ({ code: "OPTION_INVALID", message });

function plainElsewhere({ listener, via }) {
  if (listener === "plain" && (via === "parent" || via === "redirect")) {
    return own("a plain listener hears window.opener only; choose that path, or let a host of ours listen");
  }
}

function several(what, text) {
  if (words(text).length !== 1) return own(`write one address of the ${what}, without spaces`);
}

/** The launch is known to pages of the app's own origin only. */
function foreign(what, url, { appOrigin }) {
  if (!appOrigin.split(" ").includes(new URL(url).origin)) return own(`the ${what} must be on your app's own origin`);
}

function noSelector(selector, parse) {
  try {
    parse(selector);
  } catch {
    return own("not a CSS selector; write one such as #finish");
  }
}

function noAddress({ backend, appOrigin }) {
  const [base] = appOrigin.split(" ");
  if (!URL.canParse(backend, base) || /\s/.test(backend)) return own("write an address such as /api/results");
  if (!/^https?:$/.test(new URL(backend, base).protocol)) return own("must be a web address");
}
