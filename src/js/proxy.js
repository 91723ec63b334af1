// The shell of the proxy page: its frame and its texts. Every decision is the module's or, where that cannot
// run, the fallback's.

import { startSync, ProxyPage as ModulePage } from "./bindings.js";
import { ProxyPage as FallbackPage } from "./fallback-proxy.js";
import { closeWindow, removeFocused, settingsOf, stage } from "./stage.js";
import wasm, { decode } from "./wasm.js";

let ProxyPage = ModulePage;
try {
  startSync(new WebAssembly.Module(decode(wasm)));
} catch {
  ProxyPage = FallbackPage;
}

// A frame that refuses to load cannot be told from one that loads. So after a while the customer is
// offered the way without a frame; where the marketplace is known to speak (`expectHello`) and is silent,
// it is taken without asking.
function directOffer(root, frame, view, options, open) {
  const limit = options.helloLimit ?? Number(root.dataset.helloLimit ?? 5000);
  const expectHello = options.expectHello ?? root.dataset.expectHello !== undefined;
  let timer;
  let button;
  const end = () => {
    clearTimeout(timer);
    if (button) removeFocused(button, frame);
    button = undefined;
  };
  const offer = () => {
    if (expectHello) return open();
    button = root.appendChild(document.createElement("button"));
    button.type = "button";
    button.className = "launch-direct";
    button.textContent = view.text("direct");
    button.addEventListener("click", () => {
      end();
      open();
    });
  };
  const wait = () => {
    end();
    timer = setTimeout(offer, limit);
  };
  return { wait, end };
}

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
  let delivering = false;
  const direct = directOffer(root, frame, view, options, () => proxy.openDirectly());
  const report = ({ status, error }) => {
    if (status === "framed") direct.wait();
    else direct.end();
    delivering ||= status === "delivering";
    view.show(status, view.text(error && !delivering ? "unopened" : status), error);
    options.onStatus?.({ status, error });
    if (error && proxy && status !== "refused") view.offerRetry(() => proxy.retry());
    if (status === "delivered" || status === "sent") closeWindow(view, status);
  };
  try {
    proxy = new ProxyPage(settingsOf(root, options), frame, report);
    proxy.ask();
  } catch (error) {
    report({ status: "failed", error });
  }
  return {
    close() {
      direct.end();
      proxy?.close();
    },
  };
}
