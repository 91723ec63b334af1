//! The text that a JSON string stands for.

use crate::launch::split::split_once;

/// The text of a value as it is written; `None` for what is no string, and as below.
pub(crate) fn text(value: &str) -> Option<String> {
    unquoted(value.strip_prefix('"')?.strip_suffix('"')?)
}

/// The text that is written between the quotes of a JSON string, which was walked before. `None` where half a surrogate
/// pair is in it: JavaScript's strings may hold one, and Rust's cannot.
pub(crate) fn unquoted(written: &str) -> Option<String> {
    let mut rest = written;
    let mut text = String::with_capacity(rest.len());
    while let Some((plain, behind)) = split_once(rest, b'\\') {
        text.push_str(plain);
        let kind = *behind.as_bytes().first()?;
        rest = behind.get(1..)?;
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
    let first = unit(rest)?;
    if !(0xD800..0xDC00).contains(&first) {
        return char::from_u32(first);
    }
    *rest = rest.strip_prefix("\\u")?;
    let low = unit(rest)?.checked_sub(0xDC00).filter(|low| *low < 0x400)?;
    char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + low)
}

fn unit(rest: &mut &str) -> Option<u32> {
    let (digits, behind) = rest.split_at_checked(4)?;
    *rest = behind;
    digits
        .chars()
        .try_fold(0, |unit, digit| Some(unit << 4 | digit.to_digit(16)?))
}
