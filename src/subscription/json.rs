//! The body of an event: walked once, the fields of its two parts left as they were written. Their types are read
//! from those that are wanted.

use crate::json::{Problem, Value, whole};

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
