// Its own minified file: bundled from its modules it is three times the size.
import bridge from "../node_modules/@azure/msal-browser/lib/redirect-bridge/msal-redirect-bridge.min.js";

bridge.broadcastResponseToMainFrame();
