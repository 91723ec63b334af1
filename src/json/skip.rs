//! Stepping over JSON (RFC 8259): each function takes the place where something starts and returns the place behind
//! it. Places are handed on and not kept in a structure, so that they stay in registers: a body is a thousand steps.

use super::{MAX_NESTING, Problem, words};

/// Any value, where `depth` lists and objects around it are open.
pub(crate) fn value(bytes: &[u8], mut at: usize, depth: usize) -> Result<usize, Problem> {
    const { assert!(MAX_NESTING <= u64::BITS as usize) };
    let mut levels = depth;
    // What is open in this value, the innermost last: one bit a level, set for an object.
    let mut objects = 0_u64;
    'values: loop {
        match byte(bytes, at)? {
            b'"' => at = string(bytes, at)?.0,
            bracket @ (b'{' | b'[') => {
                if levels == MAX_NESTING {
                    return Err(Problem::TooDeep);
                }
                let in_object = bracket == b'{';
                at = space(bytes, at + 1);
                if bytes.get(at) != Some(&closing(in_object)) {
                    levels += 1;
                    objects = 2 * objects + u64::from(in_object);
                    if in_object {
                        at = name(bytes, at)?;
                    }
                    continue;
                }
                at += 1;
            }
            b't' => at = word(bytes, at, b"true")?,
            b'f' => at = word(bytes, at, b"false")?,
            b'n' => at = word(bytes, at, b"null")?,
            _ => at = number(bytes, at)?,
        }
        // Behind a value: leave what ends here.
        while levels > depth {
            let in_object = objects & 1 == 1;
            at = space(bytes, at);
            match byte(bytes, at)? {
                b',' => {
                    at = space(bytes, at + 1);
                    if in_object {
                        at = name(bytes, at)?;
                    }
                    continue 'values;
                }
                end if end == closing(in_object) => {
                    at += 1;
                    levels -= 1;
                    objects >>= 1;
                }
                _ => return Err(Problem::NotJson),
            }
        }
        return Ok(at);
    }
}

/// The name of a field with its colon, to its value.
fn name(bytes: &[u8], at: usize) -> Result<usize, Problem> {
    let (end, _) = string(bytes, at)?;
    colon(bytes, end)
}

/// The colon behind a name and the spaces around it.
pub(crate) fn colon(bytes: &[u8], at: usize) -> Result<usize, Problem> {
    let at = space(bytes, at);
    match byte(bytes, at)? {
        b':' => Ok(space(bytes, at + 1)),
        _ => Err(Problem::NotJson),
    }
}

pub(crate) fn space(bytes: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\t' | b'\n' | b'\r') = bytes.get(at) {
        at += 1;
    }
    at
}

/// A string with its quotes, and whether a backslash is in it.
pub(crate) fn string(bytes: &[u8], mut at: usize) -> Result<(usize, bool), Problem> {
    if byte(bytes, at)? != b'"' {
        return Err(Problem::NotJson);
    }
    at += 1;
    let mut escaped = false;
    loop {
        at += words::plain(bytes.get(at..).unwrap_or_default());
        match byte(bytes, at)? {
            b'"' => return Ok((at + 1, escaped)),
            b'\\' => {
                escaped = true;
                at = escape(bytes, at)?;
            }
            0..0x20 => return Err(Problem::NotJson),
            _ => at += 1,
        }
    }
}

fn escape(bytes: &[u8], at: usize) -> Result<usize, Problem> {
    match byte(bytes, at + 1)? {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Ok(at + 2),
        b'u' => match bytes.get(at + 2..at + 6) {
            Some(digits) if digits.iter().all(u8::is_ascii_hexdigit) => Ok(at + 6),
            _ => Err(Problem::NotJson),
        },
        _ => Err(Problem::NotJson),
    }
}

fn word(bytes: &[u8], at: usize, word: &[u8]) -> Result<usize, Problem> {
    let end = at + word.len();
    if bytes.get(at..end) == Some(word) {
        Ok(end)
    } else {
        Err(Problem::NotJson)
    }
}

fn number(bytes: &[u8], mut at: usize) -> Result<usize, Problem> {
    at += usize::from(bytes.get(at) == Some(&b'-'));
    at = match byte(bytes, at)? {
        b'0' => at + 1,
        _ => digits(bytes, at)?,
    };
    if bytes.get(at) == Some(&b'.') {
        at = digits(bytes, at + 1)?;
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        at += 1;
        at += usize::from(matches!(bytes.get(at), Some(b'+' | b'-')));
        at = digits(bytes, at)?;
    }
    Ok(at)
}

fn digits(bytes: &[u8], start: usize) -> Result<usize, Problem> {
    let mut at = start;
    while let Some(b'0'..=b'9') = bytes.get(at) {
        at += 1;
    }
    if at > start {
        Ok(at)
    } else {
        Err(Problem::NotJson)
    }
}

/// The bracket that ends an object or a list.
fn closing(object: bool) -> u8 {
    if object { b'}' } else { b']' }
}

/// There must be one.
pub(crate) fn byte(bytes: &[u8], at: usize) -> Result<u8, Problem> {
    bytes.get(at).copied().ok_or(Problem::NotJson)
}
