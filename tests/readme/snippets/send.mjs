import { buildResult, deliver } from "/lib/launch-complete.mjs";

export const send = (fields) => deliver(buildResult(fields), { targetOrigin: "https://app.example" });
