// A marketplace that speaks the protocol from its first page: a proxy page around it learns at once that
// the frame has loaded. Where the library cannot run, the pages work all the same.

import { loadConfig } from "../shared/config.js";

try {
  const [{ listen }, config] = await Promise.all([import("../lib/launch-complete.mjs"), loadConfig()]);
  if (window.parent !== window) listen({ targetOrigin: config.hostOrigin });
} catch {
  // Nobody is waiting for this page to say so.
}
