// Draws rows: one list item each, with its time, its arrow and its words. The words say everything, so the
// arrows and the heads of the lanes are kept from screen readers, and a list in order is what those read.

import { element } from "../../shared/dom.js";
import { lanesOf } from "./rows.js";

const SERVER = "Drawn from what this page and the pages in the popup saw, in milliseconds since the click.";
const ALONE =
  "Drawn from what this page saw, in milliseconds since the click. The other pages’ view needs the demo’s server, to which they tell it.";

/** A pause of more than this many milliseconds is drawn as a gap. */
const PAUSE = 1000;

export class Drawing {
  constructor(backEnd) {
    this.heads = element("div", { class: "lanes", "aria-hidden": "true" });
    this.list = element("ol", { class: "plain", "aria-label": "Step by step" });
    this.count = element("span", { class: "hint" });
    this.element = element(
      "details",
      { class: "sequence", open: true },
      element("summary", {}, "Step by step ", this.count),
      element("div", { class: "diagram" }, this.heads, this.list),
      element("p", { class: "hint" }, backEnd ? SERVER : ALONE),
    );
  }

  show(rows) {
    const used = lanesOf(rows);
    const column = (name) => used.findIndex(([lane]) => lane === name);
    this.element.style.setProperty("--lanes", String(used.length));
    this.heads.replaceChildren(...used.map(([name, title]) => element("span", { dataset: { lane: name } }, title)));
    this.count.textContent = rows.length === 1 ? "1 step" : `${rows.length} steps`;
    const items = rows.map((row, index) => item(row, column, index > 0 && row.at - rows[index - 1].at > PAUSE));
    // Only what is new or moved is put in: the rest stays as it is, so that it does not appear anew.
    items.forEach((fresh, index) => {
      const old = this.list.children[index];
      if (!old) this.list.append(fresh);
      else if (!old.isEqualNode(fresh)) old.replaceWith(fresh);
    });
    while (this.list.children.length > items.length) this.list.lastChild.remove();
  }
}

function item({ at, from, to, words, tone, count }, column, pause) {
  const first = to === null ? column(from) : Math.min(column(from), column(to));
  const said = element("span", { class: "words" }, count > 1 ? `${words} ${count} times.` : words);
  const time = element("span", { class: "time" }, `${at.toLocaleString("en")} ms`);
  // By the object model: the page's policy allows no style in markup.
  said.style.setProperty("--first", String(first));
  const data = { from, to: to ?? undefined, tone };
  if (to === null) delete data.to;
  return element("li", { class: pause ? "pause" : null, dataset: data }, time, graph(from, to, column), said);
}

/** The lifelines with an arrow between two of them, or a dot on one. */
function graph(from, to, column) {
  const start = column(from);
  const end = to === null ? start : column(to);
  const kind = to === null ? "dot" : end > start ? "arrow right" : "arrow left";
  const mark = element("span", { class: kind });
  mark.style.gridColumn = `${Math.min(start, end) + 1} / ${Math.max(start, end) + 2}`;
  return element("span", { class: "graph", "aria-hidden": "true" }, mark);
}
