// The script of proxy.html: all that the page needs, and it starts by itself.

import { dress, whenRead } from "./drop-in.js";
import { runProxy } from "./proxy.js";

dress();
whenRead(() => runProxy());
