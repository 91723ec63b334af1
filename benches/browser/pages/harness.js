// Stands first in every page of the marketplace: the page's result, and the marks of what happens when. A mark is
// an object, which no competitor takes for a message of its own.
(() => {
  const query = new URLSearchParams(location.search);
  const host = "{{host}}";
  const now = () => performance.timeOrigin + performance.now();
  const post = (mark) => {
    if (window.opener) window.opener.postMessage({ bench: mark }, "*");
  };
  const cycles = Number(query.get("cycles") ?? 3);
  const id = (number) => `${number.toString(16).padStart(8, "0")}-1c5e-4f0a-9a51-0a3f6c2f7d11`;
  const result = {
    accountId: id(0xacc),
    installCompleteMessage: "Integration is now active",
    marketplacePackageId: 1,
    cycles: Array.from({ length: cycles }, (_, at) => ({
      cycleId: id(at),
      templateId: id(at + 0x7e0000),
      status: at % 2 ? "Stopped" : "Active",
      webhooks: ["Webhook", "Webhook 2"].map((stepName, step) => ({
        stepName,
        url: `https://hooks.example/v1/${id(at)}/${step}`,
      })),
    })),
  };
  const loads = Number(sessionStorage.getItem("loads") ?? 0) + 1;
  sessionStorage.setItem("loads", loads);
  const report = query.get("report");
  const tell = (what) => report && fetch(`${host}/report/${report}`, { method: "POST", body: JSON.stringify(what), keepalive: true });
  // The customer reloads before the window closes, or one window delivers again and again.
  if (query.has("reload") || query.has("stay")) window.close = () => {};
  let start;
  let ready = false;
  let send;
  const marks = {};
  const bench = {
    result,
    targets: (query.get("targets") ?? host).split(" "),
    redirect: query.get("redirect") ?? undefined,
    via: query.get("via") ?? undefined,
    tag: query.get("tag"),
    state: query.get("state"),
    // Set where one page delivers many times.
    repeats: query.has("repeats"),
    again: undefined,
    start: () => {
      start = now();
    },
    ready(how) {
      if (ready) return;
      ready = true;
      marks.ready = now();
      send = how;
      if (query.get("when") === "load" && how) how();
      post({ name: "ready", start, at: marks.ready });
    },
    done() {
      window.close();
    },
    failed(error) {
      tell({ page: String(error?.message ?? error).slice(0, 200) });
      post({ name: "failed", error: String(error?.message ?? error) });
    },
    click() {
      if (send) document.getElementById("ok").onclick = send;
      const at = now();
      document.getElementById("ok").click();
      post({ name: "click", at });
    },
  };
  window.result = result;
  window.bench = bench;
  addEventListener("message", ({ data }) => {
    if (data?.bench === "click") bench.click();
    if (data?.bench === "again") bench.again();
  });
  addEventListener("load", () => {
    tell({ loaded: loads });
    post({ name: "loaded", at: now() });
    // A page that is set up by attributes alone says here what went wrong.
    const status = document.getElementById("status");
    new MutationObserver(() => status.dataset.code && bench.failed(status.dataset.code)).observe(status, { attributes: true });
    if (query.has("reload") && loads === 1) setTimeout(() => location.reload(), 700);
  });
  addEventListener("error", ({ message }) => bench.failed(message));
})();
