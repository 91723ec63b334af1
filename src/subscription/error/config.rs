//! What can be wrong with a configuration.

use crate::subscription::window::Tolerance;

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

const _: () = assert!(Tolerance::MAX_SECONDS == 3600, "named in a message");
