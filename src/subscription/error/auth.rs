//! What can be wrong with a sender.

use crate::subscription::signature::Scheme;

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
