// The app's server: its page, the library's files, and what the page and the marketplace post.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";

import { appOrigin, launchUrl, marketplaceOrigin, port } from "./config.mjs";
import { path as eventsPath, takeEvent } from "./events.mjs";
import { takeResult } from "./results.mjs";

const library = dirname(createRequire(import.meta.url).resolve("launch-complete/package.json"));
const folders = { "": join(import.meta.dirname, "public"), "/lib": join(library, "lib"), "/connect": join(library, "pages") };
const types = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css" };
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; " +
  "img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const routes = {
  "POST /api/results": async (request, response) => {
    const { status, body } = await takeResult(request);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  },
  [`POST ${eventsPath}`]: async (request, response) => {
    const { status, headers, body } = await takeEvent(request);
    response.writeHead(status, headers).end(body);
  },
  "GET /api/connection": async (_, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ launchUrl, marketplaceOrigin }));
  },
};

/** A file of one of the folders. A name has neither slashes nor a dot in front, so that nothing leads out of them. */
async function serve({ method, url }, response) {
  const [, folder, name] = /^((?:\/[a-z]+)?)\/([\w-]*(?:\.[a-z]+)?)$/.exec(url.split("?")[0]) ?? [];
  const root = folders[folder];
  const file = name || "index.html";
  const content = (method === "GET" || method === "HEAD") && root && (await readFile(join(root, file)).catch(() => null));
  if (!content) return response.writeHead(404).end();
  const headers = { "content-type": `${types[extname(file)] ?? "application/octet-stream"}; charset=utf-8` };
  Object.assign(headers, { "content-security-policy": policy, "referrer-policy": "no-referrer", "x-content-type-options": "nosniff" });
  response.writeHead(200, headers).end(content);
}

createServer((request, response) => {
  const route = routes[`${request.method} ${request.url}`] ?? serve;
  route(request, response).catch((error) => {
    console.error(error);
    if (!response.headersSent) response.writeHead(503);
    response.end();
  });
}).listen(port, "127.0.0.1", () => console.log(`${appOrigin}/`));
