// What a launch is about: as the form says it, and as options of the library.

import { siteUrl } from "../shared/config.js";
import { launchPage, paths } from "./paths.js";
import { freshNumber, withNumber } from "./picture/number.js";

/** What the form says, for a launch that starts now. */
export function settingsOf(fields) {
  return {
    path: fields.path.value,
    package: fields.package.value,
    box: fields.box.value,
    timeout: fields.timeout.value && fields.timeout.valueAsNumber * 1000,
    lostLimit: fields.lostLimit.value && fields.lostLimit.valueAsNumber * 1000,
    accountId: fields.expectAccountId.value,
    unbound: fields.unbound.checked,
    store: fields.store.checked,
    number: freshNumber(),
    started: performance.timeOrigin + performance.now(),
  };
}

/** The same as options of the library. */
export function launchOptions(config, { path, package: packageId, box, number, ...set }) {
  const url = siteUrl(config.marketplaceOrigin, launchPage(path, packageId, box));
  const options = {
    // Without the demo's server nobody could tell what the marketplace's pages see.
    url: config.backEnd ? withNumber(url, number) : url,
    marketplaceOrigin: config.marketplaceOrigin,
  };
  const { proxy } = paths[path];
  if (proxy) options.proxyUrl = new URL(proxy, document.baseURI).href;
  if (set.timeout) options.timeout = set.timeout;
  if (set.lostLimit) options.lostLimit = set.lostLimit;
  if (set.accountId) options.expect = { accountId: set.accountId };
  if (set.unbound) options.unboundLanding = "single";
  if (set.store) options.backend = { url: new URL("../api/results", document.baseURI).href };
  return options;
}
