// From the start of the page's script to "ready to send" and to the message in the app. Each page is on a site of its
// own: a new process that has compiled nothing before.
import { frames, group, interleaved, launch, rounds } from "./common.js";

const ENTRIES = [
  ["launch-complete, inline", "launch-complete-inline", "the single file inside the page, wasm and all", "launch-complete"],
  ["launch-complete, external", "launch-complete", "the single file by its address"],
  ["sample, inline", "sample", "the documentation's two lines"],
  ["hand-written, inline", "hand-inline", "inside the page", "hand"],
  ["hand-written, external", "hand", "by its address"],
  ["penpal, external", "penpal", "bundled; with its handshake"],
  ["post-robot, external", "post-robot", "its own minified file, bundled"],
  ["zoid, external", "zoid", "its own minified file, bundled"],
  ["web-activities, external", "web-activities", "bundled; with its handshake"],
];

group(async () => {
  const hosts = await frames([...new Set(ENTRIES.map(([, page, , host = page]) => host))]);
  const entries = ENTRIES.map(([who, page, does, host = page]) => ({
    who,
    does,
    failed: hosts[host].error,
    async sample() {
      const frame = hosts[host];
      const waiting = await launch({ frame, page, click: false, until: "ready" });
      const sending = await launch({ frame, page, when: "load" });
      return {
        "script start to ready to send": waiting.ready - waiting.start,
        "script start to the message in the app": sending.received - sending.start,
      };
    },
  }));
  return interleaved("Cold start", entries, rounds(17), 1);
});
