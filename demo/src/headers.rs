//! The security headers of both sites.

use axum::{
    extract::{Request, State},
    http::{HeaderValue, header},
    middleware::Next,
    response::Response,
};

use crate::site::{App, Site};

/// What the host's pages may do: run and load their own files, nothing inline, framed by nobody.
///
/// `'wasm-unsafe-eval'` allows compiling WebAssembly and nothing else. `data:` images are the pages' empty
/// icons, which keep browsers from asking for `/favicon.ico`.
const HOST: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                    connect-src 'self'; img-src 'self' data:; frame-ancestors 'none'; \
                    base-uri 'none'; form-action 'none'";

/// Adds them to every answer of the site.
pub(crate) async fn protect(State(app): State<App>, request: Request, next: Next) -> Response {
    let frames = frames(request.uri().path());
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
    if let Ok(policy) = HeaderValue::try_from(policy(&app, frames)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

fn policy(app: &App, frames: bool) -> String {
    let origins = &app.shared.origins;
    match app.site {
        Site::Host if frames => format!("{HOST}; frame-src {}", origins.marketplace),
        Site::Host => HOST.to_owned(),
        // The complete page runs whatever HTML was pasted into the console, as the real one does: only
        // who may frame it is restricted.
        Site::Marketplace => format!("frame-ancestors 'self' {}", origins.host),
    }
}

/// Proxy pages frame the marketplace, `proxy.html` and its variants, and so does the snippet builder.
fn frames(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    (name.starts_with("proxy") || name == "snippet.html") && name.ends_with(".html")
}

/// Whether it is a file of the library, wherever the sites are served.
fn is_library(path: &str) -> bool {
    path.rsplit('/').nth(1) == Some("lib")
}
