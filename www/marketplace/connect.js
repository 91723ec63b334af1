// Stands for the service's sign-in page, the one that tends to cut the popup off from its opener.

import "./greet.js";
import { pageWith, prepareStep } from "./steps.js";

const query = new URLSearchParams(location.search);
const step = prepareStep("connect", query, ["step"]);
step.get("back").href = pageWith("launch.html", query, { step: null });
step.show();
