// What every error of these scripts looks like.

import assert from "node:assert/strict";

/** Checks that a call ends with a real error of this code and place, at once or later. */
export async function fails(call, code, path = "") {
  let error;
  try {
    await call();
  } catch (reason) {
    error = reason;
  }
  assert.ok(error instanceof Error, `${code}: ${error}`);
  const { name, message } = error;
  assert.deepEqual({ name, code: error.code, path: error.path }, { name: "LaunchError", code, path });
  assert.ok(message.length > 10 && !message.includes("hooks.example"), message);
}
