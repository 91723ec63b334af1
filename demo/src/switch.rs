//! One fault that a site can be told to answer with.

use std::{collections::BTreeMap, fmt, time::Duration};

use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use serde::{Deserialize, Serialize};

/// The longest delay: a switch must not hold a connection for good.
const LONGEST: Duration = Duration::from_secs(60);

/// What a site does differently for the paths that begin with a prefix.
///
/// `GET /api/switches` lists a site's switches and `PUT /api/switches` replaces them all, from pages of the
/// same origin only. That path itself obeys no switch. The JSON is a list of objects; all but `prefix` may
/// be left out:
///
/// ```
/// use launch_complete_demo::Switch;
///
/// let switch: Switch = serde_json::from_str(r#"{
///     "prefix": "/marketplace/complete.html",
///     "method": "GET",
///     "headers": {
///         "cross-origin-opener-policy": "same-origin",
///         "content-security-policy": null
///     },
///     "status": 503,
///     "delayMs": 200,
///     "dropReply": true,
///     "times": 2
/// }"#).unwrap();
///
/// assert_eq!(
///     switch,
///     Switch::on("/marketplace/complete.html")
///         .method("GET")
///         .header("cross-origin-opener-policy", "same-origin")
///         .without_header("content-security-policy")
///         .status(503)
///         .delay_ms(200)
///         .drop_reply()
///         .times(2)
/// );
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Switch {
    pub(crate) prefix: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) method: Option<String>,
    #[serde(default)]
    pub(crate) headers: BTreeMap<String, Option<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<u16>,
    #[serde(default)]
    pub(crate) delay_ms: u64,
    #[serde(default)]
    pub(crate) drop_reply: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) times: Option<u32>,
}

impl Switch {
    /// A switch for all paths that begin with `prefix`; it does nothing yet.
    #[must_use]
    pub fn on(prefix: impl Into<String>) -> Self {
        Self {
            prefix: prefix.into(),
            ..Self::default()
        }
    }

    /// Only requests with this method.
    #[must_use]
    pub fn method(mut self, method: impl Into<String>) -> Self {
        self.method = Some(method.into());
        self
    }

    /// Sets a response header, in place of the site's own.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.insert(name.into(), Some(value.into()));
        self
    }

    /// Leaves a response header out.
    #[must_use]
    pub fn without_header(mut self, name: impl Into<String>) -> Self {
        self.headers.insert(name.into(), None);
        self
    }

    /// Answers with this status and does nothing else: the request is not handled.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// Waits before the request is handled.
    #[must_use]
    pub fn delay_ms(mut self, delay: u64) -> Self {
        self.delay_ms = delay;
        self
    }

    /// Handles the request, then ends the connection instead of answering.
    ///
    /// A browser may repeat the request by itself where the connection had been used before.
    #[must_use]
    pub fn drop_reply(mut self) -> Self {
        self.drop_reply = true;
        self
    }

    /// Ends itself after so many requests.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    pub(crate) fn matches(&self, method: &Method, path: &str) -> bool {
        self.times != Some(0)
            && path.starts_with(&self.prefix)
            && self
                .method
                .as_ref()
                .is_none_or(|wanted| wanted == method.as_str())
    }

    /// Whether it is the other one, whatever is left of either.
    pub(crate) fn is_same_fault(&self, other: &Self) -> bool {
        let times = other.times;
        self.times.is_some() == times.is_some()
            && *other
                == Self {
                    times,
                    ..self.clone()
                }
    }

    pub(crate) fn check(&self) -> Result<(), SwitchError> {
        let header = |(name, value): (&String, &Option<String>)| {
            HeaderName::try_from(name).is_ok()
                && value
                    .as_ref()
                    .is_none_or(|value| HeaderValue::try_from(value).is_ok())
        };
        let wrong = if !self.prefix.starts_with('/') {
            "prefix: must begin with /"
        } else if !self.headers.iter().all(header) {
            "headers: a name or a value no header can have"
        } else if self
            .status
            .is_some_and(|status| status < 200 || StatusCode::from_u16(status).is_err())
        {
            "status: must be from 200 to 999"
        } else if Duration::from_millis(self.delay_ms) > LONGEST {
            "delayMs: at most 60000"
        } else {
            return Ok(());
        };
        Err(SwitchError(wrong))
    }
}

/// Why a switch cannot be set: the field and what belongs there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SwitchError(&'static str);

impl fmt::Display for SwitchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for SwitchError {}
