import { createHash } from "node:crypto";

const LONGEST = 4 * 1024 * 1024;
const answer = (status, code) => Response.json({ code }, { status });

// `account` is that of your session's launch. `insert(key, text)` is true for a new row, false where the key is there.
export async function takeResult(request, { account, insert }) {
  if (!(Number(request.headers.get("content-length") ?? NaN) <= LONGEST)) return answer(413, "TOO_LARGE");
  const text = await request.text();
  const key = `sha-256=${createHash("sha256").update(text).digest("hex")}`;
  if (request.headers.get("idempotency-key") !== key) return answer(400, "KEY_MISMATCH");
  let result;
  try {
    result = JSON.parse(text);
  } catch {
    return answer(400, "RESULT_NOT_JSON");
  }
  if (result?.accountId !== account) return answer(403, "ANOTHER_ACCOUNT");
  return (await insert(key, text)) ? answer(201, "STORED") : answer(200, "STORED");
}
