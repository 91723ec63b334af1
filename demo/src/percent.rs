//! Percent-decoding of paths and form fields.

/// The text behind `%XX`, or nothing where an escape is cut off or the bytes are no UTF-8.
pub(crate) fn decode(encoded: &str) -> Option<String> {
    let mut bytes = encoded.bytes();
    let mut decoded = Vec::with_capacity(encoded.len());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => digit(bytes.next()?)? << 4 | digit(bytes.next()?)?,
            other => other,
        });
    }
    String::from_utf8(decoded).ok()
}

/// The only field of that name in an `application/x-www-form-urlencoded` text.
///
/// Strict where browsers never differ: a field given twice or undecodable is none.
pub(crate) fn field(form: &str, name: &str) -> Option<String> {
    let mut found = form.split('&').filter_map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode(&key.replace('+', " ")).as_deref() == Some(name)).then_some(value)
    });
    match (found.next(), found.next()) {
        (Some(value), None) => decode(&value.replace('+', " ")),
        _ => None,
    }
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::{decode, field};

    #[test]
    fn decodes_or_refuses() {
        let table = [
            ("", Some("")),
            ("/host/", Some("/host/")),
            ("%7B%22a%22%3A1%7d", Some(r#"{"a":1}"#)),
            ("%C3%A9", Some("é")),
            ("a+b", Some("a+b")),
            ("%", None),
            ("%7", None),
            ("%zz", None),
            ("%+1", None),
            ("%FF", None),
        ];
        for (encoded, decoded) in table {
            assert_eq!(decode(encoded).as_deref(), decoded, "{encoded}");
        }
    }

    #[test]
    fn takes_the_one_field() {
        let table = [
            ("launch_result=a", Some("a")),
            ("x=1&launch_result=a+b%2B&y", Some("a b+")),
            ("launch%5Fresult=a", Some("a")),
            ("launch_result=", Some("")),
            ("launch_result", Some("")),
            ("launch_result=a&launch_result=a", None),
            ("launch_result=%FF", None),
            ("other=a", None),
            ("", None),
        ];
        for (form, value) in table {
            assert_eq!(field(form, "launch_result").as_deref(), value, "{form}");
        }
    }
}
