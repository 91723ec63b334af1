// The Launch Complete page as a text: the marketplace's frame around what the box holds.

const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (character) => entities[character]);
}

/** Replaces the merge field. The message is text, so it cannot bring markup along. */
export function mergeFields(html, message) {
  return html.replaceAll("{{InstallCompleteMessage}}", () => escapeHtml(message ?? ""));
}

/** A classic script that declares `result` the way some marketplace might: with var or const. */
export function declaration(keyword, result) {
  if (keyword !== "var" && keyword !== "const") return "";
  const json = JSON.stringify(result)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
  return `<script>${keyword} result = ${json};</script>\n`;
}

/** Box content that is a whole document stays as it is. */
export function completeDocument(content, script) {
  if (/<html[\s>]/i.test(content)) return content.replace(/<head(\s[^>]*)?>/i, (head) => head + script);
  return `<!doctype html>
<html lang="en" data-theme="marketplace">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Launch complete</title>
<link rel="icon" href="../shared/icon.svg">
<link rel="stylesheet" href="../shared/style.css">
</head>
<body class="complete">
<main>
${script}${content}
</main>
</body>
</html>
`;
}
