// One article per launch: first what is going on, then what arrived.

import { element } from "../shared/dom.js";
import { Picture } from "./picture/picture.js";
import { resultView } from "./result-view.js";

const labels = { opener: "popup", proxy: "proxy page", landing: "landing page" };

export class LaunchView {
  constructor({ launch, path, package: packageId, ...set }) {
    const title = `launch-${launch}`;
    this.picture = new Picture(set);
    this.badge = element("span", { class: "badge" });
    this.words = element("p");
    this.body = element("div");
    this.article = element(
      "article",
      { class: "card", "aria-labelledby": title, dataset: { launch, path } },
      element(
        "div",
        { class: "head" },
        element("h3", { id: title }, `Launch ${launch}: ${packageId} by ${path}`),
        this.badge,
      ),
      this.words,
      this.picture.element,
      this.body,
    );
    this.item = element("li", {}, this.article);
  }

  state(state, words) {
    this.article.dataset.state = state;
    this.badge.textContent = state;
    this.words.textContent = words;
  }

  delivered(outcome, cycles) {
    const { via, origin, milliseconds, code } = outcome;
    this.picture.delivered(outcome);
    Object.assign(this.article.dataset, { code, via, origin, milliseconds: String(milliseconds) });
    const facts = [
      ["Code", code],
      ["Arrived by", `${labels[via] ?? via}, ${outcome.channel}`],
      ["From", origin + (outcome.originVerified === false ? " (not verified)" : "")],
      ["Took", `${Math.round(milliseconds)} ms`],
      ["Bound to this launch", outcome.bound === false ? "no" : "yes"],
      ["Seen before", outcome.repeated ? "the same text, in an earlier launch" : null],
      ["Back end", backEndWords(outcome.backend)],
    ];
    const shown = outcome.result
      ? resultView(outcome.result, cycles)
      : [element("p", {}, "Only the back end got the result, under ", element("code", {}, outcome.key))];
    this.body.replaceChildren(factList(facts), ...shown);
  }

  /** Offers something to do about a failure. */
  offer(label, act) {
    const button = element("button", { type: "button" }, label);
    button.addEventListener("click", act);
    this.body.append(button);
  }

  failed(error) {
    this.picture.failed(error);
    this.article.dataset.code = error?.code ?? error?.name ?? "ERROR";
    this.body.replaceChildren(factList([["Code", this.article.dataset.code]]));
  }
}

function backEndWords(backend) {
  if (!backend) return null;
  const { status, code } = backend;
  if (status === 201) return "stored";
  if (status === 200) return "had it already";
  return `not stored (${code ?? status})`;
}

function factList(facts) {
  const shown = facts.filter(([, value]) => value !== null && value !== undefined);
  return element(
    "dl",
    { class: "facts" },
    ...shown.map(([name, value]) =>
      element("div", {}, element("dt", {}, name), element("dd", { dir: "auto" }, String(value))),
    ),
  );
}
