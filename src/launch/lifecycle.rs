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
        let mut actions = Actions(Vec::new());
        if !self.done {
            self.decide(event, &mut actions);
        }
        actions.0
    }

    fn decide(&mut self, event: LaunchEvent, actions: &mut Actions) {
        match event {
            LaunchEvent::Opened => {
                actions.push(LaunchAction::Start(Timer::Overall, self.limits.timeout));
                actions.push(LaunchAction::Status(LaunchStatus::Opening));
            }
            LaunchEvent::Pointed => actions.push(LaunchAction::Status(LaunchStatus::Waiting)),
            LaunchEvent::Blocked => self.fail(LaunchError::Blocked, actions),
            LaunchEvent::UrlFailed => {
                actions.push(LaunchAction::CloseWindow);
                self.fail(LaunchError::UrlFailed, actions);
            }
            LaunchEvent::Closed(closed) => self.closed(closed, actions),
            LaunchEvent::ProxyHello => {
                self.proxy_spoke(actions);
                self.proxy_here = true;
                if self.lost {
                    self.found(actions);
                }
            }
            LaunchEvent::ProxyGoodbye if self.by_proxy => {
                self.proxy_here = false;
                self.asked = false;
                self.proxy_gone = true;
                self.goodbye_believed = false;
                actions.push(LaunchAction::Start(Timer::Goodbye, self.limits.goodbye));
            }
            LaunchEvent::ProxyGoodbye => {}
            LaunchEvent::ProxyDirect => {
                self.proxy_spoke(actions);
                self.by_proxy = false;
            }
            LaunchEvent::Timeout(Timer::Overall) => self.fail(LaunchError::Timeout, actions),
            LaunchEvent::Timeout(Timer::Lost) => {
                if self.lost {
                    self.fail(LaunchError::Closed, actions);
                }
            }
            LaunchEvent::Timeout(Timer::Goodbye) if self.asked => {
                self.asked = false;
                self.proxy_here = false;
                self.become_lost(actions);
            }
            LaunchEvent::Timeout(Timer::Goodbye) => {
                self.goodbye_believed = self.proxy_gone;
                self.believe_goodbye(actions);
            }
            LaunchEvent::Accepted => self.done = true,
            LaunchEvent::Close => {
                actions.push(LaunchAction::CloseWindow);
                self.fail(LaunchError::Closed, actions);
            }
            LaunchEvent::Abort => {
                self.done = true;
                actions.push(LaunchAction::CloseWindow);
                actions.push(LaunchAction::FailWithReason);
            }
        }
    }

    fn closed(&mut self, closed: bool, actions: &mut Actions) {
        self.window_closed = closed;
        if self.goodbye_believed && closed {
            self.believe_goodbye(actions);
        } else if self.proxy_here || self.asked {
            self.doubt(closed, actions);
        } else if closed {
            self.become_lost(actions);
        } else if self.lost {
            self.found(actions);
        }
    }

    /// The proxy spoke, so the window is there, or was, whatever the handle reads now. Reading closed once
    /// means nothing: the window may be closing and its goodbye on the way. After that the proxy is asked,
    /// now and then, because a window that crashed says no goodbye.
    fn doubt(&mut self, closed: bool, actions: &mut Actions) {
        const ASK_EVERY: u32 = 10;
        self.lies = if closed { self.lies + 1 } else { 0 };
        self.seen_open |= !closed;
        if !self.asked && self.lies % ASK_EVERY == 2 {
            self.asked = true;
            actions.push(LaunchAction::AskProxy);
            actions.push(LaunchAction::Start(Timer::Goodbye, self.limits.goodbye));
        }
    }

    /// It is not gone, nor asked any more; nor here, unless that is what it said.
    fn proxy_spoke(&mut self, actions: &mut Actions) {
        self.proxy_here = false;
        self.asked = false;
        self.proxy_gone = false;
        self.goodbye_believed = false;
        actions.push(LaunchAction::Stop(Timer::Goodbye));
    }

    fn found(&mut self, actions: &mut Actions) {
        self.lost = false;
        actions.push(LaunchAction::Stop(Timer::Lost));
        actions.push(LaunchAction::Status(LaunchStatus::Found));
    }

    /// Goodbye and a window that reads closed: the one way to know, where the handle was seen to tell the
    /// truth. One that read closed while the proxy spoke, or was never seen open, may be cut off and proves
    /// nothing; a slow reload looks the same.
    fn believe_goodbye(&mut self, actions: &mut Actions) {
        if !self.goodbye_believed || !self.window_closed {
            return;
        }
        if self.seen_open && self.lies < 2 {
            self.fail(LaunchError::Closed, actions);
        } else {
            self.become_lost(actions);
        }
    }

    fn become_lost(&mut self, actions: &mut Actions) {
        if !self.lost {
            self.lost = true;
            actions.push(LaunchAction::Start(Timer::Lost, self.limits.lost));
            actions.push(LaunchAction::Status(LaunchStatus::Lost));
        }
    }

    fn fail(&mut self, error: LaunchError, actions: &mut Actions) {
        self.done = true;
        actions.push(LaunchAction::Fail(error));
    }
}

/// What is to be done, as far as it is known.
struct Actions(Vec<LaunchAction>);

impl Actions {
    // Once, not at each of its many calls: the page is weighed in kilobytes.
    #[inline(never)]
    fn push(&mut self, action: LaunchAction) {
        self.0.push(action);
    }
}
