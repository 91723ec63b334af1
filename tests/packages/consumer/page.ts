// The Launch Complete page, which hands over a result that it made by hand.

import { buildResult, deliver, type DeliverOptions, type MarketplaceResult } from "launch-complete";

const { targetOrigin, redirectUri } = document.querySelector("main")!.dataset as Record<string, string>;
const via = new URLSearchParams(location.search).get("via");
const result: MarketplaceResult = buildResult({ accountId: "Ängström", marketplacePackageId: 7, cycles: [{ cycleId: "c-1" }, { cycleId: "c-2" }] });

const options: DeliverOptions = via === "redirect" ? { via, redirectUri } : { via: via === "parent" ? via : "opener", targetOrigin, ack: "required" };
document.querySelector("button")!.addEventListener("click", async () => {
  const { status } = await deliver(result, options);
  document.querySelector("#said")!.textContent = status;
  // As the script with attributes does by itself.
  if (status === "delivered" && via === "opener") window.close();
});
document.body.dataset.ready = "";
