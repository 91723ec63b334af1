//! First of all: write the request down, and check that it means this site.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::{refusal::Refusal, site::App};

/// Logs the request and answers 421 where its host name is not one of this site's.
///
/// A foreign name that resolves to this machine (DNS rebinding) would otherwise be an origin of its own
/// that may read everything.
pub(crate) async fn admit(State(app): State<App>, request: Request, next: Next) -> Response {
    app.shared.log.record(app.site, &request);
    if app.shared.verbose {
        eprintln!(
            "{} {} {}",
            app.site.name(),
            request.method(),
            request.uri().path()
        );
    }
    if !is_ours(&app, request.headers(), request.uri()) {
        return Refusal::new(
            StatusCode::MISDIRECTED_REQUEST,
            "WRONG_HOST",
            format!("this is {0}: ask for it by that name", app.origin()),
        )
        .into_response();
    }
    next.run(request).await
}

fn is_ours(app: &App, headers: &HeaderMap, uri: &Uri) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        return false;
    };
    let known = |host: &str| is_name_of(app, host);
    host.to_str().is_ok_and(known) && uri.authority().is_none_or(|it| known(it.as_str()))
}

/// The site's own name, or the address for tools that resolve no `*.localhost`.
fn is_name_of(app: &App, host: &str) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) => (name, port.parse().ok()),
        None => (host, Some(80)),
    };
    port == Some(app.port) && (name.eq_ignore_ascii_case(app.site.name()) || name == "127.0.0.1")
}
