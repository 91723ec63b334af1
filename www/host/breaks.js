// Breaking things on purpose, on both sites. The server says what can be broken, and what is: this page may have
// been loaded anew, and a switch that ends by itself may have ended.

import { byId, element } from "../shared/dom.js";

const address = new URL("../api/breaks", import.meta.url);
const boxes = new Map();

export async function startBreaks() {
  try {
    const list = await ask("GET");
    byId("break-choices").replaceChildren(...groups(list.breaks));
    show(list);
  } catch (error) {
    return say(`What is broken cannot be told: ${error.message}.`);
  }
  byId("repair").addEventListener("click", () => {
    for (const box of boxes.values()) box.checked = false;
    set();
  });
  // Another window may have changed it.
  document.addEventListener("visibilitychange", () => document.hidden || showBreaks());
}

/** Asks again what is broken: a launch may have used it up. */
export async function showBreaks() {
  await ask("GET").then(show, () => say("The server does not answer."));
}

async function set() {
  const on = [...boxes].filter(([, box]) => box.checked).map(([name]) => name);
  await ask("PUT", { on }).then(show, (error) => say(`That did not work: ${error.message}.`));
}

async function ask(method, body) {
  const headers = body && { "content-type": "application/json" };
  const answer = await fetch(address, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return answer.json();
}

function groups(breaks) {
  const names = [...new Set(breaks.map(({ group }) => group))];
  return names.map((group) =>
    element("fieldset", {}, element("legend", {}, group), ...breaks.filter((each) => each.group === group).map(choice)),
  );
}

function choice({ name, title, hint }) {
  const box = element("input", { type: "checkbox", name: "break", value: name });
  box.addEventListener("change", set);
  boxes.set(name, box);
  return element("label", { class: "choice" }, box, element("span", {}, title, element("span", { class: "hint" }, hint)));
}

function show({ breaks, others }) {
  const on = breaks.filter((each) => each.on);
  for (const { name, on } of breaks) boxes.get(name).checked = on;
  const lines = on.map(({ name, title, left }) => element("li", { dataset: { broken: name } }, title + leftWords(left)));
  if (others) lines.push(element("li", {}, others === 1 ? "1 switch set by hand" : `${others} switches set by hand`));
  say(...(lines.length ? [element("ul", {}, ...lines)] : ["Nothing. Everything works."]));
  byId("broken").dataset.state = lines.length ? "lost" : "";
  byId("repair").disabled = lines.length === 0;
}

function leftWords(left) {
  if (left === undefined || left === null) return "";
  return left === 0 ? " (over: put it back and choose it again)" : ` (${left} more)`;
}

function say(...words) {
  byId("broken").replaceChildren(...words);
}
