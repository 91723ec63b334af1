import { openLaunch } from "/lib/launch-complete-host.mjs";

export function open({ url, origin, features, maxBytes, received, failed, late, keep, status }) {
  const common = { marketplaceOrigin: origin, onStatus: status, ...(maxBytes && { maxBytes }) };
  // A window that was opened before anybody listened.
  const options = late ? { window: late } : { url, features };
  const launch = openLaunch({ ...common, ...options });
  launch.result.then(({ result }) => received(result), failed);
  return { close: () => keep || launch.close() };
}
