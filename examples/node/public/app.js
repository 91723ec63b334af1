import { openLaunch } from "/lib/launch-complete-host.mjs";

const button = document.querySelector("#connect");
const status = document.querySelector("#status");

const { marketplaceOrigin } = await connection();
button.disabled = false;

button.addEventListener("click", async () => {
  // A launch URL is for one use: a fresh one at every click.
  const url = async () => (await connection()).launchUrl;
  try {
    // The back end has the result before this page does.
    const launch = openLaunch({ url, marketplaceOrigin, backend: { url: "/api/results" } });
    const { backend } = await launch.result;
    status.textContent = backend.code === "STORED" ? "Connected." : "Connected, but not stored. Connect again.";
  } catch (error) {
    status.textContent = error.code === "BLOCKED" ? "Allow pop-ups and connect again." : error.message;
  }
});

async function connection() {
  const answer = await fetch("/api/connection");
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return answer.json();
}
