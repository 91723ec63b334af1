//! The third path: a result in a URL or a form, to a registered page of the host app.
//!
//! | mode | where the text stands | cap |
//! | --- | --- | --- |
//! | `fragment` | `#launch_result=` + base64url | 64 KiB of value |
//! | `query` | `?launch_result=` + base64url; **leaks** into logs and history, never a default | 8 KiB of value |
//! | `form_post` | form field `launch_result`, plain text; needs a server | none |
//!
//! Over the cap the next allowed mode is taken; a text is never cut (RFC 9700 sections 4.1 to 4.3).

use super::base64url::{self, push_encoded};
use super::error::RedirectError;
use super::origin::Origin;
use super::split::{all, has, split, split_once};

/// The name of the parameter and of the form field.
pub const PARAMETER: &str = "launch_result";

/// The longest value in a fragment, in characters.
pub const FRAGMENT_CAP: usize = 64 * 1024;

/// The longest value in a query, in characters.
pub const QUERY_CAP: usize = 8 * 1024;

/// How the result is put into the redirect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ResponseMode {
    /// Behind `#`: not sent to any server.
    Fragment,
    /// Behind `?`: sent to the server, and leaking.
    Query,
    /// In the body of a form.
    FormPost,
}

impl ResponseMode {
    fn parse(text: &str) -> Result<Self, RedirectError> {
        match text {
            "fragment" => Ok(Self::Fragment),
            "query" => Ok(Self::Query),
            "form_post" => Ok(Self::FormPost),
            _ => Err(RedirectError::Mode),
        }
    }
}

/// A page of the host app that results may be sent to: `https` (or `http` on this machine), no
/// credentials, no fragment, no `launch_result` parameter of its own.
///
/// ```
/// use launch_complete::launch::redirect::RedirectUri;
///
/// let uri = RedirectUri::parse("https://app.example/landing.html")?;
/// assert_eq!(uri.as_str(), "https://app.example/landing.html");
/// assert_eq!(RedirectUri::parse("javascript:alert(1)").unwrap_err().code(), "REDIRECT_INVALID");
/// # Ok::<(), launch_complete::launch::RedirectError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirectUri(String);

impl RedirectUri {
    /// Parses a registered target.
    ///
    /// # Errors
    ///
    /// [`RedirectError::Target`], [`RedirectError::Clash`] or [`RedirectError::Characters`].
    pub fn parse(text: &str) -> Result<Self, RedirectError> {
        let origin = Origin::of_url(text).map_err(RedirectError::Target)?;
        let allowed =
            |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'\\' | b'"' | b'<' | b'>');
        if !all(text, allowed) {
            return Err(RedirectError::Characters);
        }
        let after_origin = text.strip_prefix(origin.as_str()).unwrap_or_default();
        if has(after_origin, b'#') || parameters(query_of(after_origin)).any(is_ours) {
            return Err(RedirectError::Clash);
        }
        Ok(Self(text.into()))
    }

    /// The target as it was registered.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Where results may be redirected to, and how.
///
/// ```
/// use launch_complete::launch::redirect::{Navigation, Redirect};
///
/// let redirect = Redirect::parse("https://app.example/landing.html", "", "fragment form_post")?;
/// let Navigation::Url(url) = redirect.navigation("{}")? else { unreachable!() };
/// assert_eq!(url, "https://app.example/landing.html#launch_result=e30");
/// # Ok::<(), launch_complete::launch::RedirectError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    target: RedirectUri,
    modes: Vec<ResponseMode>,
}

/// What the page must do to redirect. `Debug` shows no more than the kind: the URL holds the result.
#[derive(Clone, PartialEq, Eq)]
pub enum Navigation {
    /// Go to this URL.
    Url(String),
    /// Submit a form with one field, [`PARAMETER`], holding the text.
    Form {
        /// The action of the form.
        action: String,
    },
}

impl core::fmt::Debug for Navigation {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Url(_) => "Url(secret)",
            Self::Form { .. } => "Form",
        })
    }
}

impl Redirect {
    /// Chooses `wanted` among the registered targets (white space between them), or the first one.
    ///
    /// An empty `modes` means `fragment`.
    ///
    /// # Errors
    ///
    /// [`RedirectError`]; [`RedirectError::NotRegistered`] where `wanted` is not byte-equal to a target.
    pub fn parse(registered: &str, wanted: &str, modes: &str) -> Result<Self, RedirectError> {
        let mut target = None;
        for text in registered.split_ascii_whitespace() {
            let uri = RedirectUri::parse(text)?;
            let chosen = wanted.is_empty() || wanted == uri.as_str();
            if chosen && target.is_none() {
                target = Some(uri);
            }
        }
        let mut modes = modes
            .split_ascii_whitespace()
            .map(ResponseMode::parse)
            .collect::<Result<Vec<_>, _>>()?;
        if modes.is_empty() {
            modes.push(ResponseMode::Fragment);
        }
        Ok(Self {
            target: target.ok_or(RedirectError::NotRegistered)?,
            modes,
        })
    }

    /// The target.
    #[must_use]
    pub fn target(&self) -> &RedirectUri {
        &self.target
    }

    /// How to redirect with this text: the first mode it fits.
    ///
    /// # Errors
    ///
    /// [`RedirectError::TooLong`] where it fits none.
    ///
    /// ```
    /// use launch_complete::launch::redirect::{FRAGMENT_CAP, Navigation, QUERY_CAP, Redirect};
    ///
    /// let redirect = Redirect::parse("https://app.example/landing.html", "", "query fragment form_post")?;
    /// assert_eq!(redirect.target().as_str(), "https://app.example/landing.html");
    /// // In base64url, three bytes are four characters.
    /// let with = |characters: usize| redirect.navigation(&"x".repeat(characters / 4 * 3));
    /// assert!(matches!(with(QUERY_CAP)?, Navigation::Url(url) if url.contains('?')));
    /// assert!(matches!(with(FRAGMENT_CAP)?, Navigation::Url(url) if url.contains('#')));
    /// assert!(matches!(with(FRAGMENT_CAP + 4)?, Navigation::Form { .. }));
    /// # Ok::<(), launch_complete::launch::RedirectError>(())
    /// ```
    pub fn navigation(&self, text: &str) -> Result<Navigation, RedirectError> {
        let length = base64url::encoded_length(text.len());
        for mode in &self.modes {
            match mode {
                ResponseMode::Fragment if length <= FRAGMENT_CAP => {
                    return Ok(Navigation::Url(self.url('#', text)));
                }
                ResponseMode::Query if length <= QUERY_CAP => {
                    let joint = if has(&self.target.0, b'?') { '&' } else { '?' };
                    return Ok(Navigation::Url(self.url(joint, text)));
                }
                ResponseMode::FormPost => {
                    return Ok(Navigation::Form {
                        action: self.target.0.clone(),
                    });
                }
                ResponseMode::Fragment | ResponseMode::Query => {}
            }
        }
        Err(RedirectError::TooLong)
    }

    fn url(&self, joint: char, text: &str) -> String {
        let mut url = self.target.0.clone();
        url.push(joint);
        url.push_str(PARAMETER);
        url.push('=');
        push_encoded(&mut url, text.as_bytes());
        url
    }
}

/// Reads the result text a landing page was called with: `hash` and `search` as `location` has them.
///
/// `None` where there is no `launch_result` at all.
///
/// # Errors
///
/// [`RedirectError::Encoding`] where the value is no base64url of UTF-8, or over the cap of its mode.
///
/// ```
/// use launch_complete::launch::redirect::read;
///
/// assert_eq!(read("#launch_result=e30", ""), Some(Ok("{}".into())));
/// assert_eq!(read("", "?page=2"), None);
/// ```
pub fn read(hash: &str, search: &str) -> Option<Result<String, RedirectError>> {
    let fragment = hash
        .strip_prefix('#')
        .and_then(ours)
        .map(|it| (it, FRAGMENT_CAP));
    let query = || {
        search
            .strip_prefix('?')
            .and_then(ours)
            .map(|it| (it, QUERY_CAP))
    };
    let (value, cap) = fragment.or_else(query)?;
    Some(decode(value, cap))
}

/// The value of our parameter.
fn ours(query: &str) -> Option<&str> {
    let pair = parameters(query).find(|pair| is_ours(pair))?;
    let value = pair.strip_prefix(PARAMETER)?;
    Some(value.strip_prefix('=').unwrap_or(value))
}

fn decode(value: &str, cap: usize) -> Result<String, RedirectError> {
    if value.len() > cap {
        return Err(RedirectError::Encoding);
    }
    let bytes = base64url::decode(value).ok_or(RedirectError::Encoding)?;
    String::from_utf8(bytes).map_err(|_| RedirectError::Encoding)
}

/// The query without our parameter, with its `?` where anything is left: what the landing page keeps in
/// its address. The fragment goes altogether.
///
/// ```
/// use launch_complete::launch::redirect::{PARAMETER, scrubbed_search};
///
/// assert_eq!(scrubbed_search(&format!("?page=2&{PARAMETER}=e30")), "?page=2");
/// ```
#[must_use]
pub fn scrubbed_search(search: &str) -> String {
    let mut kept = String::new();
    for pair in parameters(search.strip_prefix('?').unwrap_or(search)).filter(|pair| !is_ours(pair))
    {
        kept.push(if kept.is_empty() { '?' } else { '&' });
        kept.push_str(pair);
    }
    kept
}

fn query_of(after_origin: &str) -> &str {
    split_once(after_origin, b'?').map_or("", |(_, query)| query)
}

fn parameters(query: &str) -> impl Iterator<Item = &str> {
    split(query, b'&').filter(|pair| !pair.is_empty())
}

fn is_ours(pair: &str) -> bool {
    split(pair, b'=').next() == Some(PARAMETER)
}
