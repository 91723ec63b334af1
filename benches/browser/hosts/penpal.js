import { WindowMessenger, connect } from "penpal";

export function open({ url, origin, features, received, failed, late, keep }) {
  const popup = late ?? window.open(url, "_blank", features);
  const messenger = new WindowMessenger({ remoteWindow: popup, allowedOrigins: [origin] });
  const connection = connect({ messenger, methods: { deliver: received } });
  connection.promise.catch(failed);
  return {
    close() {
      connection.destroy();
      if (!keep) popup?.close();
    },
  };
}
