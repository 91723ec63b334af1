// Windows, ports and the channel between the host's own pages.

const WORD = "launch-complete:";

/** The code of a refusal, an empty text for an acknowledgement, `undefined` for anything else. */
export function answerOf(text) {
  const found = /^launch-complete:(ack:1|refused:1:([A-Z0-9_]{1,64}))$/.exec(text);
  return found ? found[2] || "" : undefined;
}

/** Hears messages to this window; what a script made up is not passed on. Gives the way to end it. */
export function listen(heard) {
  const listener = (event) => event.isTrusted && heard(event);
  window.addEventListener("message", listener);
  return () => window.removeEventListener("message", listener);
}

/** Posts with a port for the answer, or without one in engines that have none. Gives the port. */
export function post(target, text, origin, answered) {
  if (!window.MessageChannel) return target.postMessage(text, origin);
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => answered(data);
  target.postMessage(text, origin, [port2]);
  return port1;
}

/** Answers on the event's port or, without one, to its window at its origin. */
export function answer({ ports, source, origin }, text) {
  try {
    if (ports[0]) ports[0].postMessage(WORD + text);
    else source.postMessage(WORD + text, origin);
  } catch {
    // The one that asked is gone; nobody misses the answer.
  }
}

export const answerText = (code) => (code ? `refused:1:${code}` : "ack:1");

/** Speaks and hears on the channel; nothing in engines without it. */
export function broadcast(heard) {
  if (!window.BroadcastChannel) return undefined;
  const channel = new BroadcastChannel("launch-complete");
  channel.onmessage = ({ data }) => data && data.v === 1 && heard(data);
  return {
    say(launchId = null, fields) {
      try {
        channel.postMessage({ ...fields, v: 1, launchId });
      } catch {
        // A closed channel: there is nobody left to tell.
      }
    },
    close: () => channel.close(),
  };
}

export function opener() {
  const { opener } = window;
  return opener && !opener.closed ? opener : undefined;
}
