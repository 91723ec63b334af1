//! Reading the fields of an event strictly: known ones once, unknown ones skipped, every error with its place.

use super::error::EventError;
use super::json::{self, Object};

/// A field as written; `None` where it is missing or `null`.
pub(crate) type Field<'a> = Option<&'a str>;

/// The largest whole number that JavaScript holds exactly.
const MAX_SAFE: u64 = (1 << 53) - 1;

/// Reads the named fields of an object. `path` is where it is.
pub(crate) fn object<'a, const N: usize>(
    text: &'a str,
    path: &'static str,
    names: [&str; N],
) -> Result<[Field<'a>; N], EventError> {
    match json::object(text, names) {
        Some(Object::Fields(fields)) => {
            Ok(fields.map(|field| field.filter(|written| *written != "null")))
        }
        Some(Object::Repeated) => Err(EventError::Repeated { path }),
        None if path.is_empty() => Err(EventError::NotJson),
        None => Err(EventError::Type {
            path,
            expected: "an object",
        }),
    }
}

/// A field that must be there.
pub(crate) fn required<'a>(field: Field<'a>, path: &'static str) -> Result<&'a str, EventError> {
    field.ok_or(EventError::Required { path })
}

/// A text that is not empty.
pub(crate) fn text(field: Field<'_>, path: &'static str) -> Result<String, EventError> {
    let text = json::text(required(field, path)?).ok_or(EventError::Type {
        path,
        expected: "a text",
    })?;
    if text.is_empty() {
        return Err(EventError::Required { path });
    }
    Ok(text)
}

/// A whole number that every reader holds exactly.
pub(crate) fn integer(field: Field<'_>, path: &'static str) -> Result<i64, EventError> {
    required(field, path)?
        .parse()
        .ok()
        .filter(|number: &i64| number.unsigned_abs() <= MAX_SAFE)
        .ok_or(EventError::Type {
            path,
            expected: "a whole number up to 2^53 - 1",
        })
}
