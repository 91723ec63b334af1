//! What an app gets: plain objects.

use js_sys::{Array, Object, Reflect};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};

use crate::js::convert::{parse, to_js};
use crate::launch::{Counts, Value};

/// A delivered result, with all that is known about its way.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Outcome {
    code: &'static str,
    /// The object passes through as it is: numbers, lone surrogates and unknown fields included.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    result: JsValue,
    pub(super) text: String,
    /// `opener`, `proxy` or `landing`.
    pub(super) via: &'static str,
    /// `message` or `broadcast`.
    channel: &'static str,
    /// The origin the browser vouches for.
    origin: String,
    /// Whether that is the marketplace's own; of a landing nobody vouches for where it came from.
    origin_verified: bool,
    bound: bool,
    repeated: bool,
    milliseconds: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) backend: Option<Value>,
}

/// By which way a text came.
pub(super) struct Arrival {
    pub(super) via: &'static str,
    pub(super) channel: &'static str,
    pub(super) origin: String,
    pub(super) origin_verified: bool,
    pub(super) bound: bool,
}

impl Outcome {
    pub(super) fn new(text: String, arrival: Arrival, repeated: bool, milliseconds: f64) -> Self {
        Self {
            code: "DELIVERED",
            result: plain_result(&text),
            text,
            via: arrival.via,
            channel: arrival.channel,
            origin: arrival.origin,
            origin_verified: arrival.origin_verified,
            bound: arrival.bound,
            repeated,
            milliseconds,
            backend: None,
        }
    }

    pub(super) fn to_js(&self) -> JsValue {
        to_js(self)
    }
}

/// The result as the page had it: what the browser makes of the checked text.
fn plain_result(text: &str) -> JsValue {
    let result = parse(text).unwrap_or(JsValue::NULL);
    // The name can be written with escapes (`\u005f`), so a text with any is looked through as well.
    if text.contains("__proto__") || text.contains("\\u00") {
        remove_own_prototypes(&result);
    }
    result
}

/// `JSON.parse` makes an own property of `"__proto__"`. It is harmless until somebody copies the object
/// with `Object.assign`, which makes a prototype of it; so it does not get that far.
fn remove_own_prototypes(value: &JsValue) {
    let Some(object) = value.dyn_ref::<Object>() else {
        return;
    };
    if !Array::is_array(object) {
        drop(Reflect::delete_property(object, &"__proto__".into()));
    }
    for inner in Object::values(object).iter() {
        remove_own_prototypes(&inner);
    }
}

/// The counts as an object.
pub(super) fn counts(counts: Counts) -> Value {
    let number = |count: u32| Value::Integer(count.into());
    Value::Object(vec![
        ("ignored".into(), number(counts.ignored)),
        ("refused".into(), number(counts.refused)),
        ("duplicates".into(), number(counts.duplicates)),
    ])
}
