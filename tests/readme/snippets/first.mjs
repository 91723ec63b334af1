import { openLaunch } from "/lib/launch-complete-host.mjs";

const connect = document.querySelector("#connect");
connect.addEventListener("click", async () => {
  const launch = openLaunch({
    url: () => fetch("/api/launch-url").then((answer) => answer.text()),
    marketplaceOrigin: "https://marketplace.example",
  });
  const { result } = await launch.result;
  connect.textContent = `Connected: ${result.accountId}`;
});
