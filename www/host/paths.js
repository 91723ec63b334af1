// What each choice of path means on both sides: the page the host opens, and the snippet in the marketplace's box.

export const paths = {
  opener: {
    preset: "ours-opener",
    hint: "The popup shows the marketplace, which posts to its window.opener.",
  },
  proxy: {
    preset: "ours-parent",
    proxy: "proxy.html",
    hint: "The popup shows proxy.html of this app, which frames the marketplace.",
  },
  "proxy-backend": {
    preset: "ours-parent",
    proxy: "demo/proxy-backend.html",
    hint: "The popup shows a proxy page that posts the result to this app's back end only.",
  },
  "proxy-both": {
    preset: "ours-parent",
    proxy: "demo/proxy-both.html",
    hint: "The popup shows a proxy page that posts the result to the back end and tells this app.",
  },
  "redirect-fragment": {
    preset: "ours-redirect-fragment",
    landing: "landing.html",
    hint: "The marketplace goes to landing.html of this app with the result in the fragment.",
  },
  "redirect-query": {
    preset: "ours-redirect-query",
    landing: "landing.html",
    mode: "query",
    hint: "landing.html gets the result in the query, which servers write to their logs: for comparison only.",
  },
  "redirect-form-post": {
    preset: "ours-redirect-form-post",
    landing: "landing.html",
    mode: "form_post",
    hint: "The marketplace posts a form to landing.html, for results too long for an address.",
  },
  "redirect-backend": {
    preset: "ours-redirect-backend",
    landing: "demo/landing-backend.html",
    hint: "A landing page of this app posts the result to the back end, tells this app, then closes.",
  },
};

/** The marketplace page to open, relative to its site. */
export function launchPage(path, packageId, box) {
  const { preset, proxy, landing, mode } = paths[path];
  if (packageId === "build") {
    const via = landing ? "redirect" : proxy ? "parent" : "opener";
    const query = new URLSearchParams({ via });
    if (landing) query.set("landing", landing);
    if (mode) query.set("mode", mode);
    return `marketplace/build.html?${query}`;
  }
  const query = new URLSearchParams({ package: packageId, preset: box === "path" ? preset : box });
  return `marketplace/launch.html?${query}`;
}
