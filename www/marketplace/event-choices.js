// The events of the document, and the ways to send them.

const validation = "marketplace.InstallationValidation.created";

/** `fields` are those of the form that belong to the event; `request` is an installation request to start from. */
export const events = [
  {
    id: "deleted",
    title: "App uninstalled",
    name: "marketplace.Location.deleted",
    fields: ["locationId"],
  },
  {
    id: "created",
    title: "Installation requested",
    name: "marketplace.InstallationRequest.created",
    fields: ["locationId", "guid"],
  },
  {
    id: "cancelled",
    title: "Installation request cancelled",
    name: "marketplace.InstallationRequest.cancelled",
    fields: ["locationId", "guid"],
  },
  {
    id: "validation",
    title: "Validation: the host accepts",
    name: validation,
    fields: ["installationRequest"],
    request: { locationId: 1, plan: "plus" },
  },
  {
    id: "rejected",
    title: "Validation: the host rejects",
    name: validation,
    fields: ["installationRequest"],
    request: { locationId: 0, plan: "gold" },
  },
];

export const ways = [
  { id: "sent", title: "As it is", hint: "" },
  { id: "twice", title: "Twice", hint: "The same body again: the host must do nothing twice and answer the same." },
  { id: "tampered", title: "Tampered with", hint: "The body is changed after it was signed." },
  { id: "stale", title: "Stale", hint: "Signed a minute ago: a caught request that is sent again." },
];
