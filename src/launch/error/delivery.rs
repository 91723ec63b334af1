//! Why a delivery did not succeed.

use super::{OriginError, RedirectError, ResultError};

/// A delivery that did not succeed. The result is kept; a retry is possible.
///
/// ```
/// use launch_complete::launch::DeliveryError;
///
/// let error = DeliveryError::refused("EXPECT_MISMATCH".into());
/// assert_eq!(error.code(), "REFUSED");
/// assert_eq!(error.to_string(), "the app refused the result: EXPECT_MISMATCH");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DeliveryError {
    /// The result is not one.
    Result(ResultError),
    /// A target origin is not one.
    Origin(OriginError),
    /// The redirect cannot be made.
    Redirect(RedirectError),
    /// An option has an unknown value.
    Option(&'static str),
    /// The browser did not leave the page for the landing page.
    NotRedirected,
    /// There is no window to send to, and no redirect is configured.
    NoWindow,
    /// The receiver did not answer in time.
    NotAcknowledged,
    /// The host's back end, which the proxy page hands the result to, did not take it.
    BackEnd,
    /// The receiver answered that it refuses the result, with its code.
    Refused(String),
}

impl DeliveryError {
    /// What a refusal with this code means. A proxy page that could not hand a result on says so with a
    /// code of its own; then nobody refused anything.
    #[must_use]
    pub fn refused(code: String) -> Self {
        match code.as_str() {
            "NOT_ACKNOWLEDGED" => Self::NotAcknowledged,
            "BACKEND_FAILED" => Self::BackEnd,
            _ => Self::Refused(code),
        }
    }

    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Result(error) => error.code(),
            Self::Origin(error) => error.code(),
            Self::Redirect(error) => error.code(),
            Self::Option(_) => "OPTION_INVALID",
            Self::NotRedirected => "REDIRECT_FAILED",
            Self::NoWindow => "NO_WINDOW",
            Self::NotAcknowledged => "NOT_ACKNOWLEDGED",
            Self::BackEnd => "BACKEND_FAILED",
            Self::Refused(_) => "REFUSED",
        }
    }

    /// The place, where there is one: a path in the result or the name of an option.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Result(error) => error.path(),
            Self::Origin(_) => "targetOrigin",
            Self::Redirect(RedirectError::NotRegistered) => "redirectTo",
            Self::Redirect(RedirectError::Mode) => "responseMode",
            Self::Redirect(RedirectError::TooLong) => "",
            Self::Redirect(_) | Self::NotRedirected => "redirectUri",
            Self::Option(name) => name,
            _ => "",
        }
    }

    /// What happened and what to do.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Result(error) => error.message(),
            Self::Origin(error) => error.message(),
            Self::Redirect(error) => error.message(),
            Self::Option(name) => {
                let mut message = String::from(*name);
                message.push_str(": unknown value");
                message
            }
            Self::NotRedirected => {
                "redirectUri: the browser did not go there; check form-action of this page's policy and what the landing page answers".into()
            }
            Self::NoWindow => {
                "no window to send to: the app that opened this page is out of reach and no redirectUri is set".into()
            }
            Self::NotAcknowledged => "the app did not confirm that it got the result".into(),
            Self::BackEnd => "the app's server did not take the result".into(),
            Self::Refused(code) => {
                let mut message = String::from("the app refused the result: ");
                message.push_str(code);
                message
            }
        }
    }
}

macro_rules! delivery_error_from {
    ($($error:ty => $variant:ident),*) => {$(
        impl From<$error> for DeliveryError {
            fn from(error: $error) -> Self {
                Self::$variant(error)
            }
        }
    )*};
}

delivery_error_from!(ResultError => Result, OriginError => Origin, RedirectError => Redirect);
