// The form: its inputs, what they say, and what is wrong beside each.

import { TEXTS, complete, redirects, relays } from "../../shared/snippet/choices.js";
import { byId, element } from "../../shared/dom.js";

const VIA_HINTS = {
  auto: "By evidence: framed, it posts to the frame around it; else to its opener; where nobody answers, it redirects.",
  opener: "Where no page on the way sends Cross-Origin-Opener-Policy.",
  parent: "Where the marketplace may be framed.",
  redirect: "Works even where the window was cut off from your app.",
};

const MODE_HINTS = {
  fragment: "Up to 64 KiB. No server sees it.",
  query: "Up to 8 KiB, and it ends up in server logs: only where a fragment cannot be used.",
  form_post: "Any length. Your server must take the form.",
  "fragment form_post": "A form only above 64 KiB; your server must take it.",
};

const TEXT_LABELS = {
  ok: "The button",
  retry: "The button after a failure",
  idle: "Status before the click",
  sending: "Status while sending",
  delivered: "Status once delivered",
  sent: "Status once sent, unconfirmed",
  redirecting: "Status while redirecting",
  closable: "After that, where the window stays open",
  refused: "Status when your app refuses",
  failed: "Status when it fails",
  missing: "Status when there is no result",
  reason: "What is added after a failure: {message} or {code}",
};

/** Adds the inputs: one for each field of text, one for each text of the page. */
export function prepareForm() {
  for (const field of document.querySelectorAll("div[data-field]")) {
    const { field: name, value = "" } = field.dataset;
    const described = [`${name}-hint`, `${name}-problem`].join(" ");
    const input = element("input", { id: name, name, value, dir: "ltr", spellcheck: "false", autocapitalize: "off", "aria-describedby": described });
    field.querySelector("label").after(input);
  }
  for (const field of document.querySelectorAll("[data-field]")) {
    field.append(element("p", { class: "problem", id: `${field.dataset.field}-problem` }));
  }
  for (const [name, text] of Object.entries(TEXTS)) {
    const id = `text-${name}`;
    const input = element("input", { id, name: id, dir: "auto", placeholder: text || "(empty)" });
    byId("texts").append(element("div", { class: "field" }, element("label", { for: id }, TEXT_LABELS[name]), input));
  }
}

/** What the form says. What is left empty is not said. */
export function readForm() {
  const choices = { texts: {} };
  for (const [name, value] of new FormData(byId("choices"))) {
    if (name.startsWith("text-")) choices.texts[name.slice(5)] = value;
    else choices[name] = value.trim();
  }
  return choices;
}

/** Shows what the choices need and hides the rest. */
export function showChoices(choices) {
  const all = complete(choices);
  const needed = {
    redirects: redirects(all),
    parent: all.via === "parent",
    relays: relays(all),
    backend: all.deliverTo.includes("backend"),
    external: all.distribution === "external",
    own: all.trigger === "own",
  };
  for (const part of document.querySelectorAll("[data-when]")) part.hidden = !needed[part.dataset.when];
  byId("via-hint").textContent = VIA_HINTS[all.via];
  byId("responseMode-hint").textContent = MODE_HINTS[all.responseMode];
  byId("cors-header").textContent = `Access-Control-Allow-Origin: ${all.marketplaceOrigin}`;
}

/** Writes what is wrong beside each field. */
export function showProblems(problems) {
  for (const field of document.querySelectorAll("[data-field]")) {
    const { field: name } = field.dataset;
    const problem = problems[name];
    const control = field.querySelector(":scope > input") ?? field;
    if (problem) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
    byId(`${name}-problem`).textContent = problem ? `${problem.message} (${problem.code})` : "";
  }
}

/** Empty inputs say what is taken in their place. */
export function showDefaults(choices) {
  for (const name of ["landing", "proxy", "script", "backend", "triggerSelector"]) {
    byId(name).placeholder = complete({ ...choices, [name]: undefined })[name];
  }
}

/** What a field is called. */
export function labelOf(name) {
  const field = document.querySelector(`[data-field="${name}"]`);
  return field.querySelector("label, legend").textContent;
}
