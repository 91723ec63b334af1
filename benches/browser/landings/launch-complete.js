import { runLanding } from "/lib/launch-complete-landing.mjs";

runLanding({ onStatus: ({ status }) => status === "delivering" && landed() });
