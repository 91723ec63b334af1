//! The app's past launches, and the stored text of one for whoever asks for it.

use axum::{
    extract::{Path, Request, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{
    body, guard,
    past::EndedLaunch,
    refusal::{self, Refusal, require_type},
    results::{in_store, unavailable},
    site::App,
};

const LIMIT: usize = 4 * 1024;

/// `POST /api/launches`
pub(crate) async fn record(State(app): State<App>, request: Request) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let body = body::read(body, LIMIT).await;
    guard::same_origin(&parts.headers, app.origin())?;
    require_type(&parts.headers, "application/json")?;
    let ended = serde_json::from_slice(&body?).ok();
    let ended: EndedLaunch = ended.filter(EndedLaunch::is_valid).ok_or_else(invalid)?;
    in_store(&app, move |store| store.record(&ended).map_err(unavailable)).await?;
    Ok(StatusCode::CREATED.into_response())
}

/// `GET /api/launches`
pub(crate) async fn list(State(app): State<App>, headers: HeaderMap) -> Result<Response, Refusal> {
    guard::same_origin(&headers, app.origin())?;
    let past = in_store(&app, |store| store.past().map_err(unavailable)).await?;
    Ok(refusal::json(&past))
}

/// `GET /api/results/{key}`: the text with its webhook URLs, for the app's own pages only.
pub(crate) async fn text(
    State(app): State<App>,
    Path(key): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    guard::same_origin(&headers, app.origin())?;
    let text = in_store(&app, move |store| store.text(&key).map_err(unavailable)).await?;
    let text = text.ok_or_else(Refusal::not_found)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], text).into_response())
}

fn invalid() -> Refusal {
    Refusal::new(
        StatusCode::BAD_REQUEST,
        "LAUNCH_INVALID",
        "send path, code and milliseconds, and via, key, accountId and cycles or null",
    )
}
