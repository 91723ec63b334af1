// The picture of one launch: gathers what is seen and draws it again at each news.

import { overhear } from "./channel.js";
import { Drawing } from "./drawing.js";
import { follow } from "./feed.js";
import { watchHandOffs } from "./hand-offs.js";
import { rowsOf } from "./rows.js";

// The window tells of its going when the app has long had the result.
const AFTERMATH = 5000;
const now = () => performance.timeOrigin + performance.now();
const all = new Set();

export class Picture {
  /** @param {{number: string, started: number, backEnd: boolean, resumed?: boolean}} launch */
  constructor({ number, started, backEnd, resumed }) {
    this.started = started;
    // What the library's own clock counts from.
    this.called = resumed ? now() : started;
    this.events = [];
    this.told = new Set();
    this.drawing = new Drawing(backEnd);
    this.element = this.drawing.element;
    this.stop = backEnd ? follow(number, (event) => this.hear(event)) : () => {};
    all.add(this);
    if (resumed) this.add({ kind: "resumed" });
  }

  /** What the app's own window saw. */
  add(event) {
    this.draw({ place: "app", at: now(), ...event });
  }

  /** What another page told; the server may tell it twice. */
  hear(event) {
    if (this.told.has(event.number)) return;
    this.told.add(event.number);
    this.draw(event);
  }

  report(report) {
    // How it ended is told in full by the outcome, or by the error.
    if (report.status === "delivered" || report.status === "failed" || report.status === "aborted") return;
    if (report.status === "handing-off") this.handingOff = now();
    this.add({ kind: "report", ...report });
  }

  delivered({ code, via, channel, backend, milliseconds }) {
    // The app is told when the back end has answered, and the sender when the result came.
    const handedOff = this.handingOff !== undefined;
    const told = handedOff ? {} : { backend };
    this.add({ kind: "outcome", at: this.called + milliseconds, code, via, channel, ...told });
    if (handedOff) this.add({ kind: "kept", backend });
    this.end();
  }

  failed(error) {
    this.add({ kind: "error", code: error?.code ?? error?.name ?? "ERROR" });
    this.end();
  }

  end() {
    this.ended = now();
    setTimeout(() => {
      this.stop();
      all.delete(this);
    }, AFTERMATH);
  }

  /** Whether this app was handing this launch's result over at that time. */
  wasHandingOff(at) {
    return at >= this.handingOff && !(at > this.ended);
  }

  draw(event) {
    this.events.push(event);
    this.drawing.show(rowsOf(this.events, this.started));
  }
}

overhear(({ id, from, word }) => {
  const picture = [...all].find((each) => each.id === id);
  picture?.add({ kind: "channel", from, word });
});

watchHandOffs((event) => {
  // Of two that hand off at once, nobody knows whose post it is: then it is left out.
  const possible = [...all].filter((each) => each.wasHandingOff(event.at));
  if (possible.length === 1) possible[0].draw(event);
});
