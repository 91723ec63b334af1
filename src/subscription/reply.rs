//! What a subscriber answers.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::error::EventError;

/// One reason for a rejection.
///
/// ```
/// use launch_complete::subscription::Detail;
///
/// let detail = Detail::new("locationId", "is missing");
/// assert_eq!((detail.property.as_str(), detail.message.as_str()), ("locationId", "is missing"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    /// The property that failed.
    pub property: String,
    /// What is wrong with it, for a person.
    pub message: String,
}

impl Detail {
    /// One reason.
    #[must_use]
    pub fn new(property: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            property: property.into(),
            message: message.into(),
        }
    }
}

/// A status and a body, ready to be sent. Bodies are JSON.
///
/// ```
/// use launch_complete::subscription::{Detail, Reply};
///
/// assert_eq!(Reply::accepted().status(), 204);
/// let rejected = Reply::rejected([Detail::new("locationId", "is not in our region")]);
/// assert_eq!(rejected.status(), 422);
/// assert!(rejected.body().contains(r#""details":[{"property":"locationId","#));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    status: u16,
    body: Cow<'static, str>,
}

impl Reply {
    /// What the body is, where there is one.
    pub const CONTENT_TYPE: &'static str = "application/json";

    /// Accepted: 204, which is success for every event. For a validation only 200 and 204 are.
    #[must_use]
    pub fn accepted() -> Self {
        Self::fixed(204, "")
    }

    /// Rejected: 422 with the reasons, which the marketplace passes on to whoever asked for the installation.
    #[must_use]
    pub fn rejected(details: impl IntoIterator<Item = Detail>) -> Self {
        #[derive(Serialize)]
        struct Body {
            code: &'static str,
            message: &'static str,
            details: Vec<Detail>,
        }
        Self::written(
            422,
            &Body {
                code: "REJECTED",
                message: "the installation is rejected",
                details: details.into_iter().collect(),
            },
        )
    }

    /// Not now: 503. It is never remembered, so the same event may be sent again.
    #[must_use]
    pub fn unavailable() -> Self {
        Self::fixed(
            503,
            r#"{"code":"UNAVAILABLE","message":"not done: send it again later"}"#,
        )
    }

    /// The one answer to everybody who is not the marketplace.
    #[must_use]
    pub fn unauthorized() -> Self {
        Self::fixed(
            401,
            r#"{"code":"UNAUTHORIZED","message":"the request is not authentic"}"#,
        )
    }

    pub(crate) fn too_large() -> Self {
        Self::fixed(
            413,
            r#"{"code":"BODY_TOO_LARGE","message":"the body is too long"}"#,
        )
    }

    pub(crate) fn malformed(error: &EventError) -> Self {
        #[derive(Serialize)]
        struct Body {
            code: &'static str,
            message: String,
        }
        Self::written(
            400,
            &Body {
                code: error.code(),
                message: error.message(),
            },
        )
    }

    /// A reply that was stored: what an [`Inbox`](super::Inbox) on a database makes of its row.
    #[must_use]
    pub fn stored(status: u16, body: impl Into<String>) -> Self {
        Self {
            status,
            body: Cow::Owned(body.into()),
        }
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The JSON text, or an empty one.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }

    /// Whether a repeat of the event gets this reply again. A 5xx says that nothing was decided.
    ///
    /// ```
    /// use launch_complete::subscription::Reply;
    ///
    /// assert!(Reply::accepted().is_final());
    /// assert!(!Reply::unavailable().is_final());
    /// assert_eq!(Reply::CONTENT_TYPE, "application/json");
    /// ```
    #[must_use]
    pub fn is_final(&self) -> bool {
        self.status < 500
    }

    fn fixed(status: u16, body: &'static str) -> Self {
        Self {
            status,
            body: Cow::Borrowed(body),
        }
    }

    fn written(status: u16, body: &impl Serialize) -> Self {
        // Texts under fixed keys: nothing here can fail.
        Self::stored(status, serde_json::to_string(body).unwrap_or_default())
    }
}
