// What is said on the channel on which the app's own pages speak with each other: who, to which launch, which word.

const POPUP = ["text", "stored", "ask", "direct", "goodbye", "hello"];
const APP = ["url", "failed", "ack", "refused", "here"];

/** The launch, the side and the word of a message. What it holds besides is not looked at. */
export function wordOf(data) {
  if (data?.v !== 1 || typeof data.launchId !== "string") return null;
  const is = (word) => data[word] !== undefined && data[word] !== false;
  const word = POPUP.find(is);
  if (word) return { id: data.launchId, from: "popup", word };
  const answer = APP.find(is);
  return answer ? { id: data.launchId, from: "app", word: answer } : null;
}

/** Hears what this page says as well as what it is told: a second channel of the same name does. */
export function overhear(heard) {
  if (!window.BroadcastChannel) return;
  const channel = new BroadcastChannel("launch-complete");
  channel.onmessage = ({ data }) => {
    const word = wordOf(data);
    if (word) heard(word);
  };
}
