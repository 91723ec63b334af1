// The shell of the host app: options with functions in them. Every decision is the module's or, where that
// cannot run, the fallback's.

import { startSync, openLaunch as open, resumeLaunch as resume, bindThisTab } from "./bindings.js";
import { fallback } from "./fallback-host.js";
import wasm, { decode } from "./wasm.js";

let launches = { open, resume, bindThisTab };
try {
  startSync(new WebAssembly.Module(decode(wasm)));
} catch {
  launches = fallback;
}

/** Options that inherit nothing. */
const bare = (options) => Object.assign(Object.create(null), options);

/** Open a marketplace in a window and wait for its result. Call it inside the click. */
export function openLaunch(options) {
  const given = bare(options);
  const { url, window: opened, signal, onStatus } = given;
  signal?.throwIfAborted();
  return handle(launches.open(given, url, opened, onStatus), signal);
}

/** Take up a launch after this page was reloaded. `null` where none is waiting. */
export function resumeLaunch(options) {
  const given = bare(options);
  const { url, signal, onStatus, id } = given;
  signal?.throwIfAborted();
  const launch = launches.resume(given, id, url, onStatus);
  return launch ? handle(launch, signal) : null;
}

/** Bind a launch to this tab and send the tab to the marketplace. */
export async function startLaunch(options) {
  const { url } = options;
  const address = await (typeof url === "function" ? url() : url);
  const id = launches.bindThisTab(bare(options), address);
  location.assign(address);
  return id;
}

function handle({ abort, ...launch }, signal) {
  const aborted = () => abort(signal.reason);
  signal?.addEventListener("abort", aborted);
  const unhook = () => signal?.removeEventListener("abort", aborted);
  launch.result.then(unhook, unhook);
  return launch;
}

/** One view over the cycles of both documented forms. */
export function cyclesOf(result) {
  if (Array.isArray(result?.cycles)) return result.cycles;
  if (result?.cycleId === undefined) return [];
  const { cycleId, templateId, templateReleaseId, status, webhooks } = result;
  const cycle = { cycleId, templateId, templateReleaseId, status };
  return [{ ...cycle, webhooks: (webhooks ?? []).map((url) => ({ url })) }];
}
