//! The redirect in `form_post` mode: a POST to a landing page.

use std::path::Path;

use axum::{
    extract::Request,
    http::{HeaderMap, StatusCode},
    response::{Html, IntoResponse, Response},
};

use crate::{
    body::{self, RESULT_LIMIT, too_large},
    embed::embed,
    guard, pages, percent,
    refusal::{Refusal, require_type},
    site::App,
};

/// Every byte of the text may take three in a form.
const FORM_LIMIT: usize = 3 * RESULT_LIMIT + 64 * 1024;

/// Whether the file is a landing page: `landing.html` and its variants.
pub(crate) fn takes_forms(file: &Path) -> bool {
    let name = file
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    file.starts_with("host") && name.starts_with("landing") && name.ends_with(".html")
}

/// The landing page with the text in it. Nothing is stored: whether any launch waits for this result is
/// known to the browser alone, so its script decides before it hands anything on.
pub(crate) async fn post(app: &App, file: &Path, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let form = body::read(body, FORM_LIMIT).await;
    let text = match form.and_then(|form| text_of(app, &parts.headers, form)) {
        Ok(text) => text,
        Err(refusal) => return refusal.into_page(),
    };
    match pages::load(app, file).await {
        Ok(page) => Html(embed(&String::from_utf8_lossy(&page), &text)).into_response(),
        Err(_) => Refusal::not_found().into_page(),
    }
}

fn text_of(app: &App, headers: &HeaderMap, form: Vec<u8>) -> Result<String, Refusal> {
    guard::form_sender(headers, &app.shared.origins.marketplace)?;
    require_type(headers, "application/x-www-form-urlencoded")?;
    let form = String::from_utf8(form).unwrap_or_default();
    let text = percent::field(&form, "launch_result").ok_or_else(|| {
        Refusal::new(
            StatusCode::BAD_REQUEST,
            "FORM_FIELD",
            "send one field launch_result with the text of the result",
        )
    })?;
    match text.len() <= RESULT_LIMIT {
        true => Ok(text),
        false => Err(too_large(RESULT_LIMIT)),
    }
}
