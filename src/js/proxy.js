// The shell of the proxy page: its frame and its texts. Every decision is the module's.

import { initSync, ProxyPage } from "./bindings.js";
import { closeWindow, settingsOf, stage } from "./stage.js";
import wasm, { decode } from "./wasm.js";

initSync({ module: new WebAssembly.Module(decode(wasm)) });

/** Run the proxy page: frame the marketplace and pass its result on. */
export function runProxy(options = {}) {
  const root = options.root ?? document.querySelector("[data-launch-proxy]");
  const view = stage(root, options);
  if (window.top !== window) {
    view.show("failed", view.text("framing"));
    return { close() {} };
  }
  const frame = document.createElement("iframe");
  frame.title = options.title ?? root.dataset.title ?? "Marketplace";
  (root.querySelector("[data-launch-frame]") ?? root).appendChild(frame);
  let proxy;
  const report = ({ status, error }) => {
    view.show(status, view.text(status), error);
    options.onStatus?.({ status, error });
    if (error && status !== "refused") view.offerRetry(() => proxy.ask());
    if (status === "delivered" || status === "sent") closeWindow(view, status);
  };
  try {
    proxy = new ProxyPage(settingsOf(root, options), frame, report);
    proxy.ask();
  } catch (error) {
    report({ status: "failed", error });
  }
  return { close: () => proxy?.close() };
}
