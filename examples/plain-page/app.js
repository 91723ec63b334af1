import { cyclesOf, openLaunch } from "./lib/launch-complete-host.mjs";

const { marketplaceOrigin, launchUrl } = document.querySelector("main").dataset;
const status = document.querySelector("#status");

// Called inside the click, so that the browser lets it open a window.
async function connect(options) {
  try {
    const launch = openLaunch({ url: launchUrl, marketplaceOrigin, ...options });
    const { result } = await launch.result;
    // What a browser hands over is a claim: your server confirms it before anything is done with it.
    const cycles = cyclesOf(result).map(({ cycleId, status: state }) => `${cycleId} is ${state}`);
    status.textContent = `Connected ${result.accountId}: ${cycles.join(", ")}`;
  } catch (error) {
    status.textContent = error.code === "BLOCKED" ? "Allow pop-ups and connect again." : error.message;
  }
}

document.querySelector("#connect").addEventListener("click", () => connect());
document.querySelector("#frame").addEventListener("click", () => connect({ proxyUrl: "pages/proxy.html" }));
