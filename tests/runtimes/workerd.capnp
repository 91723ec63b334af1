# A worker as Cloudflare would deploy it. Names are what its modules import.

using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (services = [(name = "subscriptions", worker = .worker)]);

const worker :Workerd.Worker = (
  compatibilityDate = "2026-10-01",
  modules = [
    (name = "worker.mjs", esModule = embed "worker.mjs"),
    (name = "suite.mjs", esModule = embed "suite.mjs"),
    (name = "requests.json", json = embed "../vectors/requests.json"),
    (name = "conecto-hmac.json", json = embed "../vectors/conecto-hmac.json"),
    (name = "launch-complete-subscriptions.mjs", esModule = embed "../../dist/subscriptions-js/launch-complete-subscriptions.mjs"),
    (name = "launch-complete-subscriptions.wasm", wasm = embed "../../dist/subscriptions-js/launch-complete-subscriptions.wasm"),
  ],
);
