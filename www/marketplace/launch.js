// Choose a package, and, once the account is connected, install it.

import { element } from "../shared/dom.js";
import { findPackage, packages } from "./packages.js";
import "./greet.js";
import { pageWith, prepareStep } from "./steps.js";

const query = new URLSearchParams(location.search);
const chosen = findPackage(query.get("package"));

function choice({ id, title, summary }) {
  return element(
    "label",
    { class: "choice boxed" },
    element("input", { type: "radio", name: "package", value: id, required: true, checked: id === chosen.id }),
    element("span", {}, element("bdi", {}, title), element("span", { class: "hint" }, summary)),
  );
}

if (query.get("step") === "install") {
  const step = prepareStep("install", query, ["step"]);
  document.title = "Install: Marketplace simulator";
  step.get("title").textContent = chosen.title;
  step.get("about").textContent = chosen.summary;
  step.get("back").href = pageWith("launch.html", query, { step: null });
  step.show();
} else {
  const step = prepareStep("choose", query, ["package", "step"]);
  step.get("packages").append(...packages.map(choice));
  step.show();
}
