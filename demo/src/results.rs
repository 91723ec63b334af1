//! The host's back end: taking results and listing them.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde_json::json;
use tokio::task::spawn_blocking;

use crate::{
    body::{self, RESULT_LIMIT},
    claim, guard,
    refusal::{self, Refusal, require_type},
    site::App,
    store::{Store, StoreError},
};

/// `POST /api/results`
pub(crate) async fn store(State(app): State<App>, request: Request) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let body = body::read(body, RESULT_LIMIT).await;
    guard::same_origin(&parts.headers, app.origin())?;
    require_type(&parts.headers, "application/json")?;
    let text = String::from_utf8(body?).map_err(|_| not_utf8())?;
    let key = key_of(&parts.headers, &text)?;
    let stored = in_store(&app, {
        let key = key.clone();
        move |store| {
            let claim = claim::read(&text).map_err(invalid)?;
            store.insert(&key, &claim, &text).map_err(unavailable)
        }
    })
    .await?;
    let status = if stored {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    let answer = refusal::json(&json!({ "stored": stored, "key": key }));
    Ok((status, answer).into_response())
}

/// `GET /api/results`
pub(crate) async fn list(State(app): State<App>, headers: HeaderMap) -> Result<Response, Refusal> {
    guard::same_origin(&headers, app.origin())?;
    let stored = in_store(&app, |store| store.list().map_err(unavailable)).await?;
    Ok(refusal::json(&stored))
}

/// Runs on a thread that may wait for the disk.
pub(crate) async fn in_store<T: Send + 'static>(
    app: &App,
    work: impl FnOnce(&Store) -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    let store = app.shared.store.clone();
    spawn_blocking(move || work(&store))
        .await
        .unwrap_or_else(|_| Err(out_of_order()))
}

/// The key is the text's own hash: two different texts can never pass for one.
fn key_of(headers: &HeaderMap, text: &str) -> Result<String, Refusal> {
    let expected = claim::key_of(text);
    let mut keys = headers.get_all("idempotency-key").iter();
    match (keys.next(), keys.next()) {
        (Some(key), None) if key.as_bytes() == expected.as_bytes() => Ok(expected),
        (Some(_), None) => Err(Refusal::new(
            StatusCode::BAD_REQUEST,
            "KEY_MISMATCH",
            "Idempotency-Key must be sha-256= and the hex SHA-256 of the body's bytes",
        )),
        _ => Err(Refusal::new(
            StatusCode::BAD_REQUEST,
            "KEY_MISSING",
            "send one Idempotency-Key header: sha-256= and the hex SHA-256 of the body's bytes",
        )),
    }
}

fn not_utf8() -> Refusal {
    Refusal::new(
        StatusCode::BAD_REQUEST,
        "RESULT_NOT_JSON",
        "the body is not UTF-8: send the text of JSON.stringify(result)",
    )
}

fn invalid(error: launch_complete::launch::ResultError) -> Refusal {
    Refusal::new(StatusCode::BAD_REQUEST, error.code(), error.to_string()).at(error.path())
}

pub(crate) fn unavailable(error: StoreError) -> Refusal {
    eprintln!("the database failed: {error}");
    out_of_order()
}

fn out_of_order() -> Refusal {
    Refusal::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "STORE_UNAVAILABLE",
        "the result was not stored: send it again later with the same key",
    )
}
