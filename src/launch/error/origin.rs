//! Why an origin is none.

/// An origin in the configuration that is not an exact web origin.
///
/// The text itself is kept out of the message's shape but is safe to show: an origin is no secret.
///
/// ```
/// use launch_complete::launch::Origin;
///
/// let error = Origin::parse("https://app.example/").unwrap_err();
/// assert_eq!(error.code(), "ORIGIN_INVALID");
/// assert!(error.message().contains("remove path and trailing slash"));
/// ```
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
