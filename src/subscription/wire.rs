//! Reading JSON objects strictly: known fields once, unknown ones skipped, every error with its place.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::error::EventError;

/// A field as found; `None` where it is missing or `null`.
pub(crate) type Field<'a> = Option<&'a RawValue>;

/// The largest whole number that JavaScript holds exactly.
const MAX_SAFE: i64 = (1 << 53) - 1;

/// Reads the fields of `T`, all of them of type [`Field`], out of an object. `path` is where it is.
pub(crate) fn object<'a, T: Deserialize<'a>>(
    text: &'a str,
    path: &'static str,
) -> Result<T, EventError> {
    // Derived readers would take a list of fields, too.
    if !text
        .trim_start_matches([' ', '\t', '\n', '\r'])
        .starts_with('{')
    {
        return Err(match path {
            "" => EventError::NotJson,
            path => EventError::Type {
                path,
                expected: "an object",
            },
        });
    }
    serde_json::from_str(text).map_err(|error| {
        if error.is_data() {
            EventError::Repeated { path }
        } else {
            EventError::NotJson
        }
    })
}

/// A field that must be there.
pub(crate) fn required<'a>(
    field: Field<'a>,
    path: &'static str,
) -> Result<&'a RawValue, EventError> {
    field.ok_or(EventError::Required { path })
}

/// A text that is not empty.
pub(crate) fn text(field: Field<'_>, path: &'static str) -> Result<String, EventError> {
    let text: String =
        serde_json::from_str(required(field, path)?.get()).map_err(|_| EventError::Type {
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
    serde_json::from_str(required(field, path)?.get())
        .ok()
        .filter(|number: &i64| number.unsigned_abs() <= MAX_SAFE.unsigned_abs())
        .ok_or(EventError::Type {
            path,
            expected: "a whole number up to 2^53 - 1",
        })
}
