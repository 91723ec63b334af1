// From the click on OK to the app's callback: the page is at rest, the result has three cycles.
import { frames, group, interleaved, launch, rounds } from "./common.js";

const ENTRIES = [
  ["launch-complete", "launch-complete", "checked on both sides, acknowledged"],
  ["sample", "sample", "the documentation's two lines: no check, any origin"],
  ["hand-written", "hand", "the same checks and acknowledgement by hand"],
  ["penpal", "penpal", "a call to a method of the app"],
  ["post-robot", "post-robot", "a message with an answer"],
  ["zoid", "zoid", "a call to a property of the component"],
  ["web-activities", "web-activities", "host.result()"],
];

/** Whose click is one message to the app's window; others have ports, or send several. */
const ONE_MESSAGE = ["launch-complete", "sample", "hand"];

group(async () => {
  const hosts = await frames(ENTRIES.map(([, page]) => page));
  const entries = ENTRIES.map(([who, page, does]) => ({
    who,
    does,
    failed: hosts[page].error,
    async sample() {
      const { click, arrived, received, cycles } = await launch({ frame: hosts[page], page });
      if (cycles !== 3) throw new Error(`${cycles} cycles arrived`);
      return {
        "click to callback": received - click,
        ...(ONE_MESSAGE.includes(page) && {
          "of it: click to the message in the app": arrived - click,
          "of it: message to callback": received - arrived,
        }),
      };
    },
  }));
  return interleaved("Click to the app's callback, 3 cycles", entries, rounds(25), 2);
});
