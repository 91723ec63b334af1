import { cyclesOf, openLaunch, resumeLaunch } from "/lib/launch-complete-host.mjs";

const marketplaceOrigin = "https://marketplace.example";

const words = {
  BLOCKED: "Allow pop-ups for this site and connect again.",
  CLOSED: "The window was closed before anything was installed.",
  TIMEOUT: "That took too long. Please connect again.",
  URL_FAILED: "The marketplace cannot be reached at the moment.",
};

async function finish(launch, show) {
  try {
    const { result } = await launch.result;
    const stopped = cyclesOf(result).filter(({ status }) => status?.toLowerCase() !== "active");
    const errors = (result.errors ?? []).join(" ");
    show(stopped.length ? `Connected, ${stopped.length} not active: ${errors}` : "Connected");
  } catch (error) {
    show(words[error.code] ?? error.message);
  }
}

// Call it inside the click: elsewhere browsers open no window.
export const connect = ({ url, accountId, show }) =>
  finish(openLaunch({ url, marketplaceOrigin, expect: { accountId } }), show);

// Call it when the page loads: the customer may have reloaded it while the window was open.
export function resume({ show }) {
  const launch = resumeLaunch({ marketplaceOrigin });
  if (launch) finish(launch, show);
}
