// Orders a signed event from the simulator's server and shows what came of it. Signing takes the client secret, so no
// page does it.

import { linkSites, loadConfig } from "../shared/config.js";
import { byId, element } from "../shared/dom.js";
import { events, ways } from "./event-choices.js";
import { reportView, verdictOf } from "./event-report.js";

const form = byId("event");
let count = 0;

const chosen = (list, id) => list.find((one) => one.id === id);

function say(text, state = "") {
  byId("status").dataset.state = state;
  byId("status").textContent = text;
}

/** Shows the fields of the event and no others; those that are hidden are not checked either. */
function showFields() {
  const { name, fields } = chosen(events, form.elements.name.value);
  byId("name-hint").textContent = name;
  for (const field of form.querySelectorAll("[data-for]")) {
    field.hidden = !fields.includes(field.dataset.for);
    byId(field.dataset.for).disabled = field.hidden;
  }
}

function startRequest() {
  const { request } = chosen(events, form.elements.name.value);
  if (request) byId("installationRequest").value = JSON.stringify(request, null, 2);
}

const showWay = () => {
  byId("how-hint").textContent = chosen(ways, form.elements.how.value).hint;
};

function order() {
  const { name, fields } = chosen(events, form.elements.name.value);
  const values = { locationId: byId("locationId").valueAsNumber };
  for (const field of ["guid", "installationRequest"]) values[field] = byId(field).value;
  const own = Object.fromEntries(fields.map((field) => [field, values[field]]));
  return { event: name, how: form.elements.how.value, ...own };
}

async function send() {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify(order());
  const response = await fetch("../api/events", { method: "POST", headers, body });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${answer.message} (${answer.code})`);
  count += 1;
  byId("none").hidden = true;
  byId("sent").prepend(element("li", {}, reportView(count, answer)));
  const { words, state } = verdictOf(answer);
  say(`Event ${count}: ${words}`, state);
}

async function submit(event) {
  event.preventDefault();
  const button = byId("send");
  // Not disabled while it is busy, which would take the focus away.
  if (button.ariaDisabled === "true") return;
  button.ariaDisabled = "true";
  say("Sending…");
  try {
    await send();
  } catch (error) {
    say(`It was not sent: ${error.message}`, "failed");
  }
  button.ariaDisabled = null;
}

async function start() {
  const config = await loadConfig();
  linkSites(config);
  const options = (list) => list.map(({ id, title }) => element("option", { value: id }, title));
  byId("name").append(...options(events));
  byId("how").append(...options(ways));
  byId("name").addEventListener("change", () => (showFields(), startRequest()));
  byId("how").addEventListener("change", showWay);
  form.addEventListener("submit", submit);
  showFields();
  startRequest();
  showWay();
  if (!config.backEnd) return say("This needs the demo’s server, which signs and sends: run cargo xtask demo.", "refused");
  byId("send").disabled = false;
  say("Ready.");
}

start().catch((error) => say(`This page could not start: ${error.message}`, "failed"));
