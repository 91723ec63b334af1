// Takes what arrived out of the address and the history, and keeps it for runLanding().

const { pathname, search, hash } = location;
const ownQuery = search
  .slice(1)
  .split("&")
  .filter((pair) => pair && !pair.startsWith("launch_result="))
  .join("&");
window.launchCompleteLanding = { search, hash };
history.replaceState(null, "", pathname + (ownQuery && `?${ownQuery}`));

// Nothing else was asked for so far. From here on the address holds no result.
const { style } = document.currentScript?.dataset ?? {};
if (style) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = style;
  document.head.append(link);
}
