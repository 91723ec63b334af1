// Construct a result by hand and send it by a chosen path.

import { linkSites, loadConfig } from "../shared/config.js";
import { byId } from "../shared/dom.js";
import { masked } from "../shared/mask.js";
import { cycleFields, resultFields, webhookFields } from "./build-fields.js";
import { inputAt, readInput } from "./build-input.js";
import { openedBy, send } from "./build-send.js";
import { account, userId, webhook } from "./packages-values.js";

const root = byId("build");
const form = () => byId("form").value;
const freshWebhook = () => webhook("Webhook", crypto.randomUUID());
const freshCycle = () => ({
  cycleId: crypto.randomUUID(),
  templateId: crypto.randomUUID(),
  webhooks: [freshWebhook()],
});

function say(text, state) {
  byId("status").dataset.state = state;
  byId("status").textContent = text;
}

function reset() {
  byId("fields").replaceChildren(...resultFields(form(), { ...account, userId }));
  byId("cycles").replaceChildren(cycleFields(form(), freshCycle()));
  byId("addCycle").hidden = form() === "single";
}

// A live region speaks whenever it is written to, so it is written to only when something changed.
function showProblem(text) {
  if (byId("problem").textContent !== text) byId("problem").textContent = text;
}

function mark(input, wrong) {
  if (!input) return;
  input.setAttribute("aria-invalid", String(wrong));
  // Its hint stays. `aria-errormessage` would be the word for it, but few screen readers know it.
  const about = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== "problem");
  if (wrong) about.push("problem");
  if (about.length) input.setAttribute("aria-describedby", about.join(" "));
  else input.removeAttribute("aria-describedby");
}

/** Tells what is wrong and marks the input. The result is null then. */
function built(buildResult) {
  for (const input of root.querySelectorAll("[aria-invalid=true]")) mark(input, false);
  try {
    const result = buildResult(readInput(root, form()));
    showProblem("");
    return result;
  } catch (error) {
    mark(inputAt(root, error.path), true);
    showProblem(error.message);
    return null;
  }
}

function preview(buildResult) {
  renumber();
  const result = built(buildResult);
  const shown = byId("reveal").checked ? result : masked(result);
  byId("preview").textContent = result ? JSON.stringify(shown, null, 2) : "–";
}

/** Adds or removes a part of the form. Focus stays near what was done. */
function change(button) {
  const { add, remove } = button.dataset;
  if (add) {
    const part = webhookFields(form(), freshWebhook());
    button.closest(".cycle").querySelector(".webhooks").append(part);
    part.querySelector("input").focus();
  } else if (remove) {
    const part = button.closest(`.${remove}`);
    const next = part.parentElement.parentElement.querySelector("[data-add], #addCycle") ?? byId("addCycle");
    part.remove();
    next.focus();
  } else if (button.id === "addCycle") {
    const part = cycleFields(form(), freshCycle());
    byId("cycles").append(part);
    part.querySelector("input").focus();
  }
}

/** Names every cycle and webhook as the paths in errors do. */
function renumber() {
  root.querySelectorAll(".cycle").forEach((cycle, index) => {
    cycle.querySelector("legend").textContent = form() === "single" ? "Cycle" : `cycles[${index}]`;
    cycle.querySelectorAll(".webhook legend").forEach((legend, number) => {
      legend.textContent = `webhooks[${number}]`;
    });
  });
}

function choose(query) {
  for (const name of ["via", "mode", "landing"]) {
    if (query.has(name)) byId(name).value = query.get(name);
  }
}

function start({ buildResult, deliver }, config) {
  linkSites(config);
  choose(new URLSearchParams(location.search));
  byId("opened").textContent = openedBy();
  reset();
  preview(buildResult);

  byId("form").addEventListener("change", () => {
    reset();
    preview(buildResult);
  });
  root.addEventListener("click", ({ target }) => {
    if (target.localName === "button" && target.type === "button") change(target);
    preview(buildResult);
  });
  root.addEventListener("input", () => preview(buildResult));
  root.addEventListener("submit", (event) => {
    event.preventDefault();
    const result = built(buildResult);
    if (!result) return root.querySelector("[aria-invalid=true]")?.focus();
    const [via, ack, landing, mode] = ["via", "ack", "landing", "mode"].map((id) => byId(id).value);
    send(deliver, result, { via, ack, landing, mode }, config, say);
  });
  byId("send").disabled = false;
}

try {
  const [library, config] = await Promise.all([import("../lib/launch-complete.mjs"), loadConfig()]);
  start(library, config);
} catch (error) {
  say(`This page could not start: ${error.message}`, "failed");
}
