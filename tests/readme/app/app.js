// Runs one of the documents' snippets, as the app it would be part of: app.html?run=proxy&url=…

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
  "host-app": ({ connect }) => connect({ url, accountId: query.get("account"), show }),
  proxy: ({ connectByProxy }) => shown(connectByProxy(url)),
  redirect: ({ connect }) => shown(connect(url)),
  tab: ({ connectHere }) => connectHere(url()),
  listen: ({ listen }) => {
    listen(show);
    window.open(url());
  },
};

const name = query.get("run");
const snippet = await import(`./${name === "tab" ? "redirect" : name}.mjs`);
button.addEventListener("click", () => run[name](snippet));

// After a reload.
if (name === "host-app") snippet.resume({ show });
const waiting = name === "redirect" ? snippet.resume() : null;
if (waiting) shown(waiting);
button.dataset.ready = "";
