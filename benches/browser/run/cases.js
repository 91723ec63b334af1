// The cases of the capability table, and who is held against them.

const SAME = "same-origin";
const ALLOW = "same-origin-allow-popups";

/** `header` on the app, the sign-in page before, or the Launch Complete page. */
export const CASES = [
  { name: "no opener policy anywhere" },
  { name: `app: ${ALLOW}`, app: ALLOW },
  { name: `app: ${SAME}`, app: SAME },
  { name: `sign-in page: ${SAME}`, step: SAME },
  { name: `sign-in page: ${ALLOW}`, step: ALLOW },
  { name: `Launch Complete page: ${SAME}`, page: SAME },
  { name: "the app listens 3 s late", late: 3000 },
  { name: "the popup is reloaded: exactly once", reload: true },
  { name: "WebAssembly is blocked by policy", csp: true },
  { name: "list of two origins: nothing for a third", unlisted: true },
];

/** The page with every path that it has, the page for a live window only, the host. */
export const WHO = [
  { who: "launch-complete", page: "launch-complete-auto", windowPage: "launch-complete", host: "launch-complete" },
  { who: "sample", page: "sample", host: "sample" },
  { who: "hand-written", page: "hand", host: "hand", redirects: true },
  { who: "penpal", page: "penpal", host: "penpal" },
  { who: "post-robot", page: "post-robot", host: "post-robot" },
  { who: "zoid", page: "zoid", host: "zoid", never: { late: "opens and listens in one" } },
  { who: "web-activities", page: "web-activities", host: "web-activities" },
  {
    who: "msal-browser's bridge",
    page: "msal",
    host: "msal",
    redirects: true,
    never: { reload: "leaves at once", unlisted: "has no list: its own origin only" },
  },
];
