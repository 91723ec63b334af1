// Tells the server of this page's own site what the page sees of a launch, for the picture that the host app
// draws. It only watches: a status text, the page's own timing, what a proxy page says. Nothing of a result is
// read, and the words are of a fixed list that the server checks. Without a launch to tell of, it does nothing.
//
// A classic script, so that it watches before the page's own script begins.
(() => {
  const pages = { connect: "connect", complete: "complete", build: "build", proxy: "proxy", landing: "landing" };
  const file = location.pathname.split("/").pop();
  const query = new URLSearchParams(location.search);
  const name = pages[/^[a-z]*/.exec(file)[0]] ?? (query.get("step") === "install" ? "install" : "choose");
  const framed = window.parent !== window;

  // The marketplace's pages carry the number in their address, the app's own have it from the window that opened
  // this one, and keep it where the opener is cut off.
  function launchOf() {
    try {
      return query.get("trace") ?? sessionStorage.getItem("acme:trace") ?? "";
    } catch {
      return "";
    }
  }
  const launch = launchOf();
  if (!/^[0-9a-f]{16}$/.test(launch)) return;

  const address = new URL("../api/trace", document.currentScript.src);
  const now = () => performance.timeOrigin + performance.now();

  function tell(kind, more) {
    const place = framed ? "frame" : "popup";
    const seen = { launch, at: now(), place, page: name, kind, ...more };
    // A beacon outlives the page: the last thing it sees is that it goes.
    navigator.sendBeacon(address, new Blob([JSON.stringify(seen)], { type: "application/json" }));
  }

  // Of a frame's opener there is nothing to say.
  tell("shown", { took: performance.now(), ...(framed ? {} : { opener: Boolean(window.opener) }) });

  // What the library says on the page.
  const known = /^(asking|framed|ready|sending|delivering|delivered|sent|redirecting|refused|failed)$/;
  let last = "";
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const { state, code } = target.dataset;
      const said = `${state} ${code ?? ""}`;
      if (target.getAttribute("role") !== "status" || !known.test(state) || said === last) continue;
      last = said;
      tell("state", code ? { state, code } : { state });
    }
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-state", "data-code"] });

  let greeted = false;
  addEventListener("message", ({ data, source }) => {
    if (greeted || source !== window.parent || !/^launch-complete:hello:1/.test(data)) return;
    greeted = true;
    tell("greeted");
  });

  // Posts to the back end, as the browser timed them: each try, and what was answered.
  const told = new Set();
  function handOffs() {
    for (const entry of performance.getEntriesByType("resource")) {
      if (told.has(entry.startTime) || !/\/api\/results$/.test(entry.name)) continue;
      told.add(entry.startTime);
      const at = performance.timeOrigin + entry.startTime;
      // Not every browser tells the status; 0 is no answer.
      tell("handed-off", { at, took: entry.duration, status: entry.responseStatus });
    }
  }
  const ownSite = name === "proxy" || name === "landing";
  if (ownSite) new PerformanceObserver(handOffs).observe({ type: "resource", buffered: true });

  addEventListener("pagehide", () => {
    if (ownSite) handOffs();
    tell("left");
  });
})();
