//! Bodies of a wanted length, as the marketplace would send them.

use launch_complete::subscription::{Event, EventError, Message};

/// The lengths that are measured, with the name of the row.
pub const SIZES: [(&str, usize); 3] = [("200 B", 200), ("1 KB", 1000), ("16 KB", 16_000)];

const DISPATCHED_AT: &str = "2019-10-15T17:00:00.000Z";

/// A documented event of about `length` bytes: the shortest one there is, or a validation whose installation
/// request is made of fields like those of a real one: texts, few of them with escapes, numbers, words, an object.
///
/// # Errors
///
/// Never for the lengths of [`SIZES`].
pub fn of_length(length: usize) -> Result<Vec<u8>, EventError> {
    let body = |event| Message::marketplace(event, 1, DISPATCHED_AT).to_body();
    if length < 300 {
        return Ok(body(Event::location_deleted(1)));
    }
    let mut request = String::from(r#"{"locationId":1"#);
    for number in 0.. {
        let envelope = body(Event::installation_validation(format!("{request}}}"))?);
        if envelope.len() >= length {
            return Ok(envelope);
        }
        request.push_str(&match number % 6 {
            0 => format!(r#","name{number}":"Example Shop {number}""#),
            1 => format!(r#","note{number}":"Caf\u00e9 \"Example\"""#),
            2 => format!(r#","units{number}":{}"#, number * 17),
            3 => format!(r#","active{number}":true,"until{number}":null"#),
            4 => {
                format!(r#","address{number}":{{"street":"Main Street {number}","city":"Zürich"}}"#)
            }
            _ => format!(r#","email{number}":"shop-{number}@shop.example""#),
        });
    }
    unreachable!("the loop above has no end")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_about_as_long_as_they_are_called() {
        for (name, length) in SIZES {
            let found = of_length(length).unwrap().len();
            assert!((length..length + 80).contains(&found), "{name}: {found}");
        }
    }
}
