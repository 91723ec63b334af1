// A webhook URL works for whoever holds it, so a page shows where it points and hides the rest.

const URLS = /https?:[^\s"'<>]+/gi;

/** "https://api.example/hook/secret" -> "https://api.example/…" */
export function maskUrl(text) {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url && url.host ? `${url.protocol}//${url.host}/…` : "…";
}

/** A copy of a result that can be shown: every URL in it is masked. */
export function masked(value, key = "") {
  if (typeof value === "string") {
    const secret = key === "url" || key === "webhooks";
    return secret ? maskUrl(value) : value.replace(URLS, maskUrl);
  }
  if (Array.isArray(value)) return value.map((item) => masked(item, key));
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(([name, item]) => [name, masked(item, name)]);
  return Object.fromEntries(entries);
}
