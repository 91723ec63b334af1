//! Reading the fields of an event strictly: known ones once, unknown ones skipped, every error with its place.

use super::error::EventError;
use crate::json::{self, Problem, Value};

/// A field as written; `None` where it is missing or `null`.
pub(crate) type Field<'a> = Option<&'a str>;

const NULL: &str = "null";

/// The largest whole number that JavaScript holds exactly.
const MAX_SAFE: u64 = (1 << 53) - 1;

/// The wanted fields of a part of the body, which must be an object. `path` is where it is.
pub(crate) fn object<'a, const N: usize>(
    part: Option<Value<'a, N>>,
    path: &'static str,
) -> Result<[Field<'a>; N], EventError> {
    let part = part.filter(|part| part.written != NULL);
    let fields = part.ok_or(EventError::Required { path })?.fields;
    let fields = fields.ok_or(EventError::Type {
        path,
        expected: "an object",
    })?;
    if fields.repeated {
        return Err(EventError::Repeated { path });
    }
    let given = |field: Field<'a>| field.filter(|written| *written != NULL);
    Ok(fields.found.map(given))
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

impl From<Problem> for EventError {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::NotJson => Self::NotJson,
            Problem::TooDeep => Self::TooDeep,
        }
    }
}
