//! How a launch ends for the app that started it.
//!
//! | what is seen | what is said |
//! | --- | --- |
//! | the browser opened no window | `BLOCKED` |
//! | `popup.closed` reads true | status `lost`; a late result still counts; after `lost_limit` `CLOSED` |
//! | the proxy page, seen open, says goodbye, the window reads closed, no new hello for 500 ms | `CLOSED` |
//! | nothing arrives in time | `TIMEOUT` |
//!
//! `popup.closed` proves nothing: a page on the way that sends `Cross-Origin-Opener-Policy` makes it read
//! true while the window is open.

mod event;

pub use self::event::{LaunchAction, LaunchEvent, LaunchStatus, Limits, Timer};
use super::error::LaunchError;

/// One launch.
///
/// ```
/// use launch_complete::launch::{Launch, LaunchAction, LaunchEvent, LaunchStatus, Limits};
///
/// let mut launch = Launch::new(Limits::default(), false);
/// launch.handle(LaunchEvent::Opened);
/// let actions = launch.handle(LaunchEvent::Closed(true));
/// assert!(actions.contains(&LaunchAction::Status(LaunchStatus::Lost)));
/// // A result that was accepted wins over everything that comes later.
/// launch.handle(LaunchEvent::Accepted);
/// assert!(launch.handle(LaunchEvent::Close).is_empty());
/// ```
#[derive(Clone, Debug)]
pub struct Launch {
    limits: Limits,
    by_proxy: bool,
    lost: bool,
    /// The proxy page has greeted and not said goodbye.
    proxy_here: bool,
    /// The window read open while its proxy page was here: the handle tells the truth about it.
    seen_open: bool,
    /// How often in a row the window read closed while its proxy page was here.
    lies: u32,
    /// The proxy page was asked whether it is still here.
    asked: bool,
    proxy_gone: bool,
    goodbye_believed: bool,
    window_closed: bool,
    done: bool,
}

impl Launch {
    /// A launch, by way of a proxy page or not.
    #[must_use]
    pub fn new(limits: Limits, by_proxy: bool) -> Self {
        Self {
            limits,
            by_proxy,
            lost: false,
            proxy_here: false,
            seen_open: false,
            lies: 0,
            asked: false,
            proxy_gone: false,
            goodbye_believed: false,
            window_closed: false,
            done: false,
        }
    }

    /// Whether it has ended, one way or the other.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.done
    }

    /// Takes an event and says what to do, in this order.
    pub fn handle(&mut self, event: LaunchEvent) -> Vec<LaunchAction> {
        if self.done {
            return Vec::new();
        }
        match event {
            LaunchEvent::Opened => vec![
                LaunchAction::Start(Timer::Overall, self.limits.timeout),
                LaunchAction::Status(LaunchStatus::Opening),
            ],
            LaunchEvent::Pointed => vec![LaunchAction::Status(LaunchStatus::Waiting)],
            LaunchEvent::Blocked => self.fail(LaunchError::Blocked),
            LaunchEvent::UrlFailed => {
                let mut actions = vec![LaunchAction::CloseWindow];
                actions.extend(self.fail(LaunchError::UrlFailed));
                actions
            }
            LaunchEvent::Closed(closed) => self.closed(closed),
            LaunchEvent::ProxyHello => self.proxy_hello(),
            LaunchEvent::ProxyGoodbye if self.by_proxy => {
                self.proxy_here = false;
                self.asked = false;
                self.proxy_gone = true;
                self.goodbye_believed = false;
                vec![LaunchAction::Start(Timer::Goodbye, self.limits.goodbye)]
            }
            LaunchEvent::ProxyGoodbye => Vec::new(),
            LaunchEvent::ProxyDirect => {
                self.by_proxy = false;
                self.proxy_here = false;
                self.asked = false;
                self.proxy_gone = false;
                self.goodbye_believed = false;
                vec![LaunchAction::Stop(Timer::Goodbye)]
            }
            LaunchEvent::Timeout(Timer::Overall) => self.fail(LaunchError::Timeout),
            LaunchEvent::Timeout(Timer::Lost) if self.lost => self.fail(LaunchError::Closed),
            LaunchEvent::Timeout(Timer::Lost) => Vec::new(),
            LaunchEvent::Timeout(Timer::Goodbye) if self.asked => {
                self.asked = false;
                self.proxy_here = false;
                if self.lost {
                    Vec::new()
                } else {
                    self.become_lost()
                }
            }
            LaunchEvent::Timeout(Timer::Goodbye) => {
                self.goodbye_believed = self.proxy_gone;
                self.believe_goodbye()
            }
            LaunchEvent::Accepted => {
                self.done = true;
                Vec::new()
            }
            LaunchEvent::Close => {
                let mut actions = vec![LaunchAction::CloseWindow];
                actions.extend(self.fail(LaunchError::Closed));
                actions
            }
            LaunchEvent::Abort => {
                self.done = true;
                vec![LaunchAction::CloseWindow, LaunchAction::FailWithReason]
            }
        }
    }

    fn closed(&mut self, closed: bool) -> Vec<LaunchAction> {
        self.window_closed = closed;
        if self.goodbye_believed && closed {
            return self.believe_goodbye();
        }
        if self.proxy_here || self.asked {
            return self.doubt(closed);
        }
        match (self.lost, closed) {
            (false, true) => self.become_lost(),
            (true, false) => self.found(),
            _ => Vec::new(),
        }
    }

    /// The proxy spoke, so the window is there, or was, whatever the handle reads now. Reading closed once
    /// means nothing: the window may be closing and its goodbye on the way. After that the proxy is asked,
    /// now and then, because a window that crashed says no goodbye.
    fn doubt(&mut self, closed: bool) -> Vec<LaunchAction> {
        const ASK_EVERY: u32 = 10;
        self.lies = if closed { self.lies + 1 } else { 0 };
        self.seen_open |= !closed;
        if self.asked || self.lies % ASK_EVERY != 2 {
            return Vec::new();
        }
        self.asked = true;
        vec![
            LaunchAction::AskProxy,
            LaunchAction::Start(Timer::Goodbye, self.limits.goodbye),
        ]
    }

    fn proxy_hello(&mut self) -> Vec<LaunchAction> {
        self.proxy_here = true;
        self.asked = false;
        self.proxy_gone = false;
        self.goodbye_believed = false;
        let mut actions = vec![LaunchAction::Stop(Timer::Goodbye)];
        if self.lost {
            actions.extend(self.found());
        }
        actions
    }

    fn found(&mut self) -> Vec<LaunchAction> {
        self.lost = false;
        vec![
            LaunchAction::Stop(Timer::Lost),
            LaunchAction::Status(LaunchStatus::Found),
        ]
    }

    /// Goodbye and a window that reads closed: the one way to know, where the handle was seen to tell the
    /// truth. One that read closed while the proxy spoke, or was never seen open, may be cut off and proves
    /// nothing; a slow reload looks the same.
    fn believe_goodbye(&mut self) -> Vec<LaunchAction> {
        if !self.goodbye_believed || !self.window_closed {
            return Vec::new();
        }
        if self.seen_open && self.lies < 2 {
            return self.fail(LaunchError::Closed);
        }
        if self.lost {
            return Vec::new();
        }
        self.become_lost()
    }

    fn become_lost(&mut self) -> Vec<LaunchAction> {
        self.lost = true;
        vec![
            LaunchAction::Start(Timer::Lost, self.limits.lost),
            LaunchAction::Status(LaunchStatus::Lost),
        ]
    }

    fn fail(&mut self, error: LaunchError) -> Vec<LaunchAction> {
        self.done = true;
        vec![LaunchAction::Fail(error)]
    }
}
