//! The switches for pages: each site's own, from its own origin only.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};

use crate::{
    body, guard,
    refusal::{self, Refusal, require_type},
    site::App,
    switch::Switch,
};

/// Where they are read and set; no switch applies here, so every one can be taken back.
pub(crate) const PATH: &str = "/api/switches";

const LIMIT: usize = 64 * 1024;

/// `GET /api/switches`
pub(crate) async fn read(State(app): State<App>, headers: HeaderMap) -> Result<Response, Refusal> {
    guard::same_origin(&headers, app.origin())?;
    Ok(refusal::json(&app.shared.switches.list(app.site)))
}

/// `PUT /api/switches`
pub(crate) async fn write(State(app): State<App>, request: Request) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let body = body::read(body, LIMIT).await;
    guard::same_origin(&parts.headers, app.origin())?;
    require_type(&parts.headers, "application/json")?;
    let switches: Vec<Switch> = serde_json::from_slice(&body?).map_err(|error| invalid(&error))?;
    app.shared
        .switches
        .set(app.site, switches)
        .map_err(|error| invalid(&error))?;
    Ok(refusal::json(&app.shared.switches.list(app.site)))
}

fn invalid(error: &dyn std::error::Error) -> Refusal {
    Refusal::new(
        StatusCode::BAD_REQUEST,
        "SWITCH_INVALID",
        format!("send a list of switches, each with a prefix: {error}"),
    )
}
