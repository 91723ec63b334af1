import { runLanding, type LandingOptions } from "launch-complete/landing";

const options: LandingOptions = { deliverTo: "opener" };
runLanding(options);
