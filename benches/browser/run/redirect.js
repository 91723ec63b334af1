// The redirect path: from the click on OK to the landing page's callback, and to the app's.
import { HOST, frames, group, interleaved, launch, rounds } from "./common.js";

const ENTRIES = [
  ["launch-complete", "launch-complete-redirect", "launch-complete", "fragment, bound to its launch, acknowledged"],
  ["sample", "sample-redirect", "sample", "as the documentation describes it, in six lines: any result is believed"],
  ["hand-written", "hand", "hand", "the same checks by hand"],
  ["msal-browser's bridge", "msal", "msal", "its landing page gives no callback: the app only"],
  ["web-activities", "web-activities", "web-activities", "the app's own page is where it lands"],
];

group(async () => {
  const hosts = await frames(ENTRIES.map(([, , host]) => host));
  const entries = ENTRIES.map(([who, page, host, does]) => ({
    who,
    does,
    failed: hosts[host].error,
    async sample() {
      const frame = hosts[host];
      if (host === "web-activities") {
        const { click, landed } = await launch({ frame: { ...frame, host: inPopup(frame.inside) }, page, until: "landed" });
        return { "click to the landing page's callback": landed - click };
      }
      const more = { via: "redirect", redirect: `${HOST}/landings/${host}.html` };
      const calls = host !== "msal";
      const { click, landed, received } = await launch({ frame, page, more, also: calls ? ["landed"] : [] });
      return {
        ...(calls && { "click to the landing page's callback": landed - click }),
        "click to the app's callback": received - click,
      };
    },
  }));
  return interleaved("Redirect path, 3 cycles", entries, rounds(17), 1);
});

/** Its redirect goes from the app's own window and back to it: that window is a popup here. */
function inPopup(app) {
  return {
    open({ url, tag, features }) {
      const own = new URL("/run/return.html", location.href);
      own.search = new URLSearchParams({ url, tag });
      const popup = app.open(own, "_blank", features);
      return { close: () => popup?.close() };
    },
  };
}
