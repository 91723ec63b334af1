//! The window that opened this one.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::Window;

use crate::js::window::window;

/// The opener, where there is one and it is not closed.
///
/// A cross-origin window belongs to another realm: `instanceof Window` is false, so it is taken as it is.
pub(crate) fn live() -> Option<Window> {
    let opener = window().opener().ok()?;
    is_live(&opener).then(|| opener.unchecked_into())
}

fn is_live(opener: &JsValue) -> bool {
    !opener.is_null()
        && !opener.is_undefined()
        && !opener.unchecked_ref::<Window>().closed().unwrap_or(true)
}
