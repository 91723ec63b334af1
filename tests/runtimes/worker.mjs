// The suite in workerd, on the build that imports its wasm: workers compile nothing while they run.

import * as library from "launch-complete-subscriptions.mjs";
import vectors from "conecto-hmac.json";
import table from "requests.json";
import { play, suite } from "suite.mjs";

export default {
  async test() {
    const failed = await play(suite(library, table, vectors), "workerd", console.log);
    if (failed) throw new Error(`${failed} failed`);
  },
};
