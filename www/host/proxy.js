import("../lib/launch-complete-proxy.mjs").then(
  ({ runProxy }) => runProxy(),
  () => {
    document.querySelector("[data-launch-status]").textContent =
      "The marketplace could not be opened: a script of this page is missing.";
  },
);
