//! The body of an event. What is read can be written and read again, to the same, and `serde_json` reads it alike.

use launch_complete::subscription::{Event, EventError, Message};
use serde_json::Value;
use serde_json::value::RawValue;

/// Checks one input.
///
/// # Panics
///
/// It reads differently the second time, or differently from `serde_json`.
pub fn check(data: &[u8]) {
    match Message::from_body(data) {
        Ok(message) => accepted(data, &message),
        Err(EventError::NotUtf8) => assert!(core::str::from_utf8(data).is_err()),
        Err(EventError::NotJson) => {
            let theirs = serde_json::from_slice::<&RawValue>(data);
            assert!(theirs.is_err() || !theirs.is_ok_and(|raw| raw.get().starts_with('{')));
        }
        // Either may stop at what the other does not come to see.
        Err(EventError::TooDeep) => {}
        Err(error) => {
            let theirs = serde_json::from_slice::<&RawValue>(data);
            assert!(theirs.is_ok(), "{error}: {theirs:?}");
        }
    }
}

fn accepted(data: &[u8], message: &Message) {
    let written = message.to_body();
    let again = Message::from_body(&written).expect("what was written can be read");
    assert_eq!(&again, message);
    assert_eq!(again.to_body(), written);
    // Half a surrogate pair in a field that nobody reads is fine here and an error there.
    let Ok(theirs) = serde_json::from_slice::<Value>(data) else {
        return;
    };
    // `-0` is a double there. Every whole number that is read here is exact as a double.
    let number = |theirs: &Value, ours: i64| assert_eq!(theirs.as_f64(), Some(ours as f64));
    let envelope = message.envelope();
    assert_eq!(theirs["event"]["name"], envelope.name);
    number(&theirs["event"]["subscriptionId"], envelope.subscription_id);
    if let Event::InstallationRequestCreated(request) = message.event() {
        assert_eq!(theirs["payload"]["guid"], request.guid);
        number(&theirs["payload"]["locationId"], request.location_id);
    }
}
