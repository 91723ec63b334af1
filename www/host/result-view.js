// A result as a reader wants it: who, what, which webhooks. Webhook URLs are masked.

import { element } from "../shared/dom.js";
import { masked, maskUrl } from "../shared/mask.js";

/** The elements that show one result. `cycles` is one view over both forms. */
export function resultView(result, cycles) {
  const own = [
    ["Account", result.accountId],
    ["Package", result.marketplacePackageId],
    ["Message", result.installCompleteMessage],
    ["Complete parameter", result.completeParameter],
  ].filter(([, value]) => value !== undefined && value !== null);
  return [
    element(
      "dl",
      { class: "facts" },
      ...own.map(([name, value]) =>
        element("div", {}, element("dt", {}, name), element("dd", { dir: "auto" }, String(value))),
      ),
    ),
    errorList(result.errors),
    cycleTable(cycles),
    json(result),
  ].filter(Boolean);
}

function errorList(errors) {
  if (!Array.isArray(errors) || errors.length === 0) return null;
  return element(
    "div",
    { class: "status", dataset: { state: "refused" } },
    element("strong", {}, "Errors the marketplace reported"),
    element("ul", {}, ...errors.map((text) => element("li", { dir: "auto" }, String(text)))),
  );
}

function cycleTable(cycles) {
  const name = cycles.length === 1 ? "1 cycle" : `${cycles.length} cycles`;
  const head = ["Cycle", "Template", "Status", "Webhooks"];
  const table = element(
    "table",
    {},
    element("caption", { class: "visually-hidden" }, name),
    element("thead", {}, element("tr", {}, ...head.map((text) => element("th", { scope: "col" }, text)))),
    element("tbody", {}, ...cycles.map(cycleRow)),
  );
  return element(
    "details",
    { open: cycles.length <= 5 },
    element("summary", {}, name),
    element("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": name }, table),
  );
}

function cycleRow({ cycleId, templateId, status, webhooks = [] }) {
  const items = webhooks.map((webhook) => {
    const { stepName, url } = typeof webhook === "string" ? { url: webhook } : webhook;
    return element(
      "li",
      {},
      stepName ? element("bdi", {}, stepName) : null,
      stepName ? ": " : null,
      element("code", {}, maskUrl(url)),
    );
  });
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, element("code", {}, cycleId)),
    element("td", {}, element("code", {}, templateId ?? "–")),
    element("td", { dir: "auto" }, status ?? "–"),
    element("td", {}, items.length ? element("ul", { class: "plain" }, ...items) : "–"),
  );
}

function json(result) {
  return element(
    "details",
    {},
    element("summary", {}, "As JSON, webhook URLs masked"),
    element(
      "div",
      { class: "scroll", tabindex: "0", role: "group", "aria-label": "The result as JSON" },
      element("pre", {}, JSON.stringify(masked(result), null, 2)),
    ),
  );
}
