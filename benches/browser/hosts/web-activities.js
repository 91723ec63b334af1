import { ActivityPorts } from "web-activities/activity-ports.js";

/** It opens the window itself; the callback can be given later. */
export const opensOnly = true;

const ports = new ActivityPorts(window);

export function open({ url, tag, received, failed, inTab, listenLater }) {
  if (!listenLater) listen(tag, received, failed);
  const { targetWin } = ports.open(tag, url, inTab ? "_top" : "_blank", {}, { width: 500, height: 500 }) ?? {};
  if (listenLater) setTimeout(() => listen(tag, received, failed), listenLater);
  return { close: () => targetWin?.close() };
}

/** The page that a redirect comes back to listens for the same. */
export function listen(tag, received, failed) {
  ports.onResult(tag, (port) => port.acceptResult().then(({ data }) => received(data), failed));
}
