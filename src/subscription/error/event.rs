//! What can be wrong with what was sent.

/// An authentic body that is no event, and the place in it.
///
/// ```
/// use launch_complete::subscription::{EventError, MAX_NESTING, Message};
///
/// assert_eq!(Message::from_body(b"\xff").unwrap_err().code(), "BODY_NOT_UTF8");
/// let deep = "[".repeat(MAX_NESTING + 1);
/// let error = Message::from_body(format!("{{\"payload\":{deep}").as_bytes()).unwrap_err();
/// assert_eq!((error.code(), error.path()), ("BODY_TOO_DEEP", ""));
/// assert_eq!(EventError::NotJson.message(), "the body is not a JSON object");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EventError {
    /// The body is not UTF-8.
    NotUtf8,
    /// The body is not a JSON object.
    NotJson,
    /// Lists and objects are nested deeper than any event is.
    TooDeep,
    /// A field is missing, `null` or empty.
    Required {
        /// The place, such as `payload.guid`.
        path: &'static str,
    },
    /// A field is there more than once: two readers could take different ones.
    Repeated {
        /// The object it is in.
        path: &'static str,
    },
    /// A field has the wrong type.
    Type {
        /// The place, such as `payload.locationId`.
        path: &'static str,
        /// What belongs there.
        expected: &'static str,
    },
}

impl EventError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotUtf8 => "BODY_NOT_UTF8",
            Self::NotJson => "BODY_NOT_JSON",
            Self::TooDeep => "BODY_TOO_DEEP",
            Self::Required { .. } | Self::Repeated { .. } | Self::Type { .. } => "EVENT_INVALID",
        }
    }

    /// The place in the body, or an empty text where the body as a whole is meant.
    #[must_use]
    pub fn path(&self) -> &'static str {
        match self {
            Self::Required { path } | Self::Repeated { path } | Self::Type { path, .. } => path,
            _ => "",
        }
    }

    /// What is wrong. Nothing of the body is in it.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::NotUtf8 => "the body is not UTF-8".into(),
            Self::NotJson => "the body is not a JSON object".into(),
            Self::TooDeep => "the body is nested deeper than 64 levels".into(),
            Self::Required { path } => format!("{path}: required, but missing or empty"),
            Self::Repeated { path: "" } => "a field of the body is there more than once".into(),
            Self::Repeated { path } => format!("{path}: a field is there more than once"),
            Self::Type { path, expected } => format!("{path}: expected {expected}"),
        }
    }
}
