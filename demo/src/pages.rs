//! The static pages, read from disk at every request so that a new build shows at once.

use std::{
    io,
    path::{Path, PathBuf},
};

use axum::{
    extract::{Request, State},
    http::{Method, Uri, header},
    response::{IntoResponse, Redirect, Response},
};

use crate::{
    headers, landing, mime, percent,
    refusal::Refusal,
    rewrite,
    site::{App, Origins, Site},
};

/// Answers everything that is not a route: files, and forms sent to a landing page.
pub(crate) async fn answer(State(app): State<App>, request: Request) -> Response {
    let Some(file) = locate(app.site, request.uri().path()) else {
        return Refusal::not_found().into_response();
    };
    match *request.method() {
        Method::GET | Method::HEAD => get(&app, &file, request.uri()).await,
        Method::POST if landing::takes_forms(&file) => landing::post(&app, &file, request).await,
        _ => Refusal::method_not_allowed().into_response(),
    }
}

/// A redirect within the site that keeps the query.
pub(crate) fn redirect(app: &App, path: &str, uri: &Uri) -> Redirect {
    let base = &app.shared.base;
    match uri.query() {
        Some(query) => Redirect::temporary(&format!("{base}{path}?{query}")),
        None => Redirect::temporary(&format!("{base}{path}")),
    }
}

/// A file's bytes as this run of the demo serves them.
pub(crate) async fn load(app: &App, file: &Path) -> io::Result<Vec<u8>> {
    let origins: &Origins = &app.shared.origins;
    let built = tokio::fs::read(app.shared.www.join(file)).await;
    if file == Path::new("shared/config.json") {
        return Ok(rewrite::config(&built.unwrap_or_default(), origins));
    }
    let built = built?;
    Ok(match std::str::from_utf8(&built) {
        Ok(text) if passes_results_on(file) => {
            rewrite::with_trace(&rewrite::with_origins(text, origins), &app.shared.base)
                .into_bytes()
        }
        Ok(text) if mime::names_origins(file) => rewrite::with_origins(text, origins).into_bytes(),
        _ => built,
    })
}

/// Whether it is a proxy page or a landing page of the app.
fn passes_results_on(file: &Path) -> bool {
    let proxy = file
        .to_str()
        .is_some_and(|path| headers::is_page(path, "proxy"));
    file.starts_with("host") && (proxy || landing::takes_forms(file))
}

async fn get(app: &App, file: &Path, uri: &Uri) -> Response {
    match load(app, file).await {
        Ok(bytes) => ([(header::CONTENT_TYPE, mime::of(file))], bytes).into_response(),
        Err(_) if app.shared.www.join(file).is_dir() => {
            redirect(app, &format!("{}/", uri.path()), uri).into_response()
        }
        Err(_) => Refusal::not_found().into_response(),
    }
}

/// The file meant by a path, relative to the pages' folder, if it is in one of the site's own folders.
fn locate(site: Site, path: &str) -> Option<PathBuf> {
    let path = percent::decode(path.strip_prefix('/')?)?;
    let mut file = PathBuf::new();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        match part {
            "" if parts.peek().is_none() => file.push("index.html"),
            // No way up, no hidden files, nothing that another system reads as a separator or a drive.
            _ if part.is_empty() || part.starts_with('.') => return None,
            _ if part.contains(['\\', ':', '\0']) => return None,
            _ => file.push(part),
        }
    }
    let folder = file.iter().next()?.to_str()?;
    site.folders().contains(&folder).then_some(file)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::locate;
    use crate::site::Site;

    #[test]
    fn stays_in_the_sites_folders() {
        let table = [
            ("/host/", Some("host/index.html")),
            ("/host", Some("host")),
            (
                "/host/demo/proxy-both.html",
                Some("host/demo/proxy-both.html"),
            ),
            ("/host/%6Canding.html", Some("host/landing.html")),
            ("/lib/launch-complete.js", Some("lib/launch-complete.js")),
            ("/marketplace/", None),
            ("/index.html", None),
            ("/", None),
            ("//host/", None),
            ("/host//index.html", None),
            ("/host/../marketplace/index.html", None),
            ("/host/%2e%2e/marketplace/index.html", None),
            ("/host/..%2f..%2fCargo.toml", None),
            ("/host/..%5c..%5cCargo.toml", None),
            ("/host/.hidden", None),
            ("/host/c:secret", None),
            ("/host/a%00b", None),
            ("/host/%", None),
        ];
        for (path, file) in table {
            assert_eq!(
                locate(Site::Host, path).as_deref(),
                file.map(Path::new),
                "{path}"
            );
        }
    }
}
