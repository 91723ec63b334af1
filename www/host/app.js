// The host app: starts launches and shows what comes of each.

import { linkSites, loadConfig } from "../shared/config.js";
import { byId } from "../shared/dom.js";
import { showBreaks, startBreaks } from "./breaks.js";
import { keep, showHistory } from "./history.js";
import { LaunchView } from "./launch-view.js";
import { paths } from "./paths.js";
import { opening } from "./picture/number.js";
import { forget, remember, remembered } from "./remembered.js";
import { launchOptions, settingsOf } from "./settings.js";
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

/** Shows a launch from its start to its end. `start` gives the library's handle. */
function track(host, config, set, start, resumed = false) {
  const record = { id: null, path: set.path, package: set.package, status: [], outcome: null, error: null };
  const number = window.launches.push(record);
  const view = new LaunchView({ ...set, launch: number, backEnd: config.backEnd, resumed });
  byId("none").hidden = true;
  for (const each of byId("launches").querySelectorAll("details.sequence")) each.open = false;
  byId("launches").prepend(view.item);

  const show = (state, words) => {
    view.state(state, words);
    say(`Launch ${number}: ${words}`, state);
  };
  const onStatus = (report) => {
    record.status.push(report);
    view.picture.report(report);
    if (!record.outcome && !record.error) show(stateOf(report), describe(report));
  };
  const done = () => {
    waiting.delete(record);
    forget(record.id);
    if (waiting.size === 0) {
      if (document.activeElement === byId("cancel")) byId("connect").focus();
      byId("cancel").disabled = true;
    }
    if (config.backEnd) keep(record, set.started, host.cyclesOf).then(showBackEnd);
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
    record.id = view.picture.id = handle.id;
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
  const set = settingsOf(form.elements);
  const open = (onStatus) => host.openLaunch({ ...launchOptions(config, set), onStatus });
  track(host, config, set, (onStatus) => opening(set.number, () => open(onStatus)));
}

function showBackEnd() {
  showHistory();
  showStored();
  showBreaks();
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
    if (launch) track(host, config, set, (listener) => (onStatus.push(listener), launch), true);
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
  for (const part of document.querySelectorAll("[data-with-server]")) part.hidden = !config.backEnd;
  for (const part of document.querySelectorAll("[data-without-server]")) part.hidden = config.backEnd;
  if (config.backEnd) startBreaks().then(showHistory).then(showStored);

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
  byId("history-refresh").addEventListener("click", showHistory);
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
