//! The security headers of both sites. `docs/content-security-policy.md` prints those of the host.

use axum::{
    extract::{Request, State},
    http::{HeaderValue, header},
    middleware::Next,
    response::Response,
};

use crate::site::{App, Origins, Site};

/// What pages may do: run and load their own files, nothing inline, no text made markup.
///
/// `'wasm-unsafe-eval'` allows compiling WebAssembly and nothing else. `data:` images are the pages' empty
/// icons, which keep browsers from asking for `/favicon.ico`.
const LOADS: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                     img-src 'self' data:; connect-src 'self'";
const FORBIDS: &str = "base-uri 'none'; object-src 'none'; require-trusted-types-for 'script'; \
                       trusted-types 'none'";

/// Adds them to every answer of the site.
pub(crate) async fn protect(State(app): State<App>, request: Request, next: Next) -> Response {
    let policy = policy(app.site, &app.shared.origins, request.uri().path());
    let library = app.site == Site::Host && is_library(request.uri().path());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    if app.site == Site::Host {
        headers.insert(
            header::REFERRER_POLICY,
            HeaderValue::from_static("no-referrer"),
        );
    }
    // Where a snippet names the digest of the library's file, the browser compares it by CORS.
    if library && let Ok(marketplace) = HeaderValue::try_from(&app.shared.origins.marketplace) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, marketplace);
    }
    if let Ok(policy) = HeaderValue::try_from(policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// A policy of the site under which no WebAssembly runs: for all pages of the host, and for the complete page.
pub(crate) fn without_wasm(site: Site, origins: &Origins) -> String {
    match site {
        Site::Host => policy(site, origins, "proxy.html").replace(" 'wasm-unsafe-eval'", ""),
        Site::Marketplace => {
            let policy = policy(site, origins, "complete.html");
            format!("{policy}; script-src 'self' 'unsafe-inline'")
        }
    }
}

fn policy(site: Site, origins: &Origins, path: &str) -> String {
    let (host, marketplace) = (&origins.host, &origins.marketplace);
    match site {
        Site::Host => {
            // Proxy pages frame the marketplace, and the snippet builder does for its preview.
            let frames = if is_page(path, "proxy") || is_page(path, "snippet") {
                format!("frame-src {marketplace}; ")
            } else {
                String::new()
            };
            format!("{LOADS}; {frames}frame-ancestors 'none'; form-action 'none'; {FORBIDS}")
        }
        // It runs whatever HTML was pasted into the console, as the real one does: only who may frame it is
        // restricted.
        Site::Marketplace if is_page(path, "complete") => {
            format!("frame-ancestors 'self' {host}")
        }
        Site::Marketplace => {
            format!("{LOADS}; frame-ancestors 'self' {host}; form-action 'self' {host}; {FORBIDS}")
        }
    }
}

/// Whether it is this page or a variant of it, such as `proxy.html` and `proxy-both.html`.
pub(crate) fn is_page(path: &str, name: &str) -> bool {
    let file = path.rsplit('/').next().unwrap_or_default();
    file.starts_with(name) && file.ends_with(".html")
}

/// Whether it is a file of the library, wherever the sites are served.
fn is_library(path: &str) -> bool {
    path.rsplit('/').nth(1) == Some("lib")
}
