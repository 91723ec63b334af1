// The app of web-activities' redirect: goes to the marketplace in this very window, and hears of the result here.
import { listen, open } from "/hosts/web-activities.js";

const query = new URLSearchParams(location.search);
const tag = query.get("tag");
const bench = new BroadcastChannel("bench");
const landed = () => bench.postMessage({ name: "landed", at: performance.timeOrigin + performance.now() });
if (location.hash.includes("__WA_RES__")) listen(tag, landed, () => {});
else open({ url: query.get("url"), tag, received: landed, failed() {}, inTab: true });
