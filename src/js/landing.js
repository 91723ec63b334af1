// The shell of the landing page: its address and its texts. Every decision is the module's or, where that
// cannot run, the fallback's.

import { startSync, LandingPage as ModulePage, scrubbedSearch as scrubByModule } from "./bindings.js";
import { LandingPage as FallbackPage, scrubbedSearch as scrubByFallback } from "./fallback-landing.js";
import { closeWindow, settingsOf, stage } from "./stage.js";
import wasm, { decode } from "./wasm.js";

let LandingPage = ModulePage;
let scrubbedSearch = scrubByModule;
try {
  startSync(new WebAssembly.Module(decode(wasm)));
} catch {
  LandingPage = FallbackPage;
  scrubbedSearch = scrubByFallback;
}

/** What the page was called with. A script that ran earlier may have scrubbed the address already. */
function called() {
  const stashed = window.launchCompleteLanding;
  delete window.launchCompleteLanding;
  const { hash, search, pathname } = location;
  const found = stashed ?? { hash, search };
  if (hash || search) history.replaceState(null, "", pathname + scrubbedSearch(search));
  return found;
}

/** The text a form brought, put into the page by the server as JSON. */
function posted() {
  const element = document.getElementById("launch-result");
  if (!element) return undefined;
  element.remove();
  try {
    return JSON.parse(element.textContent);
  } catch {
    return undefined;
  }
}

/** Run the landing page: take the result out of the address and hand it on. */
export function runLanding(options = {}) {
  const root = options.root ?? document.querySelector("[data-launch-landing]");
  const { hash, search } = called();
  const view = stage(root, options);
  let landing;
  let sameTab;
  const report = ({ status, error }) => {
    view.show(status, view.text(status), error);
    options.onStatus?.({ status, error });
    // As long as there is a text to hand on: an app that was silent may be loading.
    if (error && landing?.text !== undefined && status !== "refused") view.offerRetry(() => landing.deliver());
    if (status === "delivered" || status === "sent") {
      landing.close();
      const next = options.continue ?? root.dataset.continue;
      // In the app's own tab there is a page to go on to and nothing to close.
      if (!sameTab) closeWindow(view, status);
      else if (next) location.replace(next);
    }
  };
  try {
    landing = new LandingPage(settingsOf(root, options), hash, search, posted(), report);
    sameTab = landing.sameTab;
    const { text } = landing;
    if (sameTab && text && options.onResult) {
      landing.take();
      const plain = (name, value) => (name === "__proto__" ? undefined : value);
      options.onResult({ text, result: JSON.parse(text, plain), originVerified: false });
    } else {
      landing.deliver();
    }
  } catch (error) {
    report({ status: "failed", error });
  }
  return { close: () => landing?.close() };
}
