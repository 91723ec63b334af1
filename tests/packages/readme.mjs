// The commands of an example's README: what they say is what is run.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** The blocks of commands: what to do before, and what to start. */
export function commands(example) {
  const text = readFileSync(`${root}examples/${example}/README.md`, "utf8");
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block.trim());
  if (blocks.length !== 2) throw new Error(`${example}/README.md has ${blocks.length} blocks of commands`);
  const [before, start] = blocks;
  return { before, start };
}
