// The inputs of the form. Each knows its place in the result, so that an error can point at it.

import { element } from "../shared/dom.js";

let count = 0;

/** A labelled input. `place` is the field's name in its object. */
function field(place, label, { type = "text", value = "", hint } = {}) {
  count += 1;
  const id = `field-${count}`;
  const input = element("input", {
    id,
    name: place,
    type,
    spellcheck: "false",
    autocapitalize: "off",
    dir: type === "url" ? "ltr" : "auto",
    "aria-describedby": hint ? `${id}-hint` : undefined,
  });
  input.value = value;
  const note = hint ? element("p", { class: "hint", id: `${id}-hint` }, hint) : null;
  return element("div", { class: "field" }, element("label", { for: id }, label), input, note);
}

const optional = "Left out when empty.";

export function resultFields(form, { accountId, accountApiId, userId }) {
  const own = [
    field("accountId", "Account ID", { value: accountId }),
    field("accountApiId", "Account API ID", { value: accountApiId, hint: optional }),
    field("userId", "User ID", { value: userId, hint: optional }),
  ];
  const more =
    form === "marketplace"
      ? [
          field("marketplacePackageId", "Package ID", { value: "1", hint: "A number, or a text of digits." }),
          field("installCompleteMessage", "Install complete message", { value: "Integration is now active" }),
        ]
      : [field("completeParameter", "Complete parameter", { hint: optional })];
  return [...own, ...more];
}

export function webhookFields(form, { stepName, url }) {
  const remove = element("button", { type: "button", class: "quiet small", dataset: { remove: "webhook" } }, "Remove webhook");
  return element(
    "fieldset",
    { class: "group webhook" },
    element("legend"),
    form === "marketplace" ? field("stepName", "Step name", { value: stepName }) : null,
    field("url", "URL", { type: "url", value: url }),
    remove,
  );
}

export function cycleFields(form, { cycleId, templateId, webhooks }) {
  const removable = form === "marketplace";
  return element(
    "fieldset",
    { class: "group cycle" },
    element("legend"),
    element(
      "div",
      { class: "pair" },
      field("cycleId", "Cycle ID", { value: cycleId }),
      field("templateId", "Template ID", { value: templateId, hint: optional }),
      field("templateReleaseId", "Template release ID", { hint: optional }),
      field("status", "Status", { value: "Active", hint: "Active, Stopped or another." }),
    ),
    element("div", { class: "webhooks" }, ...webhooks.map((webhook) => webhookFields(form, webhook))),
    element(
      "div",
      { class: "actions" },
      element("button", { type: "button", class: "quiet small", dataset: { add: "webhook" } }, "Add a webhook"),
      removable
        ? element("button", { type: "button", class: "quiet small", dataset: { remove: "cycle" } }, "Remove cycle")
        : null,
    ),
  );
}
