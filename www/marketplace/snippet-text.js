// The Launch Complete HTML that the snippet builder makes of choices in the address. Whatever the address
// says, the lines are for the origins in use: the result goes to the host app and nowhere else.

import { siteUrl } from "../shared/config.js";
import { loadLibrary } from "../shared/snippet/library.js";
import { linesOf } from "../shared/snippet/lines.js";

/** @param {string | null} choices JSON */
export async function snippetText(choices, config) {
  const own = {
    appOrigin: config.hostOrigin,
    marketplaceOrigin: config.marketplaceOrigin,
    landing: siteUrl(config.hostOrigin, "host/landing.html"),
    // Servers for files alone send no CORS headers, so it is this site's own.
    script: siteUrl(config.marketplaceOrigin, "lib/launch-complete.js"),
  };
  return linesOf({ ...JSON.parse(choices ?? "{}"), ...own }, await loadLibrary());
}
