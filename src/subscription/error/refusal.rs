//! Why a request gets no further.

use super::{AuthError, EventError};
use crate::subscription::reply::Reply;

/// Why a request gets no further. [`reply`](Refusal::reply) is for the sender, [`code`](Refusal::code) and
/// [`message`](Refusal::message) are for the log.
///
/// ```
/// use launch_complete::subscription::{AuthError, Refusal, Reply};
///
/// let refusal = Refusal::from(AuthError::Signature);
/// assert_eq!(refusal.reply(), Reply::unauthorized());
/// // For the log, and for nobody else.
/// assert_eq!((refusal.code(), refusal.path()), ("SIGNATURE_MISMATCH", "x-signature"));
/// assert_eq!(refusal.to_string(), refusal.message());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// Not the marketplace's, or not now.
    Unauthorized(AuthError),
    /// The body is longer than the receiver takes. It was not looked at.
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// Authentic, but no event.
    Malformed(EventError),
}

impl Refusal {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unauthorized(error) => error.code(),
            Self::TooLarge { .. } => "BODY_TOO_LARGE",
            Self::Malformed(error) => error.code(),
        }
    }

    /// The header or the place in the body, or an empty text.
    #[must_use]
    pub fn path(&self) -> &'static str {
        match self {
            Self::Unauthorized(error) => error.path(),
            Self::TooLarge { .. } => "",
            Self::Malformed(error) => error.path(),
        }
    }

    /// What happened, for the log.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Unauthorized(error) => error.message(),
            Self::TooLarge { limit } => format!("the body is longer than {limit} bytes"),
            Self::Malformed(error) => error.message(),
        }
    }

    /// What to answer: one and the same 401 to everybody who is not the marketplace, 413, or 400.
    #[must_use]
    pub fn reply(&self) -> Reply {
        match self {
            Self::Unauthorized(_) => Reply::unauthorized(),
            Self::TooLarge { .. } => Reply::too_large(),
            Self::Malformed(error) => Reply::malformed(error),
        }
    }
}

impl From<AuthError> for Refusal {
    fn from(error: AuthError) -> Self {
        Self::Unauthorized(error)
    }
}

impl From<EventError> for Refusal {
    fn from(error: EventError) -> Self {
        Self::Malformed(error)
    }
}
