// What the other pages told the server, as long as somebody wants to know.

const address = new URL("../../api/trace", import.meta.url);
const AGAIN = 1000;

const wanted = new Map();
let last = 0;
let asking = null;

/** Calls `seen` for everything the pages of a launch tell, until the function that is given back is called. */
export function follow(number, seen) {
  wanted.set(number, seen);
  // What was told before is asked for again: a page that was reloaded knows nothing of it.
  last = 0;
  asking?.abort();
  ask();
  return () => {
    wanted.delete(number);
    if (wanted.size === 0) asking?.abort();
  };
}

async function ask() {
  const mine = (asking = new AbortController());
  while (wanted.size > 0 && asking === mine) {
    try {
      const answer = await fetch(`${address}?after=${last}`, { signal: mine.signal });
      if (!answer.ok) throw new Error(`${answer.status}`);
      const news = await answer.json();
      if (asking !== mine) return;
      last = news.last;
      for (const event of news.seen) wanted.get(event.launch)?.(event);
    } catch {
      if (mine.signal.aborted) return;
      await new Promise((then) => setTimeout(then, AGAIN));
    }
  }
}
