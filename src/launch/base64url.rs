//! Bytes in a URL: base64url without padding (RFC 4648, section 5).
//!
//! Written here because encoders for secrets, which take the same time for all of them, weigh ten times as
//! much: whoever reads a URL knows what stands in it.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// How many characters so many bytes take.
pub(super) fn encoded_length(bytes: usize) -> usize {
    bytes + bytes.div_ceil(3)
}

/// Appends bytes to a text.
pub(super) fn push_encoded(text: &mut String, bytes: &[u8]) {
    let mut left = 0_u32;
    let mut bits = 0;
    for byte in bytes {
        left = (left << 8) + u32::from(*byte);
        bits += 8;
        while bits >= 6 {
            bits -= 6;
            text.push(digit(left >> bits));
        }
    }
    if bits > 0 {
        text.push(digit(left << (6 - bits)));
    }
}

/// The bytes of a text; `None` where an encoder would not have written it.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut left = 0_u32;
    let mut bits = 0;
    for character in text.bytes() {
        let digit = match character {
            b'A'..=b'Z' => character - b'A',
            b'a'..=b'z' => character - b'a' + 26,
            b'0'..=b'9' => character - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => return None,
        };
        left = (left << 6) + u32::from(digit);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((left >> bits) as u8);
            left &= (1 << bits) - 1;
        }
    }
    // A whole character too many, or bits that stand for nothing.
    (bits < 6 && left == 0).then_some(bytes)
}

fn digit(number: u32) -> char {
    char::from(ALPHABET[(number & 63) as usize])
}

#[cfg(test)]
mod tests {
    use base64ct::{Base64UrlUnpadded, Encoding};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn no_digit_is_one_too_many() {
        for text in ["A", "AAAAA", "AB", "AAB"] {
            assert_eq!(decode(text), None, "{text}");
        }
        assert_eq!(decode("AA"), Some(vec![0]));
    }

    proptest! {
        #[test]
        fn bytes_are_written_as_another_encoder_does(bytes: Vec<u8>) {
            let mut text = String::new();
            push_encoded(&mut text, &bytes);
            prop_assert_eq!(&text, &Base64UrlUnpadded::encode_string(&bytes));
            prop_assert_eq!(text.len(), encoded_length(bytes.len()));
            prop_assert_eq!(decode(&text), Some(bytes));
        }

        #[test]
        fn texts_are_read_as_another_decoder_does(text in "[A-Za-f0-2+/=_\\-]{0,9}") {
            prop_assert_eq!(decode(&text), Base64UrlUnpadded::decode_vec(&text).ok());
        }
    }
}
