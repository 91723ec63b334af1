//! The pages of app and marketplaces: one server, and every name below `localhost` is a site of its own.

use std::{
    collections::HashMap,
    future::IntoFuture,
    net::Ipv4Addr,
    path::{Component, Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    Router,
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::Value;
use tokio::{net::TcpListener, task::JoinHandle};

use crate::Result;

/// A server on a free port. Dropping it ends it.
#[derive(Debug)]
pub(super) struct Site {
    pub(super) port: u16,
    server: JoinHandle<std::io::Result<()>>,
}

#[derive(Clone, Debug)]
struct Served {
    folder: PathBuf,
    port: u16,
    /// What pages told that nobody holds a window of.
    reports: Arc<Mutex<HashMap<String, Vec<Value>>>>,
}

impl Site {
    pub(super) async fn serve(folder: PathBuf) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let served = Served {
            folder,
            port,
            reports: Arc::default(),
        };
        let router = Router::new()
            .route("/report/{name}", post(told).get(heard).options(preflight))
            .fallback(get(page))
            .with_state(served);
        let server = tokio::spawn(axum::serve(listener, router).into_future());
        Ok(Self { port, server })
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.abort();
    }
}

const ANY_ORIGIN: [(HeaderName, &str); 2] = [
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "cross-origin",
    ),
];

async fn preflight() -> impl IntoResponse {
    ANY_ORIGIN
}

async fn told(
    State(served): State<Served>,
    axum::extract::Path(name): axum::extract::Path<String>,
    body: String,
) -> Response {
    let Ok(told) = serde_json::from_str(&body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let mut reports = served
        .reports
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    reports.entry(name).or_default().push(told);
    (ANY_ORIGIN, StatusCode::NO_CONTENT).into_response()
}

async fn heard(
    State(served): State<Served>,
    axum::extract::Path(name): axum::extract::Path<String>,
) -> Response {
    let reports = served
        .reports
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    let all = reports.get(&name).cloned().unwrap_or_default();
    (ANY_ORIGIN, Value::Array(all).to_string()).into_response()
}

async fn page(State(served): State<Served>, uri: Uri, RawQuery(query): RawQuery) -> Response {
    let query = parameters(query.as_deref().unwrap_or_default());
    let Some(file) = inside(&served.folder, uri.path()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Ok(content) = tokio::fs::read(&file).await else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = match file.extension().and_then(|it| it.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    };
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for (name, value) in ANY_ORIGIN {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if !kind.starts_with("text/html") {
        return (headers, content).into_response();
    }
    for (name, value) in page_headers(&query) {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    }
    let text = String::from_utf8_lossy(&content);
    let usual = format!("http://host.localhost:{}", served.port);
    (headers, filled(&text, &query, &usual)).into_response()
}

/// A file of the folder, and of no other.
fn inside(folder: &Path, path: &str) -> Option<PathBuf> {
    let path = Path::new(path.trim_start_matches('/'));
    let plain = path
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    plain.then(|| folder.join(path))
}

fn parameters(query: &str) -> HashMap<&str, String> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (name, value.replace('+', " ")))
        .collect()
}

/// What the page asks for in its own address.
fn page_headers(query: &HashMap<&str, String>) -> Vec<(HeaderName, String)> {
    let mut headers = Vec::new();
    if !query.contains_key("bare") {
        // An isolated page has a clock of 5 µs instead of 100, and keeps its opener.
        headers.push((
            HeaderName::from_static("document-isolation-policy"),
            "isolate-and-require-corp".into(),
        ));
    }
    if let Some(value) = query.get("coop") {
        let name = HeaderName::from_static("cross-origin-opener-policy");
        headers.push((name, value.clone()));
    }
    if query.contains_key("csp") {
        let app = query.get("host").cloned().unwrap_or_default();
        headers.push((
            header::CONTENT_SECURITY_POLICY,
            format!("script-src 'self' 'unsafe-inline' {app}"),
        ));
    }
    headers
}

/// Puts the parameters into the page: `{{name}}` is what the address says, or what is usual.
fn filled(page: &str, query: &HashMap<&str, String>, host: &str) -> String {
    let host = query.get("host").map_or(host, String::as_str);
    let mut page = page.to_owned();
    for (name, usual) in [
        ("host", host),
        ("targets", host),
        ("when", "click"),
        ("redirect", ""),
    ] {
        let value = query.get(name).map_or(usual, String::as_str);
        page = page.replace(&format!("{{{{{name}}}}}"), value);
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_filled_with_what_their_address_says() {
        let query = parameters("when=load&targets=http://a+http://b&quick");
        let page = filled("{{host}} {{targets}} {{when}}", &query, "http://h");
        assert_eq!(page, "http://h http://a http://b load");
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let folder = Path::new("/folder");
        assert_eq!(inside(folder, "/a/b.js"), Some("/folder/a/b.js".into()));
        for path in ["/../secret", "/a/../../b", "//etc"] {
            assert!(
                inside(folder, path).is_none_or(|file| file == Path::new("/folder/etc")),
                "{path}"
            );
        }
    }

    #[test]
    fn headers_are_those_of_the_address() {
        assert_eq!(page_headers(&parameters("bare")), []);
        let headers = page_headers(&parameters("bare&coop=same-origin&csp=1&host=http://h"));
        let values: Vec<_> = headers.iter().map(|(_, value)| value.as_str()).collect();
        assert_eq!(
            values,
            ["same-origin", "script-src 'self' 'unsafe-inline' http://h"]
        );
    }
}
