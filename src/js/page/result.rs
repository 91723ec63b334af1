//! The page's result: checked before it is sent, or constructed.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::js::convert::{parse_plain, parse_value, stringify};
use crate::js::error::JsError;
use crate::launch::{ResultError, Value, check_limits, validate};

/// Constructs a result of documented fields and checks it; throws a `LaunchError` with `path`.
#[wasm_bindgen(js_name = buildResult)]
pub fn build_result(fields: &JsValue) -> Result<JsValue, JsValue> {
    let build = || {
        let text = stringify(fields)?;
        let value = read_value(&text)?;
        validate(&value)?;
        Ok::<_, ResultError>(parse_plain(&text, &value))
    };
    build().map_err(|error| JsError::from(error).into())
}

/// The text that is sent: what the page's own `JSON.stringify` makes, once it is known to be a result.
pub(super) fn checked_text(result: &JsValue) -> Result<String, ResultError> {
    let text = stringify(result)?;
    validate(&read_value(&text)?)?;
    Ok(text)
}

fn read_value(text: &str) -> Result<Value, ResultError> {
    check_limits(text, usize::MAX)?;
    parse_value(text).ok_or(ResultError::NotJson)
}
