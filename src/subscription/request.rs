//! What arrived, borrowed, and the path it was signed for.

use std::borrow::Cow;

use super::error::{AuthError, ConfigError};
use super::signature::Scheme;

/// One header as found: the only good number of them is one.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Header<'a> {
    Missing,
    One(&'a [u8]),
    Repeated,
}

/// An HTTP request as a receiver looks at it. The body is the raw bytes as they arrived: parsing and
/// writing JSON again changes spaces, numbers and escapes, and the signature with them.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    pub(crate) access_key: Header<'a>,
    pub(crate) timestamp: Header<'a>,
    pub(crate) signature: Header<'a>,
    pub(crate) body: &'a [u8],
}

impl<'a> Request<'a> {
    /// Takes a request. `headers` are all header lines in any order and letter case, a doubled one twice:
    /// only the three of the [`Scheme`] are kept.
    ///
    /// ```
    /// use launch_complete::subscription::Request;
    ///
    /// let headers = [("X-Access-Key", b"id".as_slice()), ("x-timestamp", b"1571158800")];
    /// let request = Request::new("POST", "/subscriptions/order", headers, b"{}");
    /// assert_eq!(request.body(), b"{}");
    /// ```
    pub fn new(
        method: &'a str,
        path: &'a str,
        headers: impl IntoIterator<Item = (&'a str, &'a [u8])>,
        body: &'a [u8],
    ) -> Self {
        let mut request = Self {
            method,
            path,
            access_key: Header::Missing,
            timestamp: Header::Missing,
            signature: Header::Missing,
            body,
        };
        for (name, value) in headers {
            let slot = match name {
                name if name.eq_ignore_ascii_case(Scheme::ACCESS_KEY) => &mut request.access_key,
                name if name.eq_ignore_ascii_case(Scheme::TIMESTAMP) => &mut request.timestamp,
                name if name.eq_ignore_ascii_case(Scheme::SIGNATURE) => &mut request.signature,
                _ => continue,
            };
            *slot = match slot {
                Header::Missing => Header::One(value),
                _ => Header::Repeated,
            };
        }
        request
    }

    /// The raw bytes of the body.
    #[must_use]
    pub fn body(&self) -> &'a [u8] {
        self.body
    }
}

/// The path that is signed: that of the URL registered with the marketplace, in lower case, without host
/// and query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicPath(Option<Box<str>>);

impl PublicPath {
    /// The path as registered with the marketplace. The path a request has when it gets here is then not
    /// looked at: proxies and routers rewrite it.
    ///
    /// Best register a path without capitals, without percent-encoding and without a trailing slash: what
    /// the marketplace makes of those is not documented.
    ///
    /// # Errors
    ///
    /// [`ConfigError::PublicPath`]: no path, or one with a host, a query, or characters that belong in no path.
    ///
    /// ```
    /// use launch_complete::subscription::PublicPath;
    ///
    /// let path = PublicPath::registered("/Subscriptions/Order")?;
    /// assert_eq!(path, PublicPath::registered("/subscriptions/order")?);
    /// assert!(PublicPath::registered("https://app.example/subscriptions").is_err());
    /// assert!(PublicPath::registered("/subscriptions?tenant=1").is_err());
    /// # Ok::<(), launch_complete::subscription::ConfigError>(())
    /// ```
    pub fn registered(path: &str) -> Result<Self, ConfigError> {
        if !is_path(path) || path.starts_with("//") {
            return Err(ConfigError::PublicPath);
        }
        Ok(Self(Some(path.to_ascii_lowercase().into())))
    }

    /// Each request's own path, lower-cased and without its query: right where nothing between the
    /// marketplace and this program rewrites paths, and several paths are registered.
    #[must_use]
    pub fn of_request() -> Self {
        Self(None)
    }

    /// The path as it is signed.
    pub(crate) fn signed<'a>(&'a self, request: &'a str) -> Result<Cow<'a, str>, AuthError> {
        if let Some(registered) = &self.0 {
            return Ok(Cow::Borrowed(registered));
        }
        let path = request.split(['?', '#']).next().unwrap_or_default();
        if !is_path(path) {
            return Err(AuthError::Path);
        }
        Ok(if path.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(path.to_ascii_lowercase())
        } else {
            Cow::Borrowed(path)
        })
    }

    /// The registered path, where there is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

/// Whether a text is a path as it stands in a URL, RFC 3986 section 3.3. Brackets and quotes do not belong in one:
/// nothing separates the path from the body in what is signed, so its last character must not be the body's first.
fn is_path(text: &str) -> bool {
    let belongs = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~%!$&'()*+,;=:@".contains(&byte);
    text.starts_with('/') && text.bytes().all(belongs)
}
