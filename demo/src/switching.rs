//! Doing what the switches say.

use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tokio::time::sleep;

use crate::{break_api, listener::HangUp, site::App, switch_api};

/// Delays, replaces, changes or loses the answer where a switch asks for it.
pub(crate) async fn apply(
    State(app): State<App>,
    ConnectInfo(connection): ConnectInfo<HangUp>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    if path == switch_api::PATH || path == break_api::PATH {
        return next.run(request).await;
    }
    let effect = app.shared.switches.take(app.site, request.method(), path);
    if !effect.delay.is_zero() {
        sleep(effect.delay).await;
    }
    let status = effect
        .status
        .and_then(|status| StatusCode::from_u16(status).ok());
    let mut response = match status {
        Some(status) => status.into_response(),
        None => next.run(request).await,
    };
    change(response.headers_mut(), effect.headers);
    if effect.drop_reply {
        connection.now();
    }
    response
}

fn change(headers: &mut HeaderMap, changes: impl IntoIterator<Item = (String, Option<String>)>) {
    for (name, value) in changes {
        let Ok(name) = HeaderName::try_from(name) else {
            continue;
        };
        match value.and_then(|value| HeaderValue::try_from(value).ok()) {
            Some(value) => headers.insert(name, value),
            None => headers.remove(name),
        };
    }
}
