import { openLaunch, resumeLaunch, startLaunch } from "/lib/launch-complete-host.mjs";

const marketplaceOrigin = "https://marketplace.example";
// In a window: the landing page knows which launch it belongs to, with or without an opener.
export const connect = (url) => openLaunch({ url, marketplaceOrigin });
// After your page was reloaded: the launch that still waits, or null.
export const resume = () => resumeLaunch({ marketplaceOrigin });
// In this very tab, where windows are blocked: landing.html delivers to the back end, then goes to its `data-continue`.
export const connectHere = (url) => startLaunch({ url, marketplaceOrigin });
