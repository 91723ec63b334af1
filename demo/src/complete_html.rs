//! The console's "Launch Complete HTML" box.

use std::sync::{Arc, Mutex, PoisonError};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde::{Deserialize, Serialize};

use crate::{
    body, guard,
    refusal::{self, Refusal, require_type},
    site::App,
};

/// The longest box, in bytes of JSON.
const LIMIT: usize = 1024 * 1024;

/// What the box holds, for as long as the server runs.
#[derive(Debug, Default)]
pub(crate) struct CompleteHtml(Mutex<Arc<Saved>>);

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Saved {
    /// `null` until something was saved: an empty box is a choice too.
    html: Option<String>,
    /// Whether the customer goes back to the marketplace instead of seeing the page.
    #[serde(default)]
    redirect_back: bool,
}

impl CompleteHtml {
    fn get(&self) -> Arc<Saved> {
        Arc::clone(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn set(&self, saved: Saved) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(saved);
    }
}

/// `GET /api/launch-complete-html`
pub(crate) async fn read(State(app): State<App>, headers: HeaderMap) -> Result<Response, Refusal> {
    guard::same_origin(&headers, app.origin())?;
    Ok(refusal::json(&*app.shared.complete_html.get()))
}

/// `PUT /api/launch-complete-html`
pub(crate) async fn write(State(app): State<App>, request: Request) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let body = body::read(body, LIMIT).await;
    guard::same_origin(&parts.headers, app.origin())?;
    require_type(&parts.headers, "application/json")?;
    let saved = serde_json::from_slice(&body?).map_err(|error| {
        Refusal::new(
            StatusCode::BAD_REQUEST,
            "BOX_INVALID",
            format!("send {{\"html\": text or null, \"redirectBack\": true or false}}: {error}"),
        )
    })?;
    app.shared.complete_html.set(saved);
    Ok(refusal::json(&*app.shared.complete_html.get()))
}
