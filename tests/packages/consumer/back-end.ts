import { createHandler, type Detail, rejected, type SubscriptionEvent } from "launch-complete/subscriptions";

const missing: Detail[] = [{ property: "locationId", message: "is missing" }];

export function handlerOf(secrets: string): (request: Request) => Promise<Response> {
  return createHandler({ clientId: "my-client-id", secrets, publicPath: "/subscriptions" }, ({ name }: SubscriptionEvent) =>
    name === "marketplace.InstallationValidation.created" ? rejected(missing) : undefined,
  );
}
