// The classic script defines a global.

import "launch-complete/launch-complete.js";

window.LaunchComplete.buildResult({ accountId: "a", cycles: [] }).cycles.length satisfies number;
