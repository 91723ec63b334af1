// The proxy page and the landing page.

import { runLanding } from "../../dist/launch-complete-landing.mjs";
import { runProxy } from "../../dist/launch-complete-proxy.mjs";

export function good(root: HTMLElement): void {
  runProxy();
  runLanding();
  const proxy = runProxy({
    root,
    marketplaceOrigin: "https://marketplace.example",
    deliverTo: "opener backend",
    backend: "/api/results",
    ack: "optional",
    title: "Marketplace",
    texts: { asking: "Moment …", direct: "Open directly" },
    helloLimit: 8000,
    expectHello: true,
    onStatus({ status, error }) {
      if (status === "failed") error.code satisfies string;
      else if (status !== "refused") error satisfies undefined;
    },
  });
  proxy.close();
  const landing = runLanding({
    deliverTo: "backend",
    backend: { url: "/api/results", headers: { "X-CSRF": "1" } },
    texts: { delivered: "Done." },
    continue: "/orders",
    onResult({ result, originVerified }) {
      result.accountId satisfies string;
      originVerified satisfies false;
    },
    onStatus(event) {
      if (event.status === "failed" && event.error.code === "LAUNCH_UNKNOWN") event.error.path satisfies string;
    },
  });
  landing.close();
}

export function wrong(): void {
  // @ts-expect-error: no such sink
  runProxy({ deliverTo: "parent" });
  // @ts-expect-error: a landing page cannot check an origin
  runLanding({ marketplaceOrigin: "https://marketplace.example" });
  // @ts-expect-error: no such text
  runLanding({ texts: { asking: "Moment …" } });
  // @ts-expect-error: an answer is required or optional
  runProxy({ ack: "none" });
}
