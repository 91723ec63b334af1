// The origins of .env. A function, because a real app asks its server for a launch URL: each is for one use.

export const marketplaceOrigin: string = import.meta.env.VITE_MARKETPLACE_ORIGIN;

export async function launchUrl(): Promise<string> {
  return import.meta.env.VITE_LAUNCH_URL;
}
