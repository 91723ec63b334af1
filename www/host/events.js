// The events the back end has stored, and the requests it refused.

import { linkSites, loadConfig } from "../shared/config.js";
import { byId, element } from "../shared/dom.js";

const when = (row) => new Date(row.receivedAt).toLocaleString();

const refused = [
  ["Received", when],
  ["Code", (row) => element("code", {}, row.code)],
  ["Reason", (row) => row.message],
  ["Answer", (row) => String(row.status)],
];

function say(text, state = "") {
  byId("status").dataset.state = state;
  byId("status").textContent = text;
}

/** One article per event: what it was, what it was answered, how often it came again. */
function eventView(row, number) {
  const { name, status, answer, repeats, body } = row;
  const rejected = status >= 300;
  const title = `event-${number}`;
  const facts = [
    ["Received", when(row)],
    ["Answer", status],
    ["Came again", `${repeats} ×`],
  ];
  return element(
    "li",
    {},
    element(
      "article",
      { "aria-labelledby": title, dataset: { name, status, repeats, state: rejected ? "refused" : "delivered" } },
      element(
        "div",
        { class: "head" },
        element("h3", { id: title }, element("code", {}, name)),
        element("span", { class: "badge" }, rejected ? "rejected" : "accepted"),
      ),
      element(
        "dl",
        { class: "facts" },
        ...facts.map(([word, value]) =>
          element("div", {}, element("dt", {}, word), element("dd", {}, String(value))),
        ),
      ),
      detailList(answer),
      element(
        "details",
        {},
        element("summary", {}, "As JSON"),
        element(
          "div",
          { class: "scroll", tabindex: "0", role: "group", "aria-label": "The event as JSON" },
          element("pre", {}, body),
        ),
      ),
    ),
  );
}

/** Why it was rejected. */
function detailList(answer) {
  const details = answer ? (JSON.parse(answer).details ?? []) : [];
  if (details.length === 0) return null;
  const item = ({ property, message }) => element("li", {}, element("code", {}, property), ` ${message}`);
  return element("ul", {}, ...details.map(item));
}

function eventList(rows) {
  if (rows.length === 0) return element("p", {}, "No event so far.");
  return element("ol", { class: "plain rows" }, ...rows.map(eventView));
}

function refusalTable(rows) {
  if (rows.length === 0) return element("p", {}, "Nothing was refused so far.");
  const line = (row) => element("tr", {}, ...refused.map(([, read]) => element("td", {}, read(row))));
  return element(
    "div",
    { class: "scroll", tabindex: "0", role: "group", "aria-labelledby": "refusals-title" },
    element(
      "table",
      {},
      element("thead", {}, element("tr", {}, ...refused.map(([name]) => element("th", { scope: "col" }, name)))),
      element("tbody", {}, ...rows.map(line)),
    ),
  );
}

async function show() {
  const response = await fetch("../api/subscriptions");
  if (!response.ok) throw new Error(`the back end answered ${response.status}`);
  const { events, refusals } = await response.json();
  byId("events").replaceChildren(eventList(events));
  byId("refusals").replaceChildren(refusalTable(refusals));
  const many = (number, one) => `${number} ${one}${number === 1 ? "" : "s"}`;
  say(`${many(events.length, "event")}, ${many(refusals.length, "refusal")}.`);
}

const showNow = () => show().catch((error) => say(`That did not work: ${error.message}`, "failed"));

async function start() {
  const config = await loadConfig();
  linkSites(config);
  if (!config.backEnd) return say("This needs the demo’s server, which receives events: run cargo xtask demo.", "refused");
  byId("refresh").disabled = false;
  byId("refresh").addEventListener("click", showNow);
  // Whoever comes back from the simulator's page sees what it sent.
  document.addEventListener("visibilitychange", () => document.hidden || showNow());
  await showNow();
}

start().catch((error) => say(`This page could not start: ${error.message}`, "failed"));
