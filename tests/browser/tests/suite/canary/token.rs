//! The token, and the forms in which it could leak.

use std::{
    collections::hash_map::RandomState,
    hash::{BuildHasher, Hasher},
};

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A text that is nowhere else.
pub(crate) struct Token {
    needles: [String; 4],
}

impl Token {
    pub(crate) fn new() -> Self {
        let random = RandomState::new().build_hasher().finish();
        let text = format!("canary{random:016x}");
        let inside = |before: usize| in_base64(&text, before);
        Self {
            needles: [inside(0), inside(1), inside(2), text.clone()],
        }
    }

    pub(crate) fn text(&self) -> &str {
        &self.needles[3]
    }

    /// As it is and as base64 has it, behind any number of other bytes.
    pub(crate) fn needles(&self) -> &[String] {
        &self.needles
    }

    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.needles
            .iter()
            .any(|needle| text.contains(needle.as_str()))
    }

    pub(crate) fn is_in_bytes(&self, bytes: &[u8]) -> bool {
        // No text in UTF-8 either side, but what is looked for is plain ASCII.
        self.is_in(&String::from_utf8_lossy(bytes))
    }
}

/// The digits of base64 that stand for this text alone where `before` bytes, modulo three, are in front of it.
fn in_base64(text: &str, before: usize) -> String {
    let bytes: Vec<u8> = std::iter::repeat_n(0, before).chain(text.bytes()).collect();
    let digit = |index: usize| {
        let bit = index * 6;
        let pair = u16::from(bytes[bit / 8]) << 8
            | bytes.get(bit / 8 + 1).map_or(0, |byte| u16::from(*byte));
        char::from(DIGITS[usize::from(pair >> (10 - bit % 8) & 63)])
    };
    let first = (before * 8).div_ceil(6);
    (first..bytes.len() * 8 / 6).map(digit).collect()
}

#[test]
fn base64_is_found_behind_any_prefix() {
    // "canary" alone, behind one byte, and behind two.
    assert_eq!(in_base64("canary", 0), "Y2FuYXJ5");
    assert_eq!(in_base64("canary", 1), "NhbmFye");
    assert_eq!(in_base64("canary", 2), "jYW5hcn");
}
