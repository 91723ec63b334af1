//! Eight bytes at a time: texts are where the time goes. The bit tricks are those of
//! <https://graphics.stanford.edu/~seander/bithacks.html#HasLessInWord>; a borrow can only mark a byte behind one that is
//! marked, so the first mark is right, and no mark means none.

const ONES: u64 = u64::MAX / 255;
const HIGHS: u64 = ONES * 0x80;

/// Marks the bytes that are zero, in their highest bit. Other bits are of no meaning.
fn zero(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word
}

fn equal(word: u64, byte: u8) -> u64 {
    zero(word ^ (ONES * u64::from(byte)))
}

fn below(word: u64, byte: u8) -> u64 {
    word.wrapping_sub(ONES * u64::from(byte)) & !word
}

/// How many bytes at the start are certainly nothing but text in a JSON string: neither a quote, a backslash nor a
/// control character. The last ones, fewer than eight, are left.
pub(crate) fn plain(bytes: &[u8]) -> usize {
    let mut at = 0;
    let mut rest = bytes;
    while let Some((step, behind)) = rest.split_first_chunk::<8>() {
        let word = u64::from_le_bytes(*step);
        let special = (below(word, 0x20) | equal(word, b'"') | equal(word, b'\\')) & HIGHS;
        if special != 0 {
            return at + special.trailing_zeros() as usize / 8;
        }
        at += 8;
        rest = behind;
    }
    at
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
        while let Some((step, behind)) = rest.split_first_chunk::<8>()
            && equal(u64::from_le_bytes(*step), first) & HIGHS == 0
        {
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

/// Whether all bytes are visible ASCII and none of them is a quote, a backslash or an angle bracket. Fewer than eight
/// are not looked at.
pub(crate) fn all_plain(bytes: &[u8]) -> bool {
    let is_plain = |step: &[u8; 8]| {
        let word = u64::from_le_bytes(*step);
        // The brackets differ in one bit.
        let special = word
            | below(word, 0x21)
            | equal(word, 0x7f)
            | equal(word, b'"')
            | equal(word, b'\\')
            | equal(word | (ONES * 2), b'>');
        special & HIGHS == 0
    };
    // The last eight overlap the ones before.
    let (steps, _) = bytes.as_chunks::<8>();
    steps.iter().chain(bytes.last_chunk::<8>()).all(is_plain) && bytes.len() >= 8
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
                let text = !matches!(byte, 0..0x20 | b'"' | b'\\');
                let reached = if text || place >= 16 { 16 } else { place };
                assert_eq!(plain(&bytes), reached, "{byte:#x} at {place}");
                let visible = matches!(byte, 0x21..=0x7e) && !b"\"\\<>".contains(&byte);
                assert_eq!(all_plain(&bytes), visible, "{byte:#x} at {place}");
            }
        }
        assert!(!all_plain(b"short"));
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
