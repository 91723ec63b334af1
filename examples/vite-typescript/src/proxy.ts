import { runProxy } from "launch-complete/proxy";

import { marketplaceOrigin } from "./config.ts";

runProxy({ marketplaceOrigin, deliverTo: "opener", ack: "required" });
