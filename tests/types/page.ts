// The Launch Complete page, as a module.

import { buildResult, deliver, listen } from "../../dist/launch-complete.mjs";
import type { DeliverOptions, DeliveryErrorCode, LaunchError } from "../../dist/launch-complete.mjs";

const origin: string = "https://app.example";

export async function good(): Promise<void> {
  const report = await deliver(undefined, { targetOrigin: origin });
  report.via satisfies "opener" | "parent" | "redirect";
  if (report.status === "redirecting") report.via satisfies "redirect";
  else report.via satisfies "opener" | "parent";

  await deliver({ accountId: "a", cycles: [] }, { targetOrigin: [origin, "https://staging.app.example"], via: "opener" });
  await deliver(undefined, { redirectUri: "https://app.example/landing", via: "redirect", responseMode: "fragment form_post" });
  await deliver(undefined, {
    targetOrigin: origin,
    redirectUri: ["https://app.example/a", "https://app.example/b"],
    redirectTo: "https://app.example/b",
    responseMode: ["fragment", "form_post"],
    ack: "required",
    ackTimeout: 1500,
    proxyAckTimeout: 10_000,
    onStatus(event) {
      switch (event.status) {
        case "delivered":
        case "sent":
          event.via satisfies "opener" | "parent";
          break;
        case "failed":
          event.error.code satisfies DeliveryErrorCode;
          event.error.path satisfies string;
          break;
        case "idle":
        case "sending":
        case "redirecting":
          event.error satisfies undefined;
          break;
        default:
          event satisfies never;
      }
    },
  });

  try {
    await deliver(undefined, { targetOrigin: origin });
  } catch (reason) {
    const { code, message, path, name } = reason as LaunchError<DeliveryErrorCode>;
    if (code === "REFUSED" || code === "NOT_ACKNOWLEDGED") `${name} ${path} ${message}` satisfies string;
  }
}

export function before(): void {
  listen({ targetOrigin: origin }).close();
}

export function built(): void {
  const result = buildResult({
    accountId: "a",
    marketplacePackageId: "1",
    installCompleteMessage: "Integration is now active",
    cycles: [{ cycleId: "c", status: "Paused", webhooks: [{ stepName: "Webhook", url: "https://hooks.example" }] }],
  });
  result.cycles[0].webhooks?.[0].url satisfies string | undefined;
  const single = buildResult({ accountId: "a", cycleId: "c", webhooks: ["https://hooks.example"], completeParameter: "order-17" });
  single.webhooks?.[0] satisfies string | undefined;
  ({ redirectUri: "https://app.example/landing" }) satisfies DeliverOptions;
}

export function wrong(): void {
  // @ts-expect-error: nowhere to send to
  void deliver(undefined, {});
  // @ts-expect-error: nowhere to send to
  void deliver({ accountId: "a", cycles: [] });
  // @ts-expect-error: an unknown path
  void deliver(undefined, { targetOrigin: origin, via: "popup" });
  // @ts-expect-error: a window needs the origins that may have the result
  void deliver(undefined, { redirectUri: "https://app.example/landing", via: "parent" });
  // @ts-expect-error: a redirect needs the pages it may go to
  void deliver(undefined, { targetOrigin: origin, via: "redirect" });
  // @ts-expect-error: no such mode
  void deliver(undefined, { redirectUri: "https://app.example/landing", responseMode: "hash" });
  // @ts-expect-error: a misspelt option
  void deliver(undefined, { targetOrigin: origin, acknowledge: "required" });
  // @ts-expect-error: milliseconds are a number
  void deliver(undefined, { targetOrigin: origin, ackTimeout: "1500" });

  // @ts-expect-error: an origin whose greeting is answered
  listen({});

  // @ts-expect-error: neither form
  buildResult({ accountId: "a" });
  // @ts-expect-error: a misspelt field
  buildResult({ accountId: "a", cycles: [], installMessage: "" });
  // @ts-expect-error: an account id is a text
  buildResult({ accountId: 7, cycles: [] });
  // @ts-expect-error: webhooks of a package's cycle are objects
  buildResult({ accountId: "a", cycles: [{ cycleId: "c", webhooks: ["https://hooks.example"] }] });
  // @ts-expect-error: webhooks of a single cycle are texts
  buildResult({ accountId: "a", cycleId: "c", webhooks: [{ url: "https://hooks.example" }] });
}
