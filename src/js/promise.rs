//! Waiting for a JavaScript promise.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

/// Calls `then` once: with the value, or with nothing where the promise is rejected.
pub(crate) fn settled(promise: &Promise, then: Box<dyn FnOnce(Option<JsValue>)>) {
    // Only one of the two callbacks runs; it takes what they share.
    let then = Rc::new(Cell::new(Some(then)));
    let callback = |fulfilled: bool| {
        let shared = Rc::clone(&then);
        let called = move |value: JsValue| {
            if let Some(then) = shared.take() {
                then(fulfilled.then_some(value));
            }
        };
        Closure::<dyn FnMut(JsValue)>::new(called)
    };
    let (fulfilled, rejected) = (callback(true), callback(false));
    drop(promise.then2(&fulfilled, &rejected));
    // They belong to the promise now and are freed with it.
    drop(fulfilled.into_js_value());
    drop(rejected.into_js_value());
}
