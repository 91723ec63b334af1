// The suite in Node, Deno and Bun, on the build that has its wasm inside.

import { readFileSync } from "node:fs";
import process from "node:process";

import * as library from "../../dist/launch-complete-subscriptions.mjs";
import { play, suite } from "./suite.mjs";

const json = (name) => JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), "utf8"));
const runtime = Object.keys(process.versions).find((name) => name === "deno" || name === "bun") ?? "node";
const tests = suite(library, json("requests"), json("conecto-hmac"));
process.exitCode = (await play(tests, `${runtime} ${process.versions[runtime]}`, console.log)) && 1;
