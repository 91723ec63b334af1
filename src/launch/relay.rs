//! The state machine of the proxy page and the landing page: one text in, to the app, to the back end, or
//! both.
//!
//! The app comes first, because it can refuse: a result that is not of this launch must not be stored.
//! The one before us is answered only when this is over.

use super::protocol::Answer;

/// Where a relay delivers to.
///
/// ```
/// use launch_complete::launch::Sinks;
///
/// assert_eq!(Sinks::parse("opener backend"), Some(Sinks { app: true, back_end: true }));
/// assert_eq!(Sinks::parse("window"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sinks {
    /// The app's window, by its channel or as our opener.
    pub app: bool,
    /// The host's back end.
    pub back_end: bool,
}

impl Sinks {
    /// Reads `opener`, `backend` or both, as in `data-deliver-to`. An empty text means `opener`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut sinks = Self {
            app: text.trim_ascii().is_empty(),
            back_end: false,
        };
        for word in text.split_ascii_whitespace() {
            match word {
                "opener" => sinks.app = true,
                "backend" => sinks.back_end = true,
                _ => return None,
            }
        }
        Some(sinks)
    }
}

/// What the relay sees of the app, in the order in which it is tried.
///
/// ```
/// use launch_complete::launch::{Reach, Relay, RelayAction, RelayEvent, Sinks};
///
/// let mut relay = Relay::new(Sinks { app: true, back_end: false }, true, true);
/// let actions = relay.handle(RelayEvent::Start(vec![Reach::Channel, Reach::Opener]));
/// assert_eq!(actions, [RelayAction::Send(Reach::Channel)]);
/// assert!(relay.is_running());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// By the channel, named by launch id.
    Channel,
    /// As our opener.
    Opener,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RelayEvent {
    /// A checked text is here. `reaches` are the ways to the app that exist, best first.
    Start(Vec<Reach>),
    /// The app answered.
    Answer(Answer),
    /// The app did not answer in time.
    Silent,
    /// Nothing was sent: the browser refused the post, or the way is gone.
    NotSent,
    /// The back end has it.
    Stored(u16),
    /// The back end will not have it: its status, or none where it was never reached.
    NotStored(Option<u16>),
}

/// What to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RelayAction {
    /// Send the text to the app this way and wait for the answer.
    Send(Reach),
    /// Hand the text to the back end.
    HandOff,
    /// It is over.
    Finish(RelayReport),
}

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RelayReport {
    /// The app acknowledged it, or the back end stored it.
    Delivered {
        /// The app acknowledged.
        app: bool,
        /// The back end's answer, where it stored it.
        back_end: Option<u16>,
    },
    /// Our opener is alive but did not answer, as a plain host does not, and that was allowed.
    Sent,
    /// The app refused it.
    Refused(String),
    /// Nobody has it.
    Failed(&'static str),
}

/// Relays one text.
///
/// ```
/// use launch_complete::launch::{Relay, RelayAction, RelayEvent, RelayReport, Sinks};
/// use launch_complete::launch::protocol::Answer;
///
/// let mut relay = Relay::new(Sinks::parse("opener backend").unwrap(), true, true);
/// assert!(matches!(relay.handle(RelayEvent::Start(vec![]))[..], [RelayAction::HandOff]));
/// assert_eq!(
///     relay.handle(RelayEvent::Stored(201)),
///     [RelayAction::Finish(RelayReport::Delivered { app: false, back_end: Some(201) })],
/// );
/// ```
#[derive(Clone, Debug)]
pub struct Relay {
    sinks: Sinks,
    must_answer: bool,
    bound: bool,
    reaches: Vec<Reach>,
    app: App,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Idle,
    /// The app was sent the text.
    Asking,
    /// The back end is being given it.
    HandingOff,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum App {
    Unknown,
    Acknowledged,
    Posted,
    Unreachable,
}

impl Relay {
    /// A relay to these sinks. Where `must_answer` is not set, a live opener that is silent is enough.
    /// Where `bound` is not set, it is not known that a launch waits for this text: anybody can call a
    /// landing page with one, so nothing is stored before the app has said that it is its own.
    #[must_use]
    pub fn new(sinks: Sinks, must_answer: bool, bound: bool) -> Self {
        Self {
            sinks,
            must_answer,
            bound,
            reaches: Vec::new(),
            app: App::Unknown,
            state: State::Idle,
        }
    }

    /// Whether a text is on its way.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.state != State::Idle
    }

    /// Takes an event and says what to do, in this order.
    pub fn handle(&mut self, event: RelayEvent) -> Vec<RelayAction> {
        match event {
            RelayEvent::Start(mut reaches) => {
                if self.is_running() {
                    return Vec::new();
                }
                self.state = State::Asking;
                self.app = App::Unknown;
                reaches.reverse();
                // A text that may be forged is shown to the app even where only the back end wants it.
                let ask = self.sinks.app || !self.bound;
                self.reaches = if ask { reaches } else { Vec::new() };
                self.next_reach(None)
            }
            RelayEvent::Answer(Answer::Acknowledged) if self.state == State::Asking => {
                self.app = App::Acknowledged;
                self.after_app()
            }
            // While the back end is at it the answer counts, and changes nothing. (A start forgets it.)
            RelayEvent::Answer(Answer::Acknowledged) => {
                self.app = App::Acknowledged;
                Vec::new()
            }
            RelayEvent::Answer(Answer::Refused(code)) if self.state == State::Asking => {
                self.finish(RelayReport::Refused(code))
            }
            RelayEvent::Silent if self.state == State::Asking => {
                let tried = self.reaches.pop();
                self.next_reach(tried)
            }
            RelayEvent::NotSent if self.state == State::Asking => {
                self.reaches.pop();
                self.next_reach(None)
            }
            _ if self.state != State::HandingOff => Vec::new(),
            RelayEvent::Stored(status) => {
                let app = self.app == App::Acknowledged;
                self.finish(RelayReport::Delivered {
                    app,
                    back_end: Some(status),
                })
            }
            RelayEvent::NotStored(_) => match self.app {
                // The app has it and can store it itself; failing now would deliver it twice.
                App::Acknowledged => self.finish(RelayReport::Delivered {
                    app: true,
                    back_end: None,
                }),
                App::Posted => self.finish(RelayReport::Sent),
                App::Unknown | App::Unreachable => {
                    self.finish(RelayReport::Failed("BACKEND_FAILED"))
                }
            },
            RelayEvent::Answer(_) | RelayEvent::Silent | RelayEvent::NotSent => Vec::new(),
        }
    }

    /// `silent` is the reach that did not answer. A posted message cannot be taken back, so an opener that
    /// was posted to has the text, answer or not.
    fn next_reach(&mut self, silent: Option<Reach>) -> Vec<RelayAction> {
        if silent == Some(Reach::Opener) && !self.must_answer {
            self.app = App::Posted;
            return self.after_app();
        }
        match self.reaches.last() {
            Some(reach) => vec![RelayAction::Send(*reach)],
            None => {
                self.app = App::Unreachable;
                self.after_app()
            }
        }
    }

    fn after_app(&mut self) -> Vec<RelayAction> {
        if self.sinks.back_end && (self.bound || self.app == App::Acknowledged) {
            self.state = State::HandingOff;
            return vec![RelayAction::HandOff];
        }
        match self.app {
            App::Acknowledged => self.finish(RelayReport::Delivered {
                app: true,
                back_end: None,
            }),
            App::Posted => self.finish(RelayReport::Sent),
            App::Unknown | App::Unreachable => self.finish(RelayReport::Failed(if self.bound {
                "NOT_ACKNOWLEDGED"
            } else {
                "LAUNCH_UNKNOWN"
            })),
        }
    }

    fn finish(&mut self, report: RelayReport) -> Vec<RelayAction> {
        self.state = State::Idle;
        vec![RelayAction::Finish(report)]
    }
}
