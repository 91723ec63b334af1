//! Why a result is refused.

/// A result that cannot be accepted, and the place in it.
///
/// ```
/// use launch_complete::launch::LaunchResult;
///
/// let error = LaunchResult::from_text(r#"{"accountId":"a","cycles":[{"cycleId":7}]}"#).unwrap_err();
/// assert_eq!(error.code(), "RESULT_INVALID");
/// assert_eq!(error.path(), "cycles[0].cycleId");
/// assert_eq!(error.to_string(), "cycles[0].cycleId: expected a text, found a number");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ResultError {
    /// There is no result: it is missing, `undefined` or `null`.
    Missing,
    /// The result is something other than an object.
    NotObject {
        /// What it is instead.
        found: &'static str,
    },
    /// The text is not JSON, or the value cannot be written as JSON.
    NotJson,
    /// Neither `cycles` (marketplace form) nor `cycleId` (single-cycle form) is there.
    Form,
    /// The text is longer than the receiver takes.
    TooLarge {
        /// The limit in bytes of UTF-8.
        limit: usize,
    },
    /// Lists and objects are nested deeper than any result is.
    TooDeep,
    /// A required field is missing or empty.
    Required {
        /// The place, such as `cycles[2].cycleId`.
        path: String,
    },
    /// A field has the wrong type.
    Type {
        /// The place, such as `cycles[2].webhooks`.
        path: String,
        /// What belongs there.
        expected: &'static str,
        /// What is there.
        found: &'static str,
    },
    /// A webhook URL is not an `http` or `https` URL.
    Url {
        /// The place, such as `cycles[2].webhooks[0].url`.
        path: String,
    },
}

impl ResultError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "RESULT_MISSING",
            Self::NotObject { .. } => "RESULT_NOT_OBJECT",
            Self::NotJson => "RESULT_NOT_JSON",
            Self::Form => "RESULT_FORM",
            Self::TooLarge { .. } => "RESULT_TOO_LARGE",
            Self::TooDeep => "RESULT_TOO_DEEP",
            Self::Required { .. } | Self::Type { .. } | Self::Url { .. } => "RESULT_INVALID",
        }
    }

    /// The place in the result, or an empty text where the result as a whole is meant.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Required { path } | Self::Type { path, .. } | Self::Url { path } => path,
            _ => "",
        }
    }

    /// The message, written without the formatting machinery (it would weigh more than the page's code).
    #[must_use]
    pub fn message(&self) -> String {
        let at = |path: &str, parts: &[&str]| {
            let mut message = String::from(path);
            message.push_str(": ");
            parts.iter().for_each(|part| message.push_str(part));
            message
        };
        match self {
            Self::Missing => "no result: the page has no `result` object".into(),
            Self::NotObject { found } => at("result", &["expected an object, found ", found]),
            Self::NotJson => "result: cannot be written as JSON".into(),
            Self::Form => "result: neither `cycles` nor `cycleId` is there".into(),
            Self::TooLarge { .. } => "result: larger than the receiver's `maxBytes`".into(),
            Self::TooDeep => "result: nested deeper than 64 levels".into(),
            Self::Required { path } => at(path, &["required, but missing or empty"]),
            Self::Type {
                path,
                expected,
                found,
            } => at(path, &["expected ", expected, ", found ", found]),
            Self::Url { path } => at(path, &["not an http(s) URL"]),
        }
    }
}
