//! A refusal: a status, a stable code, and what to do about it.

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use serde::Serialize;

/// Why a request is not served.
#[derive(Debug, Serialize)]
pub(crate) struct Refusal {
    #[serde(skip)]
    status: StatusCode,
    code: &'static str,
    message: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    path: String,
}

impl Refusal {
    pub(crate) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
            path: String::new(),
        }
    }

    /// The same, with the place in the result that is meant.
    pub(crate) fn at(mut self, path: &str) -> Self {
        self.path = path.to_owned();
        self
    }

    pub(crate) fn method_not_allowed() -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "METHOD_NOT_ALLOWED",
            "this address does not take that method",
        )
    }

    pub(crate) fn not_found() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "NOT_FOUND",
            "nothing is served under this address",
        )
    }

    /// The same for a customer in a popup, who can read a page but not JSON.
    pub(crate) fn into_page(self) -> Response {
        let page = format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n\
             <title>Not connected yet</title>\n<link rel=\"icon\" href=\"/shared/icon.svg\">\n\
             <link rel=\"stylesheet\" href=\"/shared/style.css\">\n</head>\n\
             <body>\n<main>\n<h1>Not connected yet</h1>\n\
             <p>The result did not arrive. Go back one page and press the button again.</p>\n\
             <p><code>{}</code> {}</p>\n</main>\n</body>\n</html>\n",
            self.code,
            self.message.replace('&', "&amp;").replace('<', "&lt;"),
        );
        (self.status, Html(page)).into_response()
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.status, json(&self)).into_response()
    }
}

/// Any value as a JSON answer.
pub(crate) fn json(value: &impl Serialize) -> Response {
    match serde_json::to_vec(value) {
        Ok(body) => ([(header::CONTENT_TYPE, "application/json")], body).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Refuses a body that does not say it is of the wanted type.
pub(crate) fn require_type(headers: &HeaderMap, wanted: &'static str) -> Result<(), Refusal> {
    let mut types = headers.get_all(header::CONTENT_TYPE).iter();
    let media = match (types.next(), types.next()) {
        (Some(one), None) => one.to_str().ok().and_then(|text| text.split(';').next()),
        _ => None,
    };
    match media {
        Some(media) if media.trim().eq_ignore_ascii_case(wanted) => Ok(()),
        _ => Err(Refusal::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "CONTENT_TYPE",
            format!("send exactly one Content-Type header: {wanted}"),
        )),
    }
}
