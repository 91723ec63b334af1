import { on } from "@krakenjs/post-robot/dist/post-robot.min.js";

export function open({ url, origin, features, received, late, keep }) {
  const popup = late ?? window.open(url, "_blank", features);
  const listener = on("deliver", { window: popup, domain: origin }, ({ data }) => {
    received(data);
    return true;
  });
  return {
    close() {
      listener.cancel();
      if (!keep) popup?.close();
    },
  };
}
