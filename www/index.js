// Links to both sites wherever they are: at other origins, below a path.

import { linkSites, loadConfig } from "./shared/config.js";

linkSites(await loadConfig());
