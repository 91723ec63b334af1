// The host app.

import { cyclesOf, openLaunch, type Outcome } from "launch-complete/host";

const { marketplaceOrigin, complete } = document.querySelector("main")!.dataset as Record<string, string>;
const said = document.querySelector("#said")!;

for (const button of document.querySelectorAll<HTMLButtonElement>("button")) {
  button.addEventListener("click", async () => {
    const { via, proxy: proxyUrl } = button.dataset;
    const launch = openLaunch({ url: `${complete}?via=${via}`, marketplaceOrigin, proxyUrl });
    said.textContent = "";
    const { via: arrived, result }: Outcome = await launch.result;
    said.textContent = `${arrived}: ${result?.accountId} ${cyclesOf(result).map(({ cycleId }) => cycleId).join(" ")}`;
  });
}
document.body.dataset.ready = "";
