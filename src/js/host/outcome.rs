//! What an app gets: plain objects.

use wasm_bindgen::JsValue;

use crate::js::convert::{parse_plain, set, to_js};
use crate::launch::{Counts, Fields, Value, idempotency_key};

/// A delivered result, with all that is known about its way.
pub(super) struct Outcome {
    result: JsValue,
    pub(super) text: String,
    pub(super) arrival: Arrival,
    pub(super) key: String,
    pub(super) repeated: bool,
    pub(super) milliseconds: f64,
    pub(super) backend: Option<Value>,
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
    pub(super) fn of_text(text: String, arrival: Arrival) -> Self {
        Self {
            key: idempotency_key(&text),
            result: parse_plain(&text),
            text,
            arrival,
            repeated: false,
            milliseconds: 0.0,
            backend: None,
        }
    }

    /// Of a result that only the back end got.
    pub(super) fn of_back_end(key: String, back_end: Value, arrival: Arrival) -> Self {
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
        let text = |text: &str| Value::from(text);
        let mut fields: Fields = vec![
            ("code".into(), text("DELIVERED")),
            ("key".into(), text(&self.key)),
            ("via".into(), text(self.arrival.via)),
            ("channel".into(), text(self.arrival.channel)),
            ("origin".into(), text(&self.arrival.origin)),
            (
                "originVerified".into(),
                Value::Bool(self.arrival.origin_verified),
            ),
            ("bound".into(), Value::Bool(self.arrival.bound)),
            ("repeated".into(), Value::Bool(self.repeated)),
            ("milliseconds".into(), Value::Number(self.milliseconds)),
        ];
        if let Some(back_end) = &self.backend {
            fields.push(("backend".into(), back_end.clone()));
        }
        let outcome = to_js(&Value::Object(fields));
        set(&outcome, "result", &self.result);
        if !self.text.is_empty() {
            set(&outcome, "text", &self.text);
        }
        outcome
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
