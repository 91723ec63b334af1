import { runLanding } from "../hand/host.js";

runLanding(landed);
