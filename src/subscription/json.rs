//! A strict JSON scanner (RFC 8259) that finds the fields of an object and leaves their values as they were
//! written. A body is walked once; its types are read from the fields that are wanted.
//!
//! Not `serde_json`: its errors bring the printing of floating point numbers with them, a third of the module that
//! a worker loads, and a doubled field has no place in them. The tests hold the two against each other.

use super::scan::{Problem, Scanner, Value};

/// The two parts of a body.
pub(crate) struct Body<'a, const E: usize, const P: usize> {
    pub(crate) event: Option<Value<'a, E>>,
    pub(crate) payload: Option<Value<'a, P>>,
    /// One of them is there more than once.
    pub(crate) repeated: bool,
}

/// Reads an object and nothing else, with the named fields of its `event` and its `payload`.
pub(crate) fn body<'a, const E: usize, const P: usize>(
    text: &'a str,
    event_names: &[&str; E],
    payload_names: &[&str; P],
) -> Result<Body<'a, E, P>, Problem> {
    let mut body = Body {
        event: None,
        payload: None,
        repeated: false,
    };
    whole(text, |scanner| {
        if scanner.peek() != Some(b'{') {
            scanner.value()?;
            return Err(Problem::NotJson);
        }
        let mut more = scanner.open()?;
        while more {
            body.repeated |= match &*scanner.name()? {
                "event" => body.event.replace(scanner.fields(event_names)?).is_some(),
                "payload" => body
                    .payload
                    .replace(scanner.fields(payload_names)?)
                    .is_some(),
                _ => {
                    scanner.value()?;
                    false
                }
            };
            more = scanner.more()?;
        }
        Ok(())
    })?;
    Ok(body)
}

/// Checks that a text is one JSON value.
pub(crate) fn check(text: &str) -> Result<(), Problem> {
    whole(text, |scanner| scanner.value().map(drop))
}

/// Scans a text to its end, spaces around it aside.
fn whole<'a>(
    text: &'a str,
    scan: impl FnOnce(&mut Scanner<'a>) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let mut scanner = Scanner::of(text);
    scanner.space();
    scan(&mut scanner)?;
    scanner.space();
    scanner.end()
}

/// The text that a JSON string stands for; `None` where it is no string, or half a surrogate pair is in it.
pub(crate) fn unquoted(written: &str) -> Option<String> {
    let mut rest = written.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::with_capacity(rest.len());
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        let kind = *rest.as_bytes().get(at + 1)?;
        rest = rest.get(at + 2..)?;
        text.push(match kind {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => escaped(&mut rest)?,
            other => char::from(other),
        });
    }
    text.push_str(rest);
    Some(text)
}

/// What follows `\u`: one unit, or the first of a pair.
fn escaped(rest: &mut &str) -> Option<char> {
    let mut unit = || {
        let (digits, after) = rest.split_at_checked(4)?;
        *rest = after;
        u32::from_str_radix(digits, 16).ok()
    };
    let first = unit()?;
    if !(0xD800..0xDC00).contains(&first) {
        return char::from_u32(first);
    }
    *rest = rest.strip_prefix("\\u")?;
    let (digits, after) = rest.split_at_checked(4)?;
    *rest = after;
    let second = u32::from_str_radix(digits, 16).ok()?;
    let low = second.checked_sub(0xDC00).filter(|low| *low < 0x400)?;
    char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + low)
}
