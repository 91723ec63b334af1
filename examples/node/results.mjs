// The hand-off: a page of ours posts the result, with a key made of its text.

import { createHash } from "node:crypto";
import { join } from "node:path";
import { buildResult } from "launch-complete";

import { read } from "./body.mjs";
import { appOrigin, folder } from "./config.mjs";
import { store } from "./store.mjs";

const LIMIT = 4 * 1024 * 1024;
const refused = (status, code) => ({ status, body: { code } });

export async function takeResult(request) {
  // Before anything else: a page of another site may send this request, with the user's cookies.
  if (request.headers.origin !== appOrigin) return refused(403, "FOREIGN_ORIGIN");
  if (request.headers["content-type"] !== "application/json") return refused(415, "CONTENT_TYPE");
  const body = await read(request, LIMIT);
  if (!body) return refused(413, "BODY_TOO_LARGE");

  const digest = createHash("sha256").update(body).digest("hex");
  if (request.headers["idempotency-key"] !== `sha-256=${digest}`) return refused(400, "KEY_MISMATCH");
  try {
    buildResult(JSON.parse(body.toString()));
  } catch (error) {
    return refused(400, error.code ?? "RESULT_NOT_JSON");
  }
  // A claim: ask the marketplace's API for its account and cycles before you act on it.
  const stored = await store(join(folder, "results"), digest, body);
  return { status: stored ? 201 : 200, body: { stored } };
}
