import { createHandler, rejected } from "./launch-complete-subscriptions.mjs";

let handler;

export default {
  fetch(request, env) {
    const options = { clientId: env.CLIENT_ID, secrets: env.CLIENT_SECRET, publicPath: "/subscriptions/order" };
    handler ??= createHandler(options, async ({ name, payload }) => {
      if (name !== "marketplace.InstallationValidation.created" || payload.installationRequest.locationId) return;
      return rejected([{ property: "locationId", message: "is missing" }]);
    });
    return handler(request);
  },
};
