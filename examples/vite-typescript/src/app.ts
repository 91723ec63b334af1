import { cyclesOf, type LaunchError, type LaunchErrorCode, type LaunchStatus, openLaunch } from "launch-complete/host";

import { launchUrl, marketplaceOrigin } from "./config.ts";

function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`#${id} is missing`);
  return element;
}

const said = byId("status");

function progress({ status }: LaunchStatus): void {
  if (status === "waiting") said.textContent = "Continue in the other window.";
  if (status === "lost") said.textContent = "The window seems to be closed.";
}

function explain(error: LaunchError<LaunchErrorCode>): string {
  return error.code === "BLOCKED" ? "Allow pop-ups and connect again." : error.message;
}

/** Called inside the click, so that the browser lets it open a window. */
async function connect(proxyUrl?: string): Promise<void> {
  try {
    const launch = openLaunch({ url: launchUrl, marketplaceOrigin, proxyUrl, onStatus: progress });
    const { result } = await launch.result;
    // What a browser hands over is a claim: your server confirms it before anything is done with it.
    const cycles = cyclesOf(result).map(({ cycleId, status }) => `${cycleId} is ${status}`);
    said.textContent = `Connected ${result?.accountId}: ${cycles.join(", ")}`;
  } catch (error) {
    said.textContent = explain(error as LaunchError<LaunchErrorCode>);
  }
}

byId("connect").addEventListener("click", () => void connect());
byId("frame").addEventListener("click", () => void connect("proxy.html"));
