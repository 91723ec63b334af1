import { create } from "@krakenjs/zoid/dist/zoid.min.js";

/** It opens the window itself: there is no way to take one up later. */
export const opensOnly = true;

export function open({ url, origin, tag, received, failed }) {
  const Launch = create({ tag, url, domain: origin, defaultContext: "popup", props: { deliver: { type: "function" } } });
  const launch = Launch({ deliver: received, onError: failed });
  launch.render("body", "popup").catch(failed);
  return { close: () => launch.close() };
}
