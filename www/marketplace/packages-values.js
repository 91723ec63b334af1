// Identifiers as the marketplace gives them out: the same on every install, so that a repeat can be recognised.

const origin = globalThis.location?.origin ?? "http://marketplace.localhost:8081";
const guid = (kind, number) => `${kind}-4b1e-4c7d-9a52-${String(number).padStart(12, "0")}`;

export const account = {
  accountId: guid("6d0f3a91", 7),
  accountApiId: "acme-customer-7",
};
export const userId = guid("2c94e5b8", 70);

export const cycleId = (number) => guid("c1c1e000", number);
export const templateId = (number) => guid("7e3a1a7e", number);
export const releaseId = (number) => guid("5e1ea5e0", number);

/** Whoever holds this URL can start the cycle, as with the real ones. */
export const webhook = (stepName, token) => ({ stepName, url: `${origin}/api/webhook/${token}` });

export const cycle = (number, status, ...webhooks) => ({
  cycleId: cycleId(number),
  templateId: templateId(number),
  templateReleaseId: releaseId(number),
  status,
  webhooks,
});
