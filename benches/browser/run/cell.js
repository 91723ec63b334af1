// The app of one cell of the capability table: opens a launch, counts what arrives, and says how it ended.
import { CASES, WHO } from "./cases.js";
import { FEATURES, HOST, pageUrl, pause } from "./common.js";

const query = new URLSearchParams(location.search);
const each = CASES[query.get("row")];
const who = WHO[query.get("column")];
const key = query.get("key");
const origin = `http://m${key}.localhost:${location.port}`;
const LIMIT = 9000;

const tell = (name, what) => fetch(`/report/${name}`, { method: "POST", body: JSON.stringify(what) });

function address() {
  const windowOnly = each.late || each.reload || each.unlisted;
  const landing = `${HOST}/landings/${who.host}.html`;
  const page = windowOnly ? (who.windowPage ?? who.page) : who.page;
  const state = btoa(JSON.stringify({ id: key, meta: { interactionType: "popup" } }));
  const listed = ["one", "two"].map((name) => `http://${name}.localhost:${location.port}`);
  const last = pageUrl(origin, page, {
    bare: 1,
    when: "load",
    tag: key,
    state,
    report: key,
    redirect: landing,
    // By hand there is one path at a time.
    ...(who.redirects && windowOnly && who.host === "hand" && { redirect: "" }),
    ...(each.reload && { reload: 1 }),
    ...(each.csp && { csp: 1 }),
    ...(each.page && { coop: each.page }),
    ...(each.unlisted && { targets: listed.join(" ") }),
  });
  const url = each.step ? pageUrl(origin, "step", { bare: 1, coop: each.step, next: last }) : last;
  return { url, state };
}

async function play() {
  const host = await import(`/hosts/${who.host}.js`);
  let count = 0;
  let problem;
  const { url, state } = address();
  const options = {
    url,
    origin,
    tag: key,
    state,
    features: FEATURES,
    received: () => count++,
    failed: (error) => {
      const name = error?.name === "Error" ? undefined : error?.name;
      problem ??= String(error?.code ?? name ?? error?.message ?? error);
    },
  };
  const reports = async () => (await fetch(`/report/${key}`)).json();
  let handle;
  if (each.late && !host.opensOnly) {
    const late = window.open(url, "_blank", FEATURES);
    await pause(each.late);
    handle = host.open({ ...options, late });
  } else {
    handle = host.open({ ...options, listenLater: each.late });
  }
  const start = performance.now();
  const wants = each.reload ? (seen) => seen.filter(({ loaded }) => loaded === 2).length : () => count;
  let seen = [];
  while (performance.now() - start < LIMIT) {
    await pause(100);
    seen = await reports();
    if (wants(seen) || seen.some(({ inPopup }) => inPopup)) break;
  }
  // A second one comes soon after the first.
  await pause(each.reload ? 2500 : 500);
  const page = (await reports()).find(({ page }) => page)?.page;
  try {
    handle.close();
  } catch {}
  return { ...judged(count, seen, problem, page) };
}

function judged(count, seen, problem, page) {
  if (each.unlisted) return count ? { text: "LEAKED to the third", good: false } : { text: "kept back", good: true };
  if (count === 1) return { text: "delivered", good: true };
  if (count > 1) return { text: `delivered ${count} times`, good: false };
  const reason = problem ?? page;
  const told = reason ? ` (${reason.slice(0, 60)})` : "";
  if (seen.some(({ inPopup }) => inPopup)) return { text: `in the popup only${told}`, good: false };
  return { text: `lost${told}`, good: false };
}

if (location.hash.includes("__WA_RES__")) {
  tell(key, { inPopup: true });
} else {
  const end = await play().catch((error) => ({ text: `failed: ${error?.message ?? error}`, good: false }));
  await tell(`over${key}`, end);
  window.close();
}
