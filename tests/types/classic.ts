/// <reference path="../../dist/launch-complete.d.ts" />

// A page with the classic script: no imports, one global.
{
  const button = document.querySelector("button");
  button?.addEventListener("click", () => {
    LaunchComplete.deliver(undefined, { targetOrigin: "https://app.example", ack: "required" })
      .then((report) => report.status satisfies "delivered" | "sent" | "redirecting")
      .catch((reason: Error) => console.assert(reason.name === "LaunchError"));
  });
  const result = window.LaunchComplete.buildResult({ accountId: "a", cycles: [] });
  result.cycles.length satisfies number;

  // @ts-expect-error: the host app's functions are in another file
  LaunchComplete.openLaunch({});
  // @ts-expect-error: nowhere to send to
  void LaunchComplete.deliver(result);
}
