import { openLaunch } from "../hand/host.js";

export function open({ url, origin, features, maxBytes, received, failed, late, keep }) {
  const launch = openLaunch({ url, marketplaceOrigin: origin, features, maxBytes, window: late });
  launch.result.then(received, failed);
  return { close: () => launch.close(keep) };
}
