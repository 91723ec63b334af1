// What your app thinks of an event.

/** Details say why it is rejected; none, that it is accepted. */
export function decide({ name, payload }) {
  if (name !== "marketplace.InstallationValidation.created" || payload.installationRequest.locationId) return { details: [] };
  return { details: [{ property: "locationId", message: "is missing" }] };
}
