import { create } from "@krakenjs/zoid/dist/zoid.min.js";

create({ tag: bench.tag, url: location.href, domain: location.origin, allowedParentDomains: bench.targets });
bench.ready(() => window.xprops.deliver(bench.result).then(bench.done, bench.failed));
