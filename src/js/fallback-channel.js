// Windows, ports and the channel between the host's own pages.

/** The code of a refusal, an empty text for an acknowledgement, `undefined` for anything else. */
export function answerOf(text) {
  const found = /^launch-complete:(ack:1|refused:1:([A-Z0-9_]{1,64}))$/.exec(text);
  return found ? found[2] ?? "" : undefined;
}

/** The window that opened this one, where it is alive. */
export function opener() {
  const { opener } = window;
  return opener?.closed === false ? opener : undefined;
}

/** Hears messages to this window; what a script made up is not passed on. Gives the way to end it. */
export function listen(heard) {
  const listener = (event) => event.isTrusted && heard(event);
  addEventListener("message", listener);
  return () => removeEventListener("message", listener);
}

/** Posts with a port for the answer, or without one in engines that have none. Gives the port. */
export function post(target, text, origin, answered) {
  const pair = window.MessageChannel && new MessageChannel();
  if (pair) pair.port1.onmessage = answered;
  target.postMessage(text, origin, pair ? [pair.port2] : []);
  return pair?.port1;
}

/** Answers on the event's port or, without one, to its window at its origin. */
export function answer({ ports: [port], source, origin }, name, value) {
  const text = `launch-complete:${name}:1${value ? ":" + value : ""}`;
  try {
    (port ?? source).postMessage(text, port ? [] : origin);
  } catch {
    // The one that asked is gone; nobody misses the answer.
  }
}

/** Speaks and hears on the channel; in engines without it, `undefined`. */
export function broadcast(heard) {
  const channel = window.BroadcastChannel && new BroadcastChannel("launch-complete");
  if (channel) channel.onmessage = ({ data }) => data?.v === 1 && heard(data);
  return channel;
}
