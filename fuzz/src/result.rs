//! The text of a result: read, checked, written, read again.

use launch_complete::launch::{
    DEFAULT_MAX_BYTES, LaunchResult, MAX_NESTING, ResultError, check as accept,
};
use serde_json::value::RawValue;

/// Checks one input.
///
/// # Panics
///
/// It reads differently the second time, or is accepted although it is no JSON or cannot be read.
pub fn check(data: &[u8]) {
    let Ok(text) = core::str::from_utf8(data) else {
        return;
    };
    // Walked to its end first, whatever a parser will say.
    let is_json = |text: &str| serde_json::from_str::<&RawValue>(text).is_ok();
    let walked = accept(text, is_json);
    let read = LaunchResult::from_text(text);
    if let Ok(form) = walked
        && text.len() <= DEFAULT_MAX_BYTES
    {
        // Rust's parser refuses numbers that are too large for a double, where a browser's reads infinity.
        let form_read = read.as_ref().map(LaunchResult::form);
        assert!(form_read == Ok(form) || form_read == Err(&ResultError::NotJson));
    }
    match read {
        Ok(result) => accepted(text, &result),
        Err(error) => {
            assert!(!error.code().is_empty() && !error.message().is_empty());
            if error == ResultError::TooDeep {
                let opening = text
                    .bytes()
                    .filter(|byte| matches!(byte, b'[' | b'{'))
                    .count();
                assert!(opening > MAX_NESTING);
            }
        }
    }
}

fn accepted(text: &str, result: &LaunchResult) {
    assert!(serde_json::from_str::<&RawValue>(text).is_ok());
    let written = result.to_text();
    let again = LaunchResult::from_text(&written).expect("what was written can be read");
    assert_eq!(&again, result);
    assert_eq!(again.to_text(), written);
    assert!(!result.account_id().is_empty());
    assert!(
        result
            .cycles()
            .iter()
            .all(|cycle| !cycle.cycle_id.is_empty())
    );
    // Webhook URLs are secrets.
    let shown = format!("{result:?}");
    for cycle in result.cycles() {
        for (_, url) in cycle.webhooks {
            assert!(url.expose().len() < 24 || !shown.contains(url.expose()));
        }
    }
}
