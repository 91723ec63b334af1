//! What can go wrong, each with a stable code: in the configuration, with a sender, with what it sent.
//!
//! Codes are part of the contract and never change their meaning; messages are for people and may.

use super::reply::Reply;
use super::signature::Scheme;
use super::window::Tolerance;

/// A configuration that would refuse everything, or let anybody in.
///
/// ```
/// use launch_complete::subscription::{ConfigError, MIN_SECRET_BYTES, Secret};
///
/// let error = Secret::new("x".repeat(MIN_SECRET_BYTES - 1)).unwrap_err();
/// assert_eq!(error, ConfigError::SecretShort);
/// assert_eq!((error.code(), error.path()), ("SECRET_SHORT", "secrets"));
/// assert_eq!(error.to_string(), error.message());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigError {
    /// The client id is empty, or has spaces or other than visible ASCII.
    ClientId,
    /// There is no secret.
    SecretMissing,
    /// A secret is empty.
    SecretEmpty,
    /// A secret is nothing but spaces.
    SecretBlank,
    /// A secret has spaces or a line break around it.
    SecretSpaces,
    /// A secret has fewer than 16 bytes.
    SecretShort,
    /// The public path is no plain path.
    PublicPath,
    /// The window is wider than an hour, or no number of seconds.
    Tolerance,
    /// The inbox would remember nothing.
    Capacity,
}

impl ConfigError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::ClientId => "CLIENT_ID_INVALID",
            Self::SecretMissing => "SECRET_MISSING",
            Self::SecretEmpty => "SECRET_EMPTY",
            Self::SecretBlank => "SECRET_BLANK",
            Self::SecretSpaces => "SECRET_SPACES",
            Self::SecretShort => "SECRET_SHORT",
            Self::PublicPath => "PATH_INVALID",
            Self::Tolerance => "TOLERANCE_INVALID",
            Self::Capacity => "CAPACITY_INVALID",
        }
    }

    /// The option meant.
    #[must_use]
    pub fn path(&self) -> &'static str {
        match self {
            Self::ClientId => "clientId",
            Self::PublicPath => "publicPath",
            Self::Tolerance => "tolerance",
            Self::Capacity => "capacity",
            _ => "secrets",
        }
    }

    /// What is wrong and what to write instead.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::ClientId => "clientId: must be the client id, visible ASCII without spaces",
            Self::SecretMissing => "secrets: none given; the client secret is what is verified with",
            Self::SecretEmpty => "secrets: one is empty; is its environment variable set?",
            Self::SecretBlank => "secrets: one is blank; is its environment variable set?",
            Self::SecretSpaces => "secrets: one has spaces or a line break around it; trim it",
            Self::SecretShort => "secrets: one is shorter than 16 bytes; it is no client secret",
            Self::PublicPath => {
                "publicPath: must be the path of the registered URL, such as /subscriptions/order, without host and query"
            }
            Self::Tolerance => "tolerance: must be a number of seconds from 0 to 3600, for past and future",
            Self::Capacity => "capacity: must be at least 1",
        }
        .into()
    }
}

/// Why a request is not taken for the marketplace's. **For the log only**: the answer is the same 401 for all of
/// them, or it would tell a stranger what to try next.
///
/// Log it loudly: a wrong clock or secret on either side refuses merchants' installations.
///
/// ```
/// use launch_complete::subscription::AuthError;
///
/// let error = AuthError::Stale { seconds: 11 };
/// assert_eq!((error.code(), error.path()), ("TIMESTAMP_STALE", "x-timestamp"));
/// assert!(error.message().contains("signed 11 s ago"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AuthError {
    /// The method is not exactly `POST`.
    Method,
    /// The request's path is no plain path.
    Path,
    /// A header is missing.
    HeaderMissing {
        /// Its name.
        name: &'static str,
    },
    /// A header is there more than once.
    HeaderRepeated {
        /// Its name.
        name: &'static str,
    },
    /// The access key is not our client id.
    AccessKey,
    /// The timestamp is not ten ASCII digits.
    TimestampFormat,
    /// The signature is not 64 lower-case hex digits.
    SignatureFormat,
    /// The signature fits none of the secrets.
    Signature,
    /// Signed with our secret, but too long ago.
    Stale {
        /// How old the request is.
        seconds: u64,
    },
    /// Signed with our secret, but with a time in the future.
    Future {
        /// How far ahead its time is.
        seconds: u64,
    },
}

impl AuthError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Method => "METHOD_NOT_POST",
            Self::Path => "PATH_FORMAT",
            Self::HeaderMissing { .. } => "HEADER_MISSING",
            Self::HeaderRepeated { .. } => "HEADER_REPEATED",
            Self::AccessKey => "ACCESS_KEY_UNKNOWN",
            Self::TimestampFormat => "TIMESTAMP_FORMAT",
            Self::SignatureFormat => "SIGNATURE_FORMAT",
            Self::Signature => "SIGNATURE_MISMATCH",
            Self::Stale { .. } => "TIMESTAMP_STALE",
            Self::Future { .. } => "TIMESTAMP_FUTURE",
        }
    }

    /// The header meant, or an empty text.
    #[must_use]
    pub fn path(&self) -> &'static str {
        match self {
            Self::HeaderMissing { name } | Self::HeaderRepeated { name } => name,
            Self::AccessKey => Scheme::ACCESS_KEY,
            Self::SignatureFormat | Self::Signature => Scheme::SIGNATURE,
            Self::TimestampFormat | Self::Stale { .. } | Self::Future { .. } => Scheme::TIMESTAMP,
            Self::Method | Self::Path => "",
        }
    }

    /// What happened and where to look.
    #[must_use]
    pub fn message(&self) -> String {
        let fixed = match self {
            Self::Method => "the method is not POST",
            Self::Path => "the request's path is no plain path",
            Self::HeaderMissing { name } => return format!("{name}: missing"),
            Self::HeaderRepeated { name } => return format!("{name}: there more than once"),
            Self::AccessKey => "x-access-key: not our client id",
            Self::TimestampFormat => {
                "x-timestamp: not ten digits, seconds since 1970 (milliseconds are refused)"
            }
            Self::SignatureFormat => "x-signature: not 64 lower-case hex digits",
            Self::Signature => {
                "x-signature: fits none of the secrets; compare secret, registered path and raw body"
            }
            Self::Stale { seconds } => {
                return format!(
                    "x-timestamp: signed {seconds} s ago; sent again, slow, or a clock is wrong"
                );
            }
            Self::Future { seconds } => {
                return format!("x-timestamp: signed {seconds} s in the future; a clock is wrong");
            }
        };
        fixed.into()
    }
}

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

crate::display::display_by_message!(ConfigError, AuthError, EventError, Refusal);

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

const _: () = assert!(Tolerance::MAX_SECONDS == 3600, "named in a message");
