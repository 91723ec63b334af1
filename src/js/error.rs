//! A Rust error as a real JavaScript `Error` with `name`, `code` and `path`.

use js_sys::{Error, Reflect};
use wasm_bindgen::JsValue;

use crate::launch::{DeliveryError, LaunchError, OriginError, ResultError};

/// The one name of our errors: `error.name === "LaunchError"`.
const NAME: &str = "LaunchError";

pub(crate) fn error(code: &str, path: &str, message: &str) -> JsValue {
    named_error(NAME, code, path, message)
}

pub(crate) fn named_error(name: &str, code: &str, path: &str, message: &str) -> JsValue {
    let error = Error::new(message);
    error.set_name(name);
    for (name, value) in [("code", code), ("path", path)] {
        // A fresh Error is extensible: setting cannot fail.
        let _ = Reflect::set(&error, &name.into(), &value.into());
    }
    error.into()
}

macro_rules! into_js_error {
    ($($error:ty),*) => {$(
        impl From<$error> for JsError {
            fn from(reason: $error) -> Self {
                Self(error(reason.code(), reason.path(), &reason.message()))
            }
        }
    )*};
}

/// An error on its way to JavaScript; `?` makes it.
pub(crate) struct JsError(pub(crate) JsValue);

into_js_error!(ResultError, DeliveryError, LaunchError);

impl From<OriginError> for JsError {
    fn from(reason: OriginError) -> Self {
        Self(error(reason.code(), "", &reason.message()))
    }
}

impl From<JsError> for JsValue {
    fn from(error: JsError) -> Self {
        error.0
    }
}
