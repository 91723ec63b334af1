// The app's side of one competitor.
const who = new URLSearchParams(location.search).get("who");
import(`/hosts/${who}.js`).then(
  (host) => {
    window.host = host;
  },
  (error) => {
    window.hostError = String(error?.message ?? error);
  },
);
