// What the bridge speaks to is a whole OAuth client; this is the part of it that listens, done by hand.
export function open({ url, state, features, received, late }) {
  const { id } = JSON.parse(atob(state));
  const channel = new BroadcastChannel(id);
  channel.onmessage = ({ data }) => {
    const code = new URLSearchParams(data.payload.replace(/^[#?]/, "")).get("code");
    received(JSON.parse(atob(code.replace(/-/g, "+").replace(/_/g, "/"))));
  };
  const popup = late ?? window.open(url, "_blank", features);
  return {
    close() {
      channel.close();
      popup?.close();
    },
  };
}
