import { ActivityHosts } from "web-activities/activity-hosts.js";

new ActivityHosts(window).connectHost().then((host) => {
  // It has no list of its own; its documentation says to check here.
  if (!bench.targets.includes(host.getTargetOrigin())) return bench.failed("not a listed origin");
  host.accept();
  host.ready();
  bench.ready(() => host.result(bench.result));
}, bench.failed);
