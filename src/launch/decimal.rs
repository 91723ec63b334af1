//! Whole numbers as decimal text, without the formatting machinery of the standard library: in WebAssembly
//! that weighs more than this module's users.

/// Appends a number.
pub(super) fn push_decimal(text: &mut String, number: u64) {
    if number >= 10 {
        push_decimal(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

/// Reads one: digits only, and no more than any number of ours has.
pub(super) fn decimal(text: &str) -> Option<u64> {
    if !(1..=18).contains(&text.len()) {
        return None;
    }
    let mut number = 0;
    for byte in text.bytes() {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number * 10 + u64::from(byte - b'0');
    }
    Some(number)
}
