//! Telling what a page saw, and asking what the others did.

use std::time::Duration;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Response},
};
use tokio::time::timeout;

use crate::{
    body, guard, percent,
    refusal::{self, Refusal, require_type},
    site::App,
    trace::Seen,
};

const LIMIT: usize = 1024;

/// How long a question is kept open where there is nothing new: far fewer requests than asking again and again.
const PATIENCE: Duration = Duration::from_secs(5);

/// `POST /api/trace`
pub(crate) async fn tell(State(app): State<App>, request: Request) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let body = body::read(body, LIMIT).await;
    guard::same_origin(&parts.headers, app.origin())?;
    require_type(&parts.headers, "application/json")?;
    // Why is not told: the answer would repeat what was sent.
    let seen = serde_json::from_slice(&body?).ok().filter(Seen::is_valid);
    app.shared.trace.add(app.site, seen.ok_or_else(invalid)?);
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `GET /api/trace?after=NUMBER`
pub(crate) async fn ask(
    State(app): State<App>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Refusal> {
    guard::same_origin(&headers, app.origin())?;
    let after = percent::field(uri.query().unwrap_or_default(), "after");
    let after = after.and_then(|it| it.parse().ok()).unwrap_or(0);
    let trace = &app.shared.trace;
    // Silence is an answer, too.
    let _ = timeout(PATIENCE, trace.changed(after)).await;
    Ok(refusal::json(&trace.after(after)))
}

fn invalid() -> Refusal {
    Refusal::new(
        StatusCode::BAD_REQUEST,
        "TRACE_INVALID",
        "send the words of the fixed lists only",
    )
}
