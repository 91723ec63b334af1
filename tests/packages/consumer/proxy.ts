import { runProxy, type ProxyStatus } from "launch-complete/proxy";

runProxy({ onStatus: ({ status }: ProxyStatus) => void (document.body.dataset.status = status) });
