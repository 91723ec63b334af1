//! The webhooks of a cycle; their URLs are secrets.

use core::fmt;

use super::rule::is_web_url;
use super::value::{Fields, debug_with_shape};

/// A webhook of a cycle.
#[derive(Clone, PartialEq)]
pub struct Webhook {
    /// The step of the cycle it belongs to.
    pub step_name: Option<String>,
    /// Where to send data.
    pub url: WebhookUrl,
    /// Every other field.
    pub other: Fields,
}

debug_with_shape! {
    Webhook { step_name, url }
}

/// The URL of a webhook: whoever has it may post to it, so it is a secret.
///
/// `Debug` shows nothing of it and there is no `Display`; [`WebhookUrl::expose`] is the one way in, easy
/// to find in a review.
///
/// ```
/// use launch_complete::launch::WebhookUrl;
///
/// let url = WebhookUrl::parse("https://hooks.example/api/webhook/s3cret").unwrap();
/// assert_eq!(format!("{url:?}"), "WebhookUrl(secret)");
/// assert_eq!(url.expose(), "https://hooks.example/api/webhook/s3cret");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct WebhookUrl(pub(crate) String);

impl WebhookUrl {
    /// An absolute `http` or `https` URL: a scheme, `//`, a host, and nothing a URL cannot hold.
    ///
    /// This is no URL parser. It keeps `javascript:` and the like, white space and control characters
    /// out; whether the host answers is the caller's affair.
    #[must_use]
    pub fn parse(text: impl Into<String>) -> Option<Self> {
        let text = text.into();
        is_web_url(text.chars()).then_some(Self(text))
    }

    /// The URL itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for WebhookUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WebhookUrl(secret)")
    }
}
