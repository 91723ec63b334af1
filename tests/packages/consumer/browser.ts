// What must not be built: the secret would be in every visitor's browser.

import { createHandler } from "launch-complete/subscriptions";

export default { fetch: createHandler({ clientId: "my-client-id", secrets: "published to everybody" }, () => undefined) };
