//! The page's result: checked before it is sent, or constructed.

use js_sys::JsString;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::js::convert::{parse_plain, stringify};
use crate::js::error::JsError;
use crate::launch::{ResultError, check};

/// Constructs a result of documented fields and checks it; throws a `LaunchError` with `path`.
#[wasm_bindgen(js_name = buildResult)]
pub fn build_result(fields: &JsValue) -> Result<JsValue, JsValue> {
    match checked_text(fields) {
        Ok((_, text)) => Ok(parse_plain(&text)),
        Err(error) => Err(JsError::from(error).into()),
    }
}

/// The text that is sent: what the page's own `JSON.stringify` makes, once it is known to be a result. It is posted
/// as the page made it, and here as well for a redirect, which has to encode it.
pub(super) fn checked_text(result: &JsValue) -> Result<(JsString, String), ResultError> {
    let written = stringify(result)?;
    let text = String::from(&written);
    check(&text)?;
    Ok((written, text))
}
