// The same functions where the wasm is a file of its own.

import { openLaunch, type Launch, type LaunchOptions } from "launch-complete/split/host";
import { runProxy } from "launch-complete/split/proxy";
import { runLanding } from "launch-complete/split/landing";
import { deliver } from "launch-complete/split";
import { openLaunch as whole } from "launch-complete/host";

export const open: (options: LaunchOptions) => Launch = openLaunch satisfies typeof whole;
export const run = [runProxy, runLanding, deliver] as const;
