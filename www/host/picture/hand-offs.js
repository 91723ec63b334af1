// Posts of this page itself to the back end, as the browser timed them.

/** @param {(event: {kind: string, at: number, took: number, status?: number}) => void} seen */
export function watchHandOffs(seen) {
  const tell = (entry) => {
    // The lists below are asked for with a query.
    if (!entry.name.endsWith("/api/results")) return;
    const at = performance.timeOrigin + entry.startTime;
    seen({ place: "app", kind: "handed-off", at, took: entry.duration, status: entry.responseStatus });
  };
  new PerformanceObserver((list) => list.getEntries().forEach(tell)).observe({ type: "resource" });
}
