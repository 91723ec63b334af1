import { cyclesOf, openLaunch } from "/lib/launch-complete-host.mjs";

// Call it inside the click. `accountId` is what the marketplace's API told your back end.
export async function connect({ url, accountId, show }) {
  const options = { marketplaceOrigin: "https://marketplace.example", expect: { accountId } };
  try {
    const launch = openLaunch({ ...options, url, onStatus: ({ status }) => show(status) });
    const { result } = await launch.result;
    show(cyclesOf(result).map(({ cycleId, status }) => `${cycleId}: ${status}`).join(", "));
  } catch (error) {
    show(error.code === "BLOCKED" ? "Allow pop-ups and connect again." : error.message);
  }
}
