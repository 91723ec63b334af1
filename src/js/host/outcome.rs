//! What an app gets: plain objects.

use wasm_bindgen::JsValue;

use crate::js::convert::{object, set};
use crate::launch::{Counts, idempotency_key};

/// A delivered result, with all that is known about its way.
pub(super) struct Outcome {
    result: JsValue,
    pub(super) text: String,
    pub(super) arrival: Arrival,
    pub(super) key: String,
    pub(super) repeated: bool,
    pub(super) milliseconds: f64,
    pub(super) backend: Option<JsValue>,
}

/// By which way a text came.
pub(super) struct Arrival {
    /// `opener`, `proxy` or `landing`.
    pub(super) via: &'static str,
    /// `message` or `broadcast`.
    pub(super) channel: &'static str,
    /// The origin the browser vouches for.
    pub(super) origin: String,
    /// Whether the marketplace's own origin was checked; of a landing nobody vouches for where it came from.
    pub(super) origin_verified: bool,
    pub(super) bound: bool,
}

impl Outcome {
    /// Of a checked text. The app gets what the browser makes of it: numbers, lone surrogates and unknown
    /// fields are as the page had them.
    pub(super) fn of_text(result: JsValue, text: String, arrival: Arrival) -> Self {
        Self {
            key: idempotency_key(&text),
            result,
            text,
            arrival,
            repeated: false,
            milliseconds: 0.0,
            backend: None,
        }
    }

    /// Of a result that only the back end got.
    pub(super) fn of_back_end(key: String, back_end: JsValue, arrival: Arrival) -> Self {
        Self {
            result: JsValue::NULL,
            text: String::new(),
            arrival,
            key,
            repeated: false,
            milliseconds: 0.0,
            backend: Some(back_end),
        }
    }

    /// As a plain object.
    pub(super) fn to_js(&self) -> JsValue {
        let outcome = object(&[
            ("code", "DELIVERED"),
            ("key", &self.key),
            ("via", self.arrival.via),
            ("channel", self.arrival.channel),
            ("origin", &self.arrival.origin),
        ]);
        set(&outcome, "originVerified", self.arrival.origin_verified);
        set(&outcome, "bound", self.arrival.bound);
        set(&outcome, "repeated", self.repeated);
        set(&outcome, "milliseconds", self.milliseconds);
        if let Some(back_end) = &self.backend {
            set(&outcome, "backend", back_end);
        }
        set(&outcome, "result", &self.result);
        if !self.text.is_empty() {
            set(&outcome, "text", &self.text);
        }
        outcome
    }
}

/// The counts as an object.
pub(super) fn counts(counts: Counts) -> JsValue {
    let object = object(&[]);
    set(&object, "ignored", counts.ignored);
    set(&object, "refused", counts.refused);
    set(&object, "duplicates", counts.duplicates);
    object
}
