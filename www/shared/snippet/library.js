// The script that a snippet brings along: its text and its digest.

/** `sha384-…`, or null where the browser does not compute it: pages of plain http have no `crypto.subtle`. */
export async function integrityOf(bytes) {
  if (!globalThis.crypto?.subtle) return null;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-384", bytes));
  return `sha384-${btoa(String.fromCharCode(...digest))}`;
}

/** `launch-complete.js` as this site has it. */
export async function loadLibrary(url = new URL("../../lib/launch-complete.js", import.meta.url)) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`launch-complete.js: ${response.status}`);
  const bytes = await response.arrayBuffer();
  return { source: new TextDecoder().decode(bytes), integrity: await integrityOf(bytes) };
}
