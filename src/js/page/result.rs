//! The page's result: checked before it is sent, or constructed.

use js_sys::JSON;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::js::convert::stringify;
use crate::js::error::JsError;
use crate::launch::{ResultError, check};

/// Constructs a result of documented fields and checks it; throws a `LaunchError` with `path`.
#[wasm_bindgen(js_name = buildResult)]
pub fn build_result(fields: &JsValue) -> Result<JsValue, JsValue> {
    let (_, text) = checked_text(fields).map_err(JsError::from)?;
    // What is of the page's own making and goes nowhere from here needs no cleaning.
    JSON::parse(&text)
}

/// The text that is sent: what the page's own `JSON.stringify` makes, once it is known to be a result. It is posted
/// as the page made it, and here as well for a redirect, which has to encode it.
pub(super) fn checked_text(result: &JsValue) -> Result<(JsValue, String), ResultError> {
    let texts = stringify(result)?;
    // The browser itself wrote it.
    check(&texts.1, |_| true)?;
    Ok(texts)
}
