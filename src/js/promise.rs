//! Waiting for a JavaScript promise.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

/// Calls `then` once: with the value, or with nothing where the promise is rejected.
pub(crate) fn settled(promise: &Promise, then: impl FnOnce(Option<JsValue>) + 'static) {
    // Only one of the two callbacks runs; it takes what they share.
    let then = std::rc::Rc::new(std::cell::Cell::new(Some(then)));
    let shared = std::rc::Rc::clone(&then);
    let fulfilled = Closure::once(move |value: JsValue| {
        if let Some(then) = shared.take() {
            then(Some(value));
        }
    });
    let rejected = Closure::once(move |_: JsValue| {
        if let Some(then) = then.take() {
            then(None);
        }
    });
    drop(promise.then2(&fulfilled, &rejected));
    // They belong to the promise now and are freed with it.
    drop(fulfilled.into_js_value());
    drop(rejected.into_js_value());
}
