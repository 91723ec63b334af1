//! The hand-off: a page of ours posts the result, with a key made of its text.

use std::sync::PoisonError;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use launch_complete::launch::{LaunchResult, idempotency_key};
use tokio::task::spawn_blocking;

use crate::App;

pub(crate) const LAYOUT: &str = "
    CREATE TABLE IF NOT EXISTS results (
        key TEXT PRIMARY KEY,
        account_id TEXT NOT NULL,
        text TEXT NOT NULL
    ) STRICT;
";

/// 201 for a new result, 200 for a repeat, 4xx for what is never taken, 503 for what may come again.
pub(crate) async fn store(
    State(app): State<App>,
    headers: HeaderMap,
    text: String,
) -> Result<StatusCode, (StatusCode, &'static str)> {
    let header = |name: &str| headers.get(name).map(|value| value.as_bytes());
    // Before anything else: a page of another site may send this request, with the user's cookies.
    if header("origin") != Some(app.origin.as_bytes()) {
        return Err((StatusCode::FORBIDDEN, "FOREIGN_ORIGIN"));
    }
    if header(header::CONTENT_TYPE.as_str()) != Some(b"application/json") {
        return Err((StatusCode::UNSUPPORTED_MEDIA_TYPE, "CONTENT_TYPE"));
    }
    let key = idempotency_key(&text);
    if header("idempotency-key") != Some(key.as_bytes()) {
        return Err((StatusCode::BAD_REQUEST, "KEY_MISMATCH"));
    }
    let result = LaunchResult::from_text(&text);
    let result = result.map_err(|error| (StatusCode::BAD_REQUEST, error.code()))?;
    // A claim: ask the marketplace's API for its account and cycles before you act on it.
    let account = result.account_id().to_owned();
    let stored = spawn_blocking(move || {
        let database = app.database.lock().unwrap_or_else(PoisonError::into_inner);
        database.execute(
            "INSERT INTO results VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            [key, account, text],
        )
    })
    .await;
    match stored {
        Ok(Ok(0)) => Ok(StatusCode::OK),
        Ok(Ok(_)) => Ok(StatusCode::CREATED),
        _ => Err((StatusCode::SERVICE_UNAVAILABLE, "STORE_UNAVAILABLE")),
    }
}
