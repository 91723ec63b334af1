//! What happens to a launch, and what is to be done about it.

use super::super::error::LaunchError;

/// How long things may take, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The whole launch.
    pub timeout: u32,
    /// From the window reading closed to giving up.
    pub lost: u32,
    /// From a proxy's goodbye to believing it.
    pub goodbye: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            timeout: 15 * 60 * 1000,
            lost: 3 * 60 * 1000,
            goodbye: 500,
        }
    }
}

/// A timer of the launch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// [`Limits::timeout`].
    Overall,
    /// [`Limits::lost`].
    Lost,
    /// [`Limits::goodbye`].
    Goodbye,
}

/// What an app is told while it waits.
///
/// ```
/// use launch_complete::launch::{Launch, LaunchAction, LaunchEvent, LaunchStatus, Limits, Timer};
///
/// let mut launch = Launch::new(Limits::default(), false);
/// launch.handle(LaunchEvent::Opened);
/// let actions = launch.handle(LaunchEvent::Timeout(Timer::Overall));
/// assert!(actions.iter().any(|action| matches!(action, LaunchAction::Fail(error) if error.code() == "TIMEOUT")));
/// assert!(launch.is_done());
/// assert_eq!(LaunchStatus::Lost.as_str(), "lost");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LaunchStatus {
    /// The window is open, its URL is being fetched.
    Opening,
    /// The customer is at it.
    Waiting,
    /// The window reads closed; that may be true.
    Lost,
    /// It reads open again, or its proxy page has spoken.
    Found,
}

impl LaunchStatus {
    /// The word for it in the JavaScript API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Waiting => "waiting",
            Self::Lost => "lost",
            Self::Found => "found",
        }
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LaunchEvent {
    /// The window was opened.
    Opened,
    /// The browser gave no window.
    Blocked,
    /// The launch URL is known and the window was sent there.
    Pointed,
    /// The launch URL could not be had.
    UrlFailed,
    /// What `popup.closed` reads.
    Closed(bool),
    /// The proxy page greeted.
    ProxyHello,
    /// The proxy page is being left.
    ProxyGoodbye,
    /// The proxy page makes way for the marketplace: from here on it is a direct launch.
    ProxyDirect,
    /// A timer ran out.
    Timeout(Timer),
    /// The result was accepted.
    Accepted,
    /// The app closed the handle.
    Close,
    /// The app's signal was aborted.
    Abort,
}

/// What to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LaunchAction {
    /// Start a timer, in milliseconds.
    Start(Timer, u32),
    /// Stop a timer.
    Stop(Timer),
    /// Tell the app.
    Status(LaunchStatus),
    /// Ask the proxy page whether it is still here; it greets.
    AskProxy,
    /// Close the window.
    CloseWindow,
    /// End with an error: let go of every listener, timer and record.
    Fail(LaunchError),
    /// End with the signal's reason, in the same way.
    FailWithReason,
}
