import { createHandler } from "./launch-complete-subscriptions.mjs";

const { CLIENT_ID: clientId, CLIENT_SECRET: secrets } = process.env;
const options = { clientId, secrets, publicPath: "/subscriptions/order" };
export default { fetch: createHandler(options, async (event) => console.log(event.name)) };
