import { createServer } from "node:http";
import { accepted, createReceiver, memoryInbox, rejected } from "./launch-complete-subscriptions.mjs";

const receiver = createReceiver({
  clientId: process.env.CLIENT_ID,
  secrets: [process.env.CLIENT_SECRET],
  publicPath: "/subscriptions/order", // of the URL registered with the marketplace
});
const inbox = memoryInbox();

async function decide(event) {
  if (event.name !== "marketplace.InstallationValidation.created") return accepted();
  const { locationId } = event.payload.installationRequest;
  return locationId ? accepted() : rejected([{ property: "locationId", message: "is missing" }]);
}

async function answer({ method, url: path, rawHeaders: headers }, body) {
  const { event, key, reply, error } = receiver.receive({ method, path, headers, body });
  if (event) return inbox.handle(key, () => decide(event));
  console.error(`subscription refused: ${error.code}: ${error.message}`);
  return reply;
}

createServer(async (request, response) => {
  const chunks = [];
  let length = 0;
  for await (const chunk of request) if ((length += chunk.length) <= receiver.maxBody) chunks.push(chunk);
  const body = length > receiver.maxBody ? new Uint8Array(receiver.maxBody + 1) : Buffer.concat(chunks);
  const reply = await answer(request, body).catch(() => ({ status: 503, headers: {}, body: null }));
  response.writeHead(reply.status, reply.headers).end(reply.body);
}).listen(8080);
