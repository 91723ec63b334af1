// Texts by their key, each stored once, whatever is sent at the same time or stopped in the middle.

import { randomUUID } from "node:crypto";
import { link, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Stores a text. False where one is stored under that key already. */
export async function store(folder, key, text) {
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `${randomUUID()}.draft`);
  await writeFile(draft, text, { flush: true });
  try {
    // Whole or not at all, and refused where the name is taken.
    await link(draft, join(folder, `${key}.json`));
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft);
  }
}
