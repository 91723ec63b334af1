//! What the pages of a launch saw, for the picture that the host app draws of it.
//!
//! The app's window sees only its own side. What a popup or a frame saw, each page tells the server of its own
//! site, and the app asks the server of its own: no page has to trust another origin, no policy is loosened, and
//! the library is only watched from outside. Everything but the times is a word of a fixed list, so neither a
//! result nor a webhook URL can be written down here, whatever a page sends.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use crate::site::Site;

/// How many lines are remembered; the oldest go first.
const KEPT: usize = 2000;

/// One thing that one page saw.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Seen {
    /// The number that the app gave to this launch's picture: 16 hex digits.
    launch: String,
    /// When, in milliseconds since 1970, by the page's own clock.
    at: f64,
    place: Place,
    page: Page,
    kind: Kind,
    /// Whether `window.opener` is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    opener: Option<bool>,
    /// How long it took, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    took: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    state: Option<State>,
    /// An error's code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    /// The status of an answer; 0 where none came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
}

/// Where a page is shown.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Place {
    Popup,
    Frame,
}

/// Which page.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Page {
    Choose,
    Connect,
    Install,
    Complete,
    Build,
    Proxy,
    Landing,
}

/// What happened there.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Shown,
    Greeted,
    State,
    HandedOff,
    Left,
}

/// What the library says on a page.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
enum State {
    Asking,
    Framed,
    Ready,
    Sending,
    Delivering,
    Delivered,
    Sent,
    Redirecting,
    Refused,
    Failed,
}

impl Seen {
    /// Whether its two texts are what they should be.
    pub(crate) fn is_valid(&self) -> bool {
        let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let letter = |byte: u8| byte.is_ascii_uppercase() || byte == b'_';
        self.launch.len() == 16
            && self.launch.bytes().all(digit)
            && self
                .code
                .as_ref()
                .is_none_or(|code| code.len() <= 40 && code.bytes().all(letter))
    }
}

/// A line with its number and the site whose page saw it: that is known, not claimed.
#[derive(Clone, Debug, Serialize)]
struct Line {
    number: u64,
    site: &'static str,
    #[serde(flatten)]
    seen: Seen,
}

/// The lines after a number.
#[derive(Debug, Serialize)]
pub(crate) struct News {
    /// The number of the newest line; 0 where there is none.
    last: u64,
    seen: Vec<Line>,
}

/// What pages saw, until the server ends. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    lines: Arc<Mutex<VecDeque<Line>>>,
    last: watch::Sender<u64>,
}

impl Trace {
    /// Everything remembered, as `GET /api/trace` gives it.
    #[must_use]
    pub fn json(&self) -> String {
        serde_json::to_string(&self.after(0)).unwrap_or_default()
    }

    pub(crate) fn add(&self, site: Site, seen: Seen) {
        let mut lines = self.locked();
        if lines.len() == KEPT {
            lines.pop_front();
        }
        let number = *self.last.borrow() + 1;
        let site = match site {
            Site::Host => "host",
            Site::Marketplace => "marketplace",
        };
        lines.push_back(Line { number, site, seen });
        self.last.send_replace(number);
    }

    /// What came after a number; everything, where the number is of an earlier run of the server.
    pub(crate) fn after(&self, number: u64) -> News {
        let lines = self.locked();
        let last = *self.last.borrow();
        let known = if number > last { 0 } else { number };
        let seen = lines.iter().filter(|line| line.number > known);
        News {
            last,
            seen: seen.cloned().collect(),
        }
    }

    /// Waits until there is something else than this number as the newest.
    pub(crate) async fn changed(&self, number: u64) {
        // It cannot end: this is its sender.
        let _ = self.last.subscribe().wait_for(|last| *last != number).await;
    }

    fn locked(&self) -> MutexGuard<'_, VecDeque<Line>> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
