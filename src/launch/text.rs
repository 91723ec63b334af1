//! The message text before it is parsed: how long it may be, and what Rust cannot hold.

/// How many bytes of UTF-8 a receiver takes unless told otherwise: 4 MiB.
pub const DEFAULT_MAX_BYTES: usize = 4 * 1024 * 1024;

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
