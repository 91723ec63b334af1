import { deliver } from "../hand/page.js";

const { targets, redirect, via } = bench;
bench.again = () => deliver(bench.result, { targets, redirect, via }).then((how) => how === "delivered" && bench.done(), bench.failed);
bench.ready(bench.again);
