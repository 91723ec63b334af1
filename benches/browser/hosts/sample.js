// The host that the documentation's sample needs: it takes the text of its window.
export function open({ url, features, received, late, keep }) {
  const popup = late ?? window.open(url, "_blank", features);
  const heard = ({ data, source }) => {
    if (typeof data === "string" && source === popup) received(JSON.parse(data));
  };
  window.addEventListener("message", heard);
  return {
    close() {
      window.removeEventListener("message", heard);
      if (!keep) popup?.close();
    },
  };
}
