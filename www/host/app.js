// The host app: starts launches and shows what comes of each.

import { linkSites, loadConfig, siteUrl } from "../shared/config.js";
import { byId } from "../shared/dom.js";
import { LaunchView } from "./launch-view.js";
import { launchPage, paths } from "./paths.js";
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

/** The settings of the form, as options of openLaunch. */
function launchOptions(config) {
  const fields = form.elements;
  const { proxy } = paths[fields.path.value];
  const page = launchPage(fields.path.value, fields.package.value, fields.box.value);
  const options = {
    url: siteUrl(config.marketplaceOrigin, page),
    marketplaceOrigin: config.marketplaceOrigin,
  };
  if (proxy) options.proxyUrl = new URL(proxy, document.baseURI).href;
  if (fields.timeout.value) options.timeout = fields.timeout.valueAsNumber * 1000;
  if (fields.lostLimit.value) options.lostLimit = fields.lostLimit.valueAsNumber * 1000;
  if (fields.expectAccountId.value) options.expect = { accountId: fields.expectAccountId.value };
  if (fields.unbound.checked) options.unboundLanding = "single";
  if (fields.store.checked) options.backend = { url: new URL("../api/results", document.baseURI).href };
  return options;
}

/** Opens a launch. The call is inside the click, so the browser allows the window. */
function connect(host, config) {
  const record = {
    id: null,
    path: form.elements.path.value,
    package: form.elements.package.value,
    status: [],
    outcome: null,
    error: null,
  };
  const number = window.launches.push(record);
  const view = new LaunchView({ number, path: record.path, packageId: record.package });
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
    done();
  };

  show("opening", describe("opening"));
  try {
    const handle = host.openLaunch({ ...launchOptions(config), onStatus });
    record.id = handle.id;
    waiting.set(record, handle);
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
  byId("connect").addEventListener("click", (event) => {
    // The second click of a double click is part of the first one.
    if (event.detail < 2 && form.reportValidity()) connect(host, config);
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
}

try {
  const [host, config] = await Promise.all([import("../lib/launch-complete-host.mjs"), loadConfig()]);
  start(host, config);
} catch (error) {
  say(`This page could not start: ${error.message}`, "failed");
}
