//! Eight bytes at a time: texts are where the time goes. The bit tricks are those of
//! <https://graphics.stanford.edu/~seander/bithacks.html#HasLessInWord>; a borrow can only mark a byte behind one that is
//! marked, so the first mark is right, and no mark means none.

const ONES: u64 = u64::MAX / 255;
const HIGHS: u64 = ONES * 0x80;

/// A byte, eight times.
const fn all(byte: u8) -> u64 {
    ONES * byte as u64
}

/// Reads text as long as `marks` marks nothing in it: how many bytes at the start are certainly of no interest. The
/// last ones, fewer than eight, are left.
#[inline(always)]
fn unmarked(bytes: &[u8], marks: impl Fn(u64) -> u64) -> usize {
    let mut at = 0;
    let mut rest = bytes;
    while let Some((step, behind)) = rest.split_first_chunk::<8>() {
        let special = marks(u64::from_le_bytes(*step)) & HIGHS;
        if special != 0 {
            return at + special.trailing_zeros() as usize / 8;
        }
        at += 8;
        rest = behind;
    }
    at
}

/// How many bytes at the start are certainly nothing but text in a JSON string: neither a quote, a backslash nor a
/// control character. The last ones, fewer than eight, are left.
pub(crate) fn plain(bytes: &[u8]) -> usize {
    // With one bit turned, the quote stands right behind the control characters.
    unmarked(bytes, |word| {
        ((word ^ all(2)).wrapping_sub(all(b'!')) | (word ^ all(b'\\')).wrapping_sub(ONES)) & !word
    })
}

/// How many bytes at the start are certainly of a URL as most are: visible ASCII, but for `!`, quote, backslash and
/// angle brackets. The last ones, fewer than eight, are left.
pub(crate) fn plain_url(bytes: &[u8]) -> usize {
    unmarked(bytes, |word| {
        word | word.wrapping_add(ONES)
            | word.wrapping_sub(all(b'#'))
            | (word ^ all(b'\\')).wrapping_sub(ONES)
            // The brackets differ in one bit.
            | ((word | all(2)) ^ all(b'>')).wrapping_sub(ONES)
    })
}

/// Whether a text is in another.
#[cfg(any(
    test,
    all(
        target_arch = "wasm32",
        any(feature = "browser", feature = "subscriptions-js")
    )
))]
pub(crate) fn has(text: &str, wanted: &str) -> bool {
    let (Some(first), mut rest) = (wanted.bytes().next(), text.as_bytes()) else {
        return true;
    };
    loop {
        while let Some((step, behind)) = rest.split_first_chunk::<8>() {
            let other = u64::from_le_bytes(*step) ^ all(first);
            if other.wrapping_sub(ONES) & !other & HIGHS != 0 {
                break;
            }
            rest = behind;
        }
        if rest.starts_with(wanted.as_bytes()) {
            return true;
        }
        match rest {
            [] => return false,
            [_, behind @ ..] => rest = behind,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_at_every_place_is_told_apart() {
        for byte in 0..=u8::MAX {
            for place in 0..21 {
                let mut bytes = [b'a'; 21];
                bytes[place] = byte;
                let reached = |is_plain| if is_plain || place >= 16 { 16 } else { place };
                let text = !matches!(byte, 0..0x20 | b'"' | b'\\');
                assert_eq!(plain(&bytes), reached(text), "{byte:#x} at {place}");
                let visible = matches!(byte, b'#'..=b'~') && !b"\\<>".contains(&byte);
                assert_eq!(plain_url(&bytes), reached(visible), "{byte:#x} at {place}");
            }
        }
    }

    #[test]
    fn a_text_is_found_wherever_it_is() {
        for length in 0..30 {
            let text = "_".repeat(length);
            assert_eq!(has(&text, "____"), length >= 4, "{length}");
            assert!(has(&format!("{text}_a_{text}"), "_a"), "{length}");
            assert!(!has(&format!("{text}_a_{text}"), "ab"), "{length}");
            assert!(has(&text.replace('_', "b"), ""), "{length}");
        }
    }
}
