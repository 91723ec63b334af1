// Everything that differs between your machine and production.

import process from "node:process";

function needed(name) {
  const value = process.env[name];
  if (!value) throw new Error(`set ${name}`);
  return value;
}

const { PORT = "8080", MARKETPLACE_ORIGIN = "http://marketplace.localhost:8081", STORED = "stored" } = process.env;

export const port = Number(PORT);
export const appOrigin = process.env.APP_ORIGIN ?? `http://host.localhost:${port}`;
export const marketplaceOrigin = MARKETPLACE_ORIGIN;
/** A real app asks the marketplace's API for one, for this user, each time. */
export const launchUrl = process.env.LAUNCH_URL ?? `${MARKETPLACE_ORIGIN}/marketplace/launch.html`;
export const folder = STORED;
export const clientId = needed("CLIENT_ID");
export const secrets = needed("CLIENT_SECRET").split(" ");
