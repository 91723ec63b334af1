// The script of landing.html: all that the page needs, and it starts by itself.

// First, before anything else runs or is asked for.
import "./landing-first.js";
import { dress, whenRead } from "./drop-in.js";
import { runLanding } from "./landing.js";

dress();
whenRead(() => runLanding());
