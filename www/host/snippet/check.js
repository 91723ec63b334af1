// Checks which paths work here: a launch by each, with a page that sends at once.

import { byId, element } from "../../shared/dom.js";
import { adviceFor, evidenceOf } from "./evidence.js";
import { openWindow } from "./launch.js";

// Long enough for a slow network. A window that reads closed is waited for as long as a redirect may need; one
// that was cut off from its opener has no other way.
const TIMEOUT = 20_000;
const LOST_LIMITS = { opener: 2_000, parent: 8_000, redirect: 8_000 };

const ROWS = [
  { via: "opener", title: "Popup: window.opener" },
  { via: "parent", title: "Proxy page" },
  { via: "redirect", title: "Redirect" },
];

const HEAD = ["Path", "Works", "Evidence", "What to do", "Again"];

/** Draws the table. `responseMode` says in which one the redirect is made. */
export function prepareChecks(host, config, responseMode) {
  const rows = ROWS.map((row) => drawn(row));
  const table = element(
    "table",
    {},
    element("caption", { class: "visually-hidden" }, "Which paths work"),
    element("thead", {}, element("tr", {}, ...HEAD.map((text) => element("th", { scope: "col" }, text)))),
    element("tbody", {}, ...rows.map(({ line }) => line)),
  );
  const scroll = { class: "scroll", tabindex: "0", role: "group", "aria-labelledby": "check-title" };
  byId("checks").replaceChildren(element("div", scroll, table));

  const buttons = [byId("checkAll"), ...rows.map(({ button }) => button)];
  let running = false;
  const run = async (wanted) => {
    if (running) return;
    running = true;
    // Not `disabled`: the button that was pressed would lose the focus.
    for (const button of buttons) button.setAttribute("aria-disabled", "true");
    for (const row of wanted) {
      say(`Checking: ${row.title} …`);
      show(row, { works: "…" });
      show(row, await check(host, config, row.via, responseMode()));
    }
    for (const button of buttons) button.removeAttribute("aria-disabled");
    running = false;
    say(summary(rows));
  };
  byId("checkAll").addEventListener("click", () => run(rows));
  for (const row of rows) row.button.addEventListener("click", () => run([row]));
  byId("checkAll").disabled = false;
}

function say(text) {
  byId("check-status").textContent = text;
}

function drawn({ via, title }) {
  const button = element("button", { type: "button", class: "quiet small", "aria-label": `Check ${title}` }, "Check");
  const cells = ["works", "evidence", "advice"].map((name) => [name, element("td", { dataset: { cell: name } }, "–")]);
  const line = element("tr", { dataset: { path: via } }, element("th", { scope: "row" }, title), ...cells.map(([, cell]) => cell), element("td", {}, button));
  return { via, title, line, button, cells: Object.fromEntries(cells), works: null };
}

function show(row, { works, evidence = "–", advice = "–" }) {
  row.works = works;
  row.line.dataset.works = works;
  row.cells.works.textContent = works;
  row.cells.evidence.textContent = evidence;
  row.cells.advice.textContent = advice;
}

/** One launch. The call to `openWindow` is inside the click where this is the first one. */
async function check(host, config, via, responseMode) {
  const seen = { lost: false, form: responseMode === "form_post" };
  const onStatus = ({ status }) => {
    seen.lost ||= status === "lost";
  };
  const choices = { via, responseMode, listener: "ours", trigger: "load", distribution: "external" };
  try {
    const outcome = await openWindow(host, config, choices, { timeout: TIMEOUT, lostLimit: LOST_LIMITS[via], onStatus }).result;
    return { works: "yes", evidence: evidenceOf(outcome) };
  } catch (error) {
    const code = error.code ?? error.name;
    const evidence = `${code}${seen.lost ? ", the window reads closed" : ""}`;
    return { works: "no", evidence, advice: adviceFor(via, code, seen) };
  }
}

function summary(rows) {
  const named = (works) => rows.filter((row) => row.works === works).map(({ title }) => title);
  const [yes, no] = [named("yes"), named("no")];
  return [yes.length ? `Works: ${yes.join(", ")}.` : "", no.length ? `Does not work: ${no.join(", ")}.` : ""].filter(Boolean).join(" ");
}

/** With which opener policy this very page is sent. */
export async function showHeaders() {
  const response = await fetch(location.href, { method: "HEAD" });
  const policy = response.headers.get("cross-origin-opener-policy");
  byId("headers").textContent = policy
    ? `This page is sent with Cross-Origin-Opener-Policy: ${policy}.`
    : "This page is sent without Cross-Origin-Opener-Policy.";
}
