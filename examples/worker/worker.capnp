using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(name = "events", worker = .events)],
  sockets = [(name = "http", http = (), service = "events")],
);

const events :Workerd.Worker = (
  compatibilityDate = "2026-10-01",
  modules = [
    (name = "worker.mjs", esModule = embed "build/worker.mjs"),
    (name = "launch-complete-subscriptions.wasm", wasm = embed "build/launch-complete-subscriptions.wasm"),
  ],
  bindings = [
    (name = "CLIENT_ID", fromEnvironment = "CLIENT_ID"),
    (name = "CLIENT_SECRET", fromEnvironment = "CLIENT_SECRET"),
    (name = "EVENTS", durableObjectNamespace = "Events"),
  ],
  durableObjectNamespaces = [(className = "Events", uniqueKey = "launch-complete-example-events")],
  # Where it is deployed they are on disk, and in more than one place.
  durableObjectStorage = (inMemory = void),
);
