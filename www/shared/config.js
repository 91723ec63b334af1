// The two origins and whether a back end answers. Everything is found relative to this file,
// so the pages also work below a path.

/** The path both sites are served below, usually "/". */
export const base = new URL("../", import.meta.url).pathname;

/** @returns {Promise<{hostOrigin: string, marketplaceOrigin: string, backEnd: boolean}>} */
export async function loadConfig() {
  const response = await fetch(new URL("config.json", import.meta.url));
  if (!response.ok) throw new Error(`shared/config.json: ${response.status}`);
  return response.json();
}

/** A page of one of the two sites, such as siteUrl(config.hostOrigin, "host/landing.html"). */
export function siteUrl(origin, page) {
  return origin + base + page;
}

/** Points the links to the other site at the configured origin. */
export function linkSites(config) {
  for (const link of document.querySelectorAll("a[data-site][data-page]")) {
    const origin = link.dataset.site === "host" ? config.hostOrigin : config.marketplaceOrigin;
    link.href = siteUrl(origin, link.dataset.page);
  }
}
