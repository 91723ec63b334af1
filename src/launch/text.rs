//! The message text before it is parsed: how long, how deep, and what Rust cannot hold.

use super::error::ResultError;

/// How many bytes of UTF-8 a receiver takes unless told otherwise: 4 MiB.
pub const DEFAULT_MAX_BYTES: usize = 4 * 1024 * 1024;

/// How deep lists and objects may be nested. A result has four levels; parsers recurse.
pub const MAX_NESTING: usize = 64;

/// Checks length and nesting of a JSON text without parsing it.
///
/// # Errors
///
/// [`ResultError::TooLarge`] or [`ResultError::TooDeep`].
pub(crate) fn check_limits(text: &str, max_bytes: usize) -> Result<(), ResultError> {
    if text.len() > max_bytes {
        return Err(ResultError::TooLarge { limit: max_bytes });
    }
    let mut depth = 0_usize;
    let mut in_string = false;
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => in_string = !in_string,
            b'\\' if in_string => {
                bytes.next();
            }
            b'[' | b'{' if !in_string => {
                depth += 1;
                if depth > MAX_NESTING {
                    return Err(ResultError::TooDeep);
                }
            }
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    Ok(())
}

/// Replaces escaped lone surrogates by U+FFFD's escape.
///
/// JavaScript strings may hold half a surrogate pair and `JSON.stringify` writes it as an escape. A Rust
/// `String` cannot hold it and `serde_json` refuses it, which would lose a whole result over one
/// mistreated emoji. The typed view shows U+FFFD there; the text itself travels on untouched.
#[cfg(feature = "json")]
pub(crate) fn without_lone_surrogates(text: &str) -> std::borrow::Cow<'_, str> {
    use std::borrow::Cow;

    let bytes = text.as_bytes();
    let mut copied: Option<String> = None;
    let mut kept_until = 0;
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] != b'\\' {
            at += 1;
            continue;
        }
        let Some(unit) = escaped_unit(&bytes[at..]) else {
            at += 2;
            continue;
        };
        let pair = matches!(unit, 0xD800..=0xDBFF)
            && matches!(
                escaped_unit(&bytes[(at + 6).min(bytes.len())..]),
                Some(0xDC00..=0xDFFF)
            );
        if pair {
            at += 12;
        } else {
            if matches!(unit, 0xD800..=0xDFFF) {
                let copy = copied.get_or_insert_with(|| String::with_capacity(text.len()));
                copy.push_str(&text[kept_until..at]);
                copy.push_str("\\ufffd");
                kept_until = at + 6;
            }
            at += 6;
        }
    }
    match copied {
        None => Cow::Borrowed(text),
        Some(mut copy) => {
            copy.push_str(&text[kept_until..]);
            Cow::Owned(copy)
        }
    }
}

/// The UTF-16 unit of a `\uXXXX` escape at the start of `bytes`.
#[cfg(feature = "json")]
fn escaped_unit(bytes: &[u8]) -> Option<u16> {
    let digits = bytes.get(..6)?.strip_prefix(b"\\u")?;
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    u16::from_str_radix(core::str::from_utf8(digits).ok()?, 16).ok()
}
