import { createHmac } from "node:crypto";

// node send-event.mjs http://localhost:8080/subscriptions/order
const [url] = process.argv.slice(2);
const { CLIENT_ID, CLIENT_SECRET } = process.env;
const [component, resource, action] = ["marketplace", "InstallationRequest", "created"];
const name = `${component}.${resource}.${action}`;
const dispatchedAt = new Date().toISOString();
const event = { name, component, resource, action, version: "v1", subscriptionId: 1, dispatchedAt };
const body = JSON.stringify({ event, payload: { locationId: 1, guid: "07a3a97e-6154-4e18-97a0-4b59cdd79007" } });
const timestamp = `${Math.floor(Date.now() / 1000)}`;
const signed = `${CLIENT_ID}POST${new URL(url).pathname}${body}${timestamp}`;
const signature = createHmac("sha256", CLIENT_SECRET).update(signed).digest("hex");
const headers = { "x-access-key": CLIENT_ID, "x-timestamp": timestamp, "x-signature": signature };
const answer = await fetch(url, { method: "POST", headers, body });
console.log(answer.status, await answer.text());
