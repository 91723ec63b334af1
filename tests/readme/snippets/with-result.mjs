export function withResult(landingPage, text) {
  const escapes = { "<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029" };
  const data = JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, (character) => escapes[character]);
  const element = `<script type="application/json" id="launch-result">${data}</script>`;
  return landingPage.replace("</head>", () => `${element}</head>`);
}
