// The preview: the page in a frame at once, and in a window on demand.

import { element } from "../../shared/dom.js";
import { describe, describeFailure, failureState, stateOf } from "../words.js";
import { evidenceOf } from "./evidence.js";
import { listenToFrame, openWindow, pageUrl } from "./launch.js";

/** Shows the page in a frame. What it sends, this page takes, as an app would. */
export class FramePreview {
  #listening = null;

  constructor(host, config, place, say) {
    Object.assign(this, { host, config, place, say });
  }

  show(choices) {
    this.clear();
    // A framed page has the frame around it and no opener. A redirect would take the frame to a landing page.
    const framed = { ...choices, via: "parent" };
    const frame = element("iframe", { title: "Launch Complete page, with your choices", src: pageUrl(this.config, framed) });
    frame.addEventListener("load", () => this.#listen(framed, frame), { once: true });
    this.place.replaceChildren(frame);
  }

  clear() {
    const before = this.#listening;
    this.#listening = null;
    before?.close();
    this.place.replaceChildren();
    this.say("");
  }

  #listen(choices, frame) {
    const listening = listenToFrame(this.host, this.config, choices, frame);
    this.#listening = listening;
    const told = (text, state) => this.#listening === listening && this.say(text, state);
    listening.result.then(
      ({ code, origin }) => told(`What the frame sent arrived: ${code}, from ${origin}.`, "delivered"),
      (error) => told(describeFailure(error), failureState(error)),
    );
  }
}

/** Opens a launch by the chosen path and tells what comes of it. Call it inside the click. */
export async function preview(host, config, choices, say) {
  const onStatus = (report) => say(describe(report), stateOf(report));
  say("The window is open: press its button.", "waiting");
  try {
    const outcome = await openWindow(host, config, choices, { onStatus }).result;
    say(`The result arrived: ${evidenceOf(outcome)}.`, "delivered");
  } catch (error) {
    say(`${describeFailure(error)} (${error.code ?? error.name})`, failureState(error));
  }
}
