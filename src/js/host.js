// The shell of the host's pages: options with functions in them, elements and texts. Every decision is the
// module's.

import { initSync, HostLaunch, LandingPage, ProxyPage, bindThisTab, scrubbedSearch } from "./bindings.js";
import wasm, { decode } from "./wasm.js";

initSync({ module: new WebAssembly.Module(decode(wasm)) });

/** Open a marketplace in a window and wait for its result. Call it inside the click. */
export function openLaunch(options) {
  const { url, signal, onStatus, ...plain } = options ?? {};
  signal?.throwIfAborted();
  return handle(HostLaunch.open(plain, url, onStatus), signal);
}

/** Take up a launch after this page was reloaded. `null` where none is waiting. */
export function resumeLaunch(options) {
  const { url, signal, onStatus, id, ...plain } = options ?? {};
  signal?.throwIfAborted();
  const launch = HostLaunch.resume(plain, id, onStatus);
  return launch ? handle(launch, signal) : null;
}

/** Bind a launch to this tab and send the tab to the marketplace. */
export function startLaunch({ url, marketplaceOrigin }) {
  const id = bindThisTab(marketplaceOrigin);
  location.assign(url);
  return id;
}

function handle(launch, signal) {
  const abort = () => launch.abort(signal.reason);
  signal?.addEventListener("abort", abort, { once: true });
  const result = launch.result;
  const unhook = () => signal?.removeEventListener("abort", abort);
  result.then(unhook, unhook);
  return {
    id: launch.id,
    result,
    close: () => launch.close(),
    focus: () => launch.focus(),
  };
}

/** One view over the cycles of both documented forms. */
export function cyclesOf(result) {
  if (Array.isArray(result?.cycles)) return result.cycles;
  if (result?.cycleId === undefined) return [];
  const { cycleId, templateId, templateReleaseId, status, webhooks = [] } = result;
  const cycle = { cycleId, templateId, templateReleaseId, status };
  return [{ ...cycle, webhooks: webhooks.map((url) => ({ url })) }];
}

const TEXTS = {
  asking: "Connecting …",
  framed: "",
  delivering: "Handing the result to the app …",
  delivered: "Done.",
  sent: "The result was sent to the app.",
  refused: "The app refused the result.",
  failed: "The result could not be handed over.",
  closable: "You can close this window.",
  retry: "Retry",
  direct: "Not loading? Open directly",
  framing: "This page must not be shown in a frame.",
};

/** The live region and the texts of a proxy or landing page. */
function stage(root, options) {
  const status = root.querySelector("[data-launch-status]") ?? root.appendChild(document.createElement("p"));
  status.setAttribute("role", "status");
  const text = (name) => options.texts?.[name] ?? root.dataset["text" + name[0].toUpperCase() + name.slice(1)] ?? TEXTS[name];
  let retry;
  const offerRetry = (again) => {
    if (!again || retry) return;
    retry = status.insertAdjacentElement("afterend", document.createElement("button"));
    retry.type = "button";
    retry.textContent = text("retry");
    retry.addEventListener("click", () => {
      retry.remove();
      retry = undefined;
      again();
    });
  };
  const show = (state, message, error) => {
    status.dataset.state = state;
    if (error) status.dataset.code = error.code;
    else delete status.dataset.code;
    status.textContent = error ? `${message} (${error.message})` : message;
  };
  return { text, show, offerRetry };
}

function settingsOf(root, options) {
  const { marketplaceOrigin, deliverTo, backend, ack } = root.dataset;
  const given = { marketplaceOrigin, deliverTo, backend, ack };
  for (const name of Object.keys(given)) given[name] = options[name] ?? given[name];
  if (typeof given.backend === "object") {
    given.backendOptions = given.backend;
    delete given.backend;
  }
  return given;
}

/** Close the window; where the browser will not have it, say that the customer may. */
function closeWindow(view, state) {
  window.close();
  setTimeout(() => {
    if (!window.closed) view.show(state, `${view.text(state)} ${view.text("closable")}`);
  }, 400);
}

/** Run the proxy page: frame the marketplace and pass its result on. */
export function runProxy(options = {}) {
  const root = options.root ?? document.querySelector("[data-launch-proxy]");
  const view = stage(root, options);
  if (window.top !== window) {
    view.show("failed", view.text("framing"));
    return { close() {} };
  }
  const frame = document.createElement("iframe");
  frame.title = options.title ?? root.dataset.title ?? "Marketplace";
  (root.querySelector("[data-launch-frame]") ?? root).appendChild(frame);
  let proxy;
  const report = ({ status, error }) => {
    view.show(status, view.text(status), error);
    options.onStatus?.({ status, error });
    if (error && status !== "refused") view.offerRetry(() => proxy.ask());
    if (status === "delivered" || status === "sent") closeWindow(view, status);
  };
  try {
    proxy = new ProxyPage(settingsOf(root, options), frame, report);
    proxy.ask();
  } catch (error) {
    report({ status: "failed", error });
  }
  return { close: () => proxy?.close() };
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
  const report = ({ status, error }) => {
    view.show(status, view.text(status), error);
    options.onStatus?.({ status, error });
    if (error && !/^(RESULT|REDIRECT|LAUNCH|OPTION)_/.test(error.code) && status !== "refused") {
      view.offerRetry(() => landing.deliver());
    }
    if (status === "delivered" || status === "sent") closeWindow(view, status);
  };
  try {
    landing = new LandingPage(settingsOf(root, options), hash, search, posted(), report);
    landing.deliver();
  } catch (error) {
    report({ status: "failed", error });
  }
  return { close: () => landing?.close() };
}
