// The host app: starts launches and shows what comes of each.

import { linkSites, loadConfig, siteUrl } from "../shared/config.js";
import { byId } from "../shared/dom.js";
import { LaunchView } from "./launch-view.js";
import { launchPage, paths } from "./paths.js";
import { forget, remember, remembered } from "./remembered.js";
import { showStored } from "./stored.js";
import { describe, describeFailure, failureState, stateOf } from "./words.js";

const form = byId("launch");
const waiting = new Map();
window.launches = [];

function say(text, state = "") {
  const status = byId("status");
  status.dataset.state = state;
  status.textContent = text;
}

/** What a launch is about, as the form says it. */
function settings() {
  const fields = form.elements;
  return {
    path: fields.path.value,
    package: fields.package.value,
    box: fields.box.value,
    timeout: fields.timeout.value && fields.timeout.valueAsNumber * 1000,
    lostLimit: fields.lostLimit.value && fields.lostLimit.valueAsNumber * 1000,
    accountId: fields.expectAccountId.value,
    unbound: fields.unbound.checked,
    store: fields.store.checked,
  };
}

/** The same as options of the library. */
function launchOptions(config, { path, package: packageId, box, ...set }) {
  const options = {
    url: siteUrl(config.marketplaceOrigin, launchPage(path, packageId, box)),
    marketplaceOrigin: config.marketplaceOrigin,
  };
  const { proxy } = paths[path];
  if (proxy) options.proxyUrl = new URL(proxy, document.baseURI).href;
  if (set.timeout) options.timeout = set.timeout;
  if (set.lostLimit) options.lostLimit = set.lostLimit;
  if (set.accountId) options.expect = { accountId: set.accountId };
  if (set.unbound) options.unboundLanding = "single";
  if (set.store) options.backend = { url: new URL("../api/results", document.baseURI).href };
  return options;
}

/** Shows a launch from its start to its end. `start` gives the library's handle. */
function track(host, config, set, start) {
  const record = { id: null, path: set.path, package: set.package, status: [], outcome: null, error: null };
  const number = window.launches.push(record);
  const view = new LaunchView({ number, path: set.path, packageId: set.package });
  byId("none").hidden = true;
  byId("launches").prepend(view.item);

  const show = (state, words) => {
    view.state(state, words);
    say(`Launch ${number}: ${words}`, state);
  };
  const onStatus = (report) => {
    record.status.push(report);
    if (!record.outcome && !record.error) show(stateOf(report), describe(report));
  };
  const done = () => {
    waiting.delete(record);
    forget(record.id);
    if (waiting.size === 0) {
      if (document.activeElement === byId("cancel")) byId("connect").focus();
      byId("cancel").disabled = true;
    }
    if (config.backEnd) showStored();
  };
  const fail = (error) => {
    const { name, code, path, message } = error ?? {};
    record.error = { name, code, path, message };
    view.failed(error);
    show(failureState(error), record.cancelled ? "You cancelled the launch." : describeFailure(error));
    if (code === "BLOCKED") view.offer("Continue in this tab", () => host.startLaunch(launchOptions(config, set)));
    done();
  };

  show("opening", describe("opening"));
  try {
    const handle = start(onStatus);
    record.id = handle.id;
    waiting.set(record, handle);
    remember(record.id, set);
    byId("cancel").disabled = false;
    handle.result
      .then((outcome) => {
        record.outcome = outcome;
        view.delivered(outcome, host.cyclesOf(outcome.result));
        show("delivered", describe("delivered"));
        done();
      })
      .catch(fail);
  } catch (error) {
    fail(error);
  }
}

/** Opens a launch. The call is inside the click, so the browser allows the window. */
function connect(host, config) {
  const set = settings();
  track(host, config, set, (onStatus) => host.openLaunch({ ...launchOptions(config, set), onStatus }));
}

/** Takes up the launches that were open when this page was left or reloaded. */
function resumeAll(host, config) {
  for (const [id, set] of remembered()) {
    const onStatus = [];
    const launch = host.resumeLaunch({
      ...launchOptions(config, set),
      id,
      onStatus: (report) => onStatus[0]?.(report),
    });
    if (launch) track(host, config, set, (listener) => (onStatus.push(listener), launch));
    else forget(id);
  }
}

function showHints(config) {
  byId("path-hint").textContent = paths[form.elements.path.value].hint;
  const partitioned = !config.backEnd && paths[form.elements.path.value].proxy;
  byId("saved-hint").textContent = partitioned ? "Not in a frame, without the demo's server" : "";
}

function start(host, config) {
  linkSites(config);
  for (const control of document.querySelectorAll("[data-back-end]")) {
    control.disabled = !config.backEnd;
    if (!config.backEnd && control.localName === "option") control.text += " (needs the demo's server)";
  }
  byId("stored").hidden = !config.backEnd;
  if (config.backEnd) showStored();

  const query = new URLSearchParams(location.search);
  for (const name of ["path", "package", "box"]) {
    if (query.has(name)) form.elements[name].value = query.get(name);
  }
  showHints(config);

  form.addEventListener("change", () => showHints(config));
  form.addEventListener("submit", (event) => event.preventDefault());
  let clicked = -Infinity;
  byId("connect").addEventListener("click", ({ timeStamp }) => {
    // The second click of a double click is part of the first one. Not by `detail`: a window that opens
    // between the two makes some browsers count anew.
    const again = timeStamp - clicked < 500;
    clicked = timeStamp;
    if (!again && form.reportValidity()) connect(host, config);
  });
  byId("cancel").addEventListener("click", () => {
    for (const [record, handle] of [...waiting]) {
      record.cancelled = true;
      handle.close();
    }
  });
  byId("refresh").addEventListener("click", showStored);
  byId("connect").disabled = false;
  say("Ready.");
  resumeAll(host, config);
}

try {
  const [host, config] = await Promise.all([import("../lib/launch-complete-host.mjs"), loadConfig()]);
  start(host, config);
} catch (error) {
  say(`This page could not start: ${error.message}`, "failed");
}
