import { createHandler, rejected } from "./launch-complete-subscriptions.mjs";
const { CLIENT_ID: clientId, CLIENT_SECRET: secrets } = process.env;
const handler = createHandler({ clientId, secrets, publicPath: "/subscriptions" }, ({ name, payload }) => {
  if (name !== "marketplace.InstallationValidation.created" || payload.installationRequest.locationId) return;
  return rejected([{ property: "locationId", message: "is missing" }]);
});
export default { fetch: handler };
