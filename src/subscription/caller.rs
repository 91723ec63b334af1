//! The marketplace's side: what becomes of a subscriber's answer to a validation.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::json;
use super::reply::Detail;

/// How many details are passed on. A form has fewer fields.
pub const MAX_DETAILS: usize = 100;

/// What the caller of an installation gets when a subscriber rejected it: always 400, whatever the subscriber's
/// own status was.
///
/// ```
/// use launch_complete::subscription::{CallerError, Detail, Reply};
///
/// let reply = Reply::rejected([Detail::new("propertyValue", "...")]);
/// let error = CallerError::from_answer(reply.status(), reply.body().as_bytes(), "2019-10-15T17:00:00.000Z");
/// assert_eq!(
///     error.unwrap().to_json(),
///     concat!(
///         r#"{"status":400,"timestamp":"2019-10-15T17:00:00.000Z","#,
///         r#""message":"Installation payload validation failed","#,
///         r#""details":[{"property":"propertyValue","message":"..."}]}"#,
///     ),
/// );
/// assert!(CallerError::from_answer(204, b"", "2019-10-15T17:00:00.000Z").is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CallerError {
    status: u16,
    timestamp: String,
    message: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<Vec<Detail>>,
}

impl CallerError {
    /// Reads a subscriber's answer: `None` where it accepts, which is 200 or 204 and nothing else.
    ///
    /// The subscriber is another party. Of its body only `details` is used, of that only the items with a text
    /// as `property` and as `message`, and of those only these two.
    #[must_use]
    pub fn from_answer(status: u16, body: &[u8], timestamp: impl Into<String>) -> Option<Self> {
        if matches!(status, 200 | 204) {
            return None;
        }
        Some(Self {
            status: 400,
            timestamp: timestamp.into(),
            message: "Installation payload validation failed",
            details: details(body),
        })
    }

    /// What is passed on, or `None` where the subscriber gave nothing that is well formed.
    ///
    /// ```
    /// use launch_complete::subscription::{CallerError, MAX_DETAILS};
    ///
    /// let answer = br#"{"details":[{"property":"a","message":"b","secret":"c"}]}"#;
    /// let error = CallerError::from_answer(409, answer, "2019-10-15T17:00:00.000Z").unwrap();
    /// let details = error.details().unwrap();
    /// assert_eq!(details[0].property, "a");
    /// assert!(details.len() <= MAX_DETAILS);
    /// ```
    #[must_use]
    pub fn details(&self) -> Option<&[Detail]> {
        self.details.as_deref()
    }

    /// The body of the caller's error response, whose status is 400.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Texts under fixed keys: nothing here can fail.
        serde_json::to_string(self).unwrap_or_default()
    }
}

#[derive(Deserialize)]
struct Answer<'a> {
    #[serde(borrow)]
    details: Option<Vec<&'a RawValue>>,
}

fn details(body: &[u8]) -> Option<Vec<Detail>> {
    let body = core::str::from_utf8(body).ok()?;
    if !body.trim_start().starts_with('{') || json::check(body).is_err() {
        return None;
    }
    let answer: Answer<'_> = serde_json::from_str(body).ok()?;
    let items = answer.details?.into_iter();
    let details: Vec<Detail> = items.filter_map(detail).take(MAX_DETAILS).collect();
    (!details.is_empty()).then_some(details)
}

/// A derived reader takes a list for an object, too.
fn detail(item: &RawValue) -> Option<Detail> {
    let object = item.get().starts_with('{');
    object.then(|| serde_json::from_str(item.get()).ok())?
}
