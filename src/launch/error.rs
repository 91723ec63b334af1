//! What can go wrong, one enum a flow, each with a stable code.
//!
//! Codes are part of the contract and never change their meaning; messages are for people and may.

use core::fmt;

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
            Self::Form => {
                "result: neither `cycles` nor `cycleId` is there, so it is neither documented form"
                    .into()
            }
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

/// An origin in the configuration that is not an exact web origin.
///
/// The text itself is kept out of the message's shape but is safe to show: an origin is no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OriginError {
    /// No origin at all.
    Empty,
    /// `*`, or a `*` somewhere in it: there is no way to send to any origin.
    Wildcard,
    /// `null` is the origin of sandboxed frames and files; it identifies nobody.
    Null,
    /// Not `https`, and not `http` on this machine.
    Scheme,
    /// The host is missing, or not in the form in which browsers report it (lower case, punycode).
    Host,
    /// The port is empty, not a number, over 65535 or the scheme's own.
    Port,
    /// Something follows the host: a path, a query, a fragment.
    Path,
    /// A user name or password.
    Credentials,
}

impl OriginError {
    /// The stable code, one for every reason: configuration is mended by reading the message.
    #[must_use]
    pub fn code(&self) -> &'static str {
        "ORIGIN_INVALID"
    }

    /// What is wrong and what to write instead.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Empty => "origin: none given; write the exact origin, such as https://app.example",
            Self::Wildcard => {
                "origin: `*` would send the result to anybody; write the exact origin, such as https://app.example"
            }
            Self::Null => "origin: `null` is every sandboxed page's origin; write the exact origin",
            Self::Scheme => "origin: must start with https:// (http:// only for localhost)",
            Self::Host => {
                "origin: the host must be written as browsers report it: lower case, punycode, no trailing dot"
            }
            Self::Port => "origin: the port must be a number from 1 to 65535 and not the default one",
            Self::Path => "origin: nothing may follow host and port; remove path and trailing slash",
            Self::Credentials => "origin: remove the user name and password",
        }
        .into()
    }
}

/// A redirect that cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RedirectError {
    /// The target is not an absolute `https` URL (or `http` on this machine).
    Target(OriginError),
    /// The target brings a fragment of its own, or a `launch_result` parameter.
    Clash,
    /// The target has characters that do not belong in a URL.
    Characters,
    /// The wanted target is not one of the registered ones.
    NotRegistered,
    /// An unknown response mode.
    Mode,
    /// The result does not fit any allowed response mode.
    TooLong,
    /// The text in the URL is no base64url of UTF-8.
    Encoding,
}

impl RedirectError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Target(_) | Self::Clash | Self::Characters => "REDIRECT_INVALID",
            Self::NotRegistered => "REDIRECT_NOT_REGISTERED",
            Self::Mode => "OPTION_INVALID",
            Self::TooLong => "RESULT_TOO_LONG",
            Self::Encoding => "REDIRECT_ENCODING",
        }
    }

    /// What is wrong and what to do.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Target(error) => {
                let mut message = String::from("redirectUri: ");
                message.push_str(&error.message());
                return message;
            }
            Self::Clash => {
                "redirectUri: must have no fragment and no launch_result parameter of its own"
            }
            Self::Characters => {
                "redirectUri: only visible ASCII characters, percent-encode the rest"
            }
            Self::NotRegistered => "redirectTo: not one of the registered redirectUri values",
            Self::Mode => "responseMode: must be fragment, query or form_post, or a list of them",
            Self::TooLong => {
                "result: too long for a URL; allow form_post in responseMode, or use another path"
            }
            Self::Encoding => "launch_result: not base64url of UTF-8 text",
        }
        .into()
    }
}

/// A delivery that did not succeed. The result is kept; a retry is possible.
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
    /// There is no window to send to, and no redirect is configured.
    NoWindow,
    /// The receiver did not answer in time.
    NotAcknowledged,
    /// The receiver answered that it refuses the result, with its code.
    Refused(String),
}

impl DeliveryError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Result(error) => error.code(),
            Self::Origin(error) => error.code(),
            Self::Redirect(error) => error.code(),
            Self::Option(_) => "OPTION_INVALID",
            Self::NoWindow => "NO_WINDOW",
            Self::NotAcknowledged => "NOT_ACKNOWLEDGED",
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
            Self::Redirect(_) => "redirectUri",
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
            Self::NoWindow => {
                "no window to send to: the app that opened this page is out of reach and no redirectUri is set".into()
            }
            Self::NotAcknowledged => "the app did not confirm that it got the result".into(),
            Self::Refused(code) => {
                let mut message = String::from("the app refused the result: ");
                message.push_str(code);
                message
            }
        }
    }
}

/// How a launch ended for the app that started it, when no result arrived.
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

macro_rules! display_by_message {
    ($($error:ty),*) => {$(
        impl fmt::Display for $error {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.message())
            }
        }
        impl std::error::Error for $error {}
    )*};
}

display_by_message!(
    ResultError,
    OriginError,
    RedirectError,
    DeliveryError,
    LaunchError
);

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
