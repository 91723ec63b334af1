//! Why a redirect cannot be made.

use super::OriginError;

/// A redirect that cannot be made.
///
/// ```
/// use launch_complete::launch::redirect::Redirect;
///
/// let error = Redirect::parse("https://app.example/", "https://other.example/", "").unwrap_err();
/// assert_eq!(error.code(), "REDIRECT_NOT_REGISTERED");
/// assert_eq!(error.message(), "redirectTo: not one of the registered redirectUri values");
/// ```
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
