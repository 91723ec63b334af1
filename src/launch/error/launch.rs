//! How a launch ends without a result.

use super::OriginError;

/// How a launch ended for the app that started it, when no result arrived.
///
/// ```
/// use launch_complete::launch::LaunchError;
///
/// let error = LaunchError::Option("expect");
/// assert_eq!((error.code(), error.path()), ("OPTION_INVALID", "expect"));
/// assert_eq!(error.to_string(), error.message());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LaunchError {
    /// The browser did not open the window.
    Blocked,
    /// The window was closed before a result arrived.
    Closed,
    /// No result arrived in time.
    Timeout,
    /// The launch URL could not be had: its function threw or its promise was rejected.
    UrlFailed,
    /// An option is missing or has a wrong value.
    Option(&'static str),
    /// An origin option is no exact origin.
    Origin(&'static str, OriginError),
}

impl LaunchError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Blocked => "BLOCKED",
            Self::Closed => "CLOSED",
            Self::Timeout => "TIMEOUT",
            Self::UrlFailed => "URL_FAILED",
            Self::Option(_) => "OPTION_INVALID",
            Self::Origin(_, error) => error.code(),
        }
    }

    /// The option meant, or an empty text.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Option(name) | Self::Origin(name, _) => name,
            _ => "",
        }
    }

    /// What happened and what to do.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Blocked => {
                "the browser blocked the window: call openLaunch inside the click, or offer startLaunch in the same tab".into()
            }
            Self::Closed => "the window was closed before a result arrived".into(),
            Self::Timeout => "no result arrived in time".into(),
            Self::UrlFailed => "the launch URL could not be had".into(),
            Self::Option(name) => {
                let mut message = String::from(*name);
                message.push_str(": missing, or not of the documented form");
                message
            }
            Self::Origin(_, error) => error.message(),
        }
    }
}
