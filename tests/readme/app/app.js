// Runs one of the README's snippets, as the app it would be part of.

const query = new URLSearchParams(location.search);
const url = () => query.get("url");
const button = document.getElementById("connect");
const show = (text) => {
  document.getElementById("said").textContent = text;
};
const shown = async (launch) => show(`Connected: ${(await launch.result).result.accountId}`);

// The app's own server, which this page does not have.
const ask = window.fetch;
window.fetch = (address, ...rest) =>
  address === "/api/launch-url" ? Promise.resolve(new Response(url())) : ask(address, ...rest);

const run = {
  // It binds itself to the button.
  first: () => undefined,
  opener: ({ connect }) => connect({ url, accountId: query.get("account"), show }),
  proxy: ({ connectByProxy }) => shown(connectByProxy(url)),
  redirect: ({ connect }) => shown(connect(url)),
  tab: ({ connectHere }) => connectHere(url()),
};

const name = query.get("run");
const snippet = await import(`./${name === "tab" ? "redirect" : name}.mjs`);
button.addEventListener("click", () => run[name](snippet));

// After a reload, or after the launch was taken elsewhere.
const waiting = name === "redirect" ? snippet.resume() : null;
if (waiting) shown(waiting);
button.dataset.ready = "";
