//! The security headers of both sites.

use axum::{
    extract::{Request, State},
    http::{HeaderValue, header},
    middleware::Next,
    response::Response,
};

use crate::site::{App, Origins, Site};

/// What the host's pages may do: run and load their own files, nothing inline, framed by nobody.
///
/// `'wasm-unsafe-eval'` allows compiling WebAssembly and nothing else. `data:` images are the pages' empty
/// icons, which keep browsers from asking for `/favicon.ico`.
const HOST: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                    connect-src 'self'; img-src 'self' data:; frame-ancestors 'none'; \
                    base-uri 'none'; form-action 'none'";

/// Adds them to every answer of the site.
pub(crate) async fn protect(State(app): State<App>, request: Request, next: Next) -> Response {
    let frames = is_proxy(request.uri().path());
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
    let policy = policy(app.site, &app.shared.origins, frames);
    if let Ok(policy) = HeaderValue::try_from(policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// A policy of the site for any of its pages, under which no WebAssembly runs.
pub(crate) fn without_wasm(site: Site, origins: &Origins) -> String {
    let policy = policy(site, origins, true).replace(" 'wasm-unsafe-eval'", "");
    match site {
        Site::Host => policy,
        Site::Marketplace => format!("{policy}; script-src 'self' 'unsafe-inline'"),
    }
}

fn policy(site: Site, origins: &Origins, frames: bool) -> String {
    match site {
        Site::Host if frames => format!("{HOST}; frame-src {}", origins.marketplace),
        Site::Host => HOST.to_owned(),
        // The complete page runs whatever HTML was pasted into the console, as the real one does: only
        // who may frame it is restricted.
        Site::Marketplace => format!("frame-ancestors 'self' {}", origins.host),
    }
}

/// Proxy pages are the only ones that frame the marketplace: `proxy.html` and its variants.
pub(crate) fn is_proxy(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.starts_with("proxy") && name.ends_with(".html")
}
