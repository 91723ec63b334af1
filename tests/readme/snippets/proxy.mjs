import { openLaunch } from "/lib/launch-complete-host.mjs";

// `url` is a function: a launch URL is for one use, so the proxy page asks for a fresh one at every load.
export function connectByProxy(url) {
  const marketplaceOrigin = "https://marketplace.example";
  return openLaunch({ url, marketplaceOrigin, proxyUrl: "/connect/proxy.html" });
}
