//! The text of a result: read, checked, written, read again.

use launch_complete::launch::{LaunchResult, MAX_NESTING, ResultError};
use serde_json::value::RawValue;

/// Checks one input.
///
/// # Panics
///
/// It reads differently the second time, or is accepted although it is no JSON.
pub fn check(data: &[u8]) {
    let Ok(text) = core::str::from_utf8(data) else {
        return;
    };
    match LaunchResult::from_text(text) {
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
