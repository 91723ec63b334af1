//! The words between windows: each has one meaning, and is written as it was read.

use launch_complete::launch::protocol::{Answer, Hello, ProxyWord};

/// Checks one input.
///
/// # Panics
///
/// A word means two things, or is written differently, or is JSON as well.
pub fn check(data: &[u8]) {
    let Ok(text) = core::str::from_utf8(data) else {
        return;
    };
    let answer = Answer::parse(text);
    let (hello, word) = (Hello::parse(text), ProxyWord::parse(text));
    let meanings = [answer.is_some(), hello.is_some(), word.is_some()];
    let count = meanings.iter().filter(|means| **means).count();
    assert!(count <= 1, "{text}: {meanings:?}");
    if count == 0 {
        return;
    }
    // A result is the bare JSON text, so no word may be one.
    assert!(serde_json::from_str::<serde_json::Value>(text).is_err());
    assert!(text.starts_with("launch-complete:"));
    if let Some(answer) = answer {
        assert_eq!(answer.text(), text);
        if let Answer::Refused(code) = answer {
            // It is shown on a page.
            assert!(!code.contains(['<', '>', '&', '"', '\'', ' ']));
        }
    }
    if let Some(word) = word {
        assert_eq!(word.message(), text);
    }
}
