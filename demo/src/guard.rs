//! Who may ask: by the headers that browsers set and pages cannot.

use axum::http::{HeaderMap, StatusCode};

use crate::refusal::Refusal;

/// Refuses what another origin's page asks for.
///
/// Tools outside a browser send neither header and are let through: the demo listens on this machine only.
pub(crate) fn same_origin(headers: &HeaderMap, origin: &str) -> Result<(), Refusal> {
    let ours = all(headers, "origin", |value| value == origin);
    // "none" is an address typed by the user.
    let fetched = all(headers, "sec-fetch-site", |value| {
        matches!(value, "same-origin" | "none")
    });
    match ours && fetched {
        true => Ok(()),
        false => Err(foreign(format!("only pages of {origin} may ask for this"))),
    }
}

/// Refuses a form that another origin than the marketplace sent.
///
/// `null` is what a browser sends for a page with `Referrer-Policy: no-referrer`. Anybody can send it, so
/// this is no proof of anything: the landing script's binding is.
pub(crate) fn form_sender(headers: &HeaderMap, marketplace: &str) -> Result<(), Refusal> {
    match all(headers, "origin", |value| {
        value == "null" || value == marketplace
    }) {
        true => Ok(()),
        false => Err(foreign(format!(
            "only a form of {marketplace} may be sent here"
        ))),
    }
}

fn all(headers: &HeaderMap, name: &str, allowed: impl Fn(&str) -> bool) -> bool {
    headers
        .get_all(name)
        .iter()
        .all(|value| value.to_str().is_ok_and(&allowed))
}

fn foreign(message: String) -> Refusal {
    Refusal::new(StatusCode::FORBIDDEN, "FOREIGN_ORIGIN", message)
}
