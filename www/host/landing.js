// A classic script, so that it runs before the rest of the page is read.
(() => {
  const { pathname, search, hash } = location;
  const ownQuery = search
    .slice(1)
    .split("&")
    .filter((pair) => pair && !pair.startsWith("launch_result="))
    .join("&");

  // Keep what arrived for runLanding(), then take it out of the address and the history.
  window.launchCompleteLanding = { search, hash };
  history.replaceState(null, "", pathname + (ownQuery && `?${ownQuery}`));

  // Nothing else was requested so far. From here on the address holds no result.
  const { dataset } = document.currentScript;
  if (dataset.style) {
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = dataset.style;
    document.head.append(style);
  }

  const parsed = new Promise((resolve) => {
    if (document.readyState !== "loading") resolve();
    else document.addEventListener("DOMContentLoaded", resolve, { once: true });
  });
  Promise.all([import("../lib/launch-complete-landing.mjs"), parsed]).then(
    ([{ runLanding }]) => runLanding(),
    async () => {
      await parsed;
      document.querySelector("[data-launch-status]").textContent =
        "The connection could not be finished: a script of this page is missing.";
    },
  );
})();
