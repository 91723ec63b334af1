//! The sender's state machine: one result, at most one delivery, nothing lost.

mod event;

pub use self::event::{Report, SenderAction, SenderEvent};
use super::delivery::{Acknowledgement, Channel, Environment, Options, Step, plan};
use super::error::DeliveryError;
use super::protocol::{self, Answer, Hello};

/// How often a result is posted again because a listener greeted late.
pub const MAX_RESENDS: u32 = 5;

/// How long a redirect may take to leave the page, in milliseconds. A form that a policy forbids and an
/// answer without a page (204) leave it where it is, and nothing says so.
const LEAVE_WITHIN: u32 = 10_000;

/// Sends one text.
///
/// ```
/// use launch_complete::launch::{
///     Channel, Environment, Options, OriginList, Report, Sender, SenderAction, SenderEvent,
///     protocol::Answer,
/// };
///
/// let options = Options { targets: Some(OriginList::parse("https://app.example")?), ..Options::default() };
/// let mut sender = Sender::new(options);
/// sender.load("{}".into());
/// let here = Environment { framed: false, opener: true };
/// let actions = sender.handle(SenderEvent::Deliver(here));
/// assert!(actions.contains(&SenderAction::Post(Channel::Opener)));
/// let actions = sender.handle(SenderEvent::Answer(Answer::Acknowledged));
/// assert!(actions.contains(&SenderAction::Report(Report::Delivered(Channel::Opener))));
/// assert!(actions.contains(&SenderAction::Close));
/// # Ok::<(), launch_complete::launch::OriginError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Sender {
    options: Options,
    text: Option<Text>,
    steps: Vec<Step>,
    framed: bool,
    proxy: bool,
    resends: u32,
    state: State,
}

/// Holds webhook URLs, so `Debug` keeps it to itself.
#[derive(Clone)]
struct Text(String);

impl core::fmt::Debug for Text {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Text(secret)")
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Idle,
    /// Posted to the channel, not answered.
    Waiting(Channel),
    /// Posted, counted as sent, and still able to become delivered.
    Sent(Channel),
    /// Posted, not confirmed in time, and still able to become delivered.
    Unconfirmed(Channel),
    Delivered,
    Redirecting,
    /// Nothing is on its way.
    Failed,
}

impl Sender {
    /// A sender with nothing to send yet.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self {
            options,
            text: None,
            steps: Vec::new(),
            framed: false,
            proxy: false,
            resends: 0,
            state: State::Idle,
        }
    }

    /// Gives it the checked text, and says whether it took it: one that is on its way or delivered is not replaced.
    pub fn load(&mut self, text: String) -> bool {
        let takes = self.may_begin();
        if takes {
            self.text = Some(Text(text));
        }
        takes
    }

    fn may_begin(&self) -> bool {
        matches!(
            self.state,
            State::Idle | State::Failed | State::Unconfirmed(_)
        )
    }

    /// The text, for the edge that posts it.
    #[must_use]
    pub fn text(&self) -> &str {
        self.text.as_ref().map_or("", |text| &text.0)
    }

    /// The options it was made with.
    ///
    /// ```
    /// use launch_complete::launch::{MAX_RESENDS, Options, Sender};
    ///
    /// let sender = Sender::new(Options::default());
    /// assert_eq!(sender.options().timeout, 1_500);
    /// assert!(MAX_RESENDS > 0, "a listener may greet late");
    /// ```
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Takes an event and says what to do, in this order.
    pub fn handle(&mut self, event: SenderEvent<'_>) -> Vec<SenderAction> {
        let mut actions = Vec::new();
        match event {
            SenderEvent::Deliver(environment) => self.deliver(environment, &mut actions),
            SenderEvent::PostFailed => {
                if let State::Waiting(_) = self.state {
                    self.next_step(DeliveryError::NoWindow, &mut actions);
                }
            }
            SenderEvent::Answer(answer) => self.answered(answer, &mut actions),
            SenderEvent::Hello {
                hello,
                origin,
                from,
            } => self.greeted(hello, origin, from, &mut actions),
            SenderEvent::Timeout => self.timed_out(&mut actions),
            SenderEvent::NavigationFailed => {
                if self.state == State::Redirecting {
                    self.fail(DeliveryError::NotRedirected, &mut actions);
                }
            }
            SenderEvent::Restored => {
                if self.state == State::Redirecting {
                    self.state = State::Idle;
                    actions.push(SenderAction::StopTimer);
                    actions.push(SenderAction::Report(Report::Idle));
                }
            }
        }
        actions
    }

    fn deliver(&mut self, environment: Environment, actions: &mut Vec<SenderAction>) {
        if !self.may_begin() {
            return;
        }
        if self.text.is_none() {
            self.fail(super::error::ResultError::Missing.into(), actions);
            return;
        }
        self.framed = environment.framed;
        self.resends = 0;
        match plan(environment, &self.options) {
            Ok(mut steps) => {
                steps.reverse();
                self.steps = steps;
                actions.push(SenderAction::Report(Report::Sending));
                self.next_step(DeliveryError::NoWindow, actions);
            }
            Err(error) => self.fail(error, actions),
        }
    }

    /// Goes the next way, or fails with the reason the last one ended.
    fn next_step(&mut self, reason: DeliveryError, actions: &mut Vec<SenderAction>) {
        match self.steps.pop() {
            Some(Step::Post(channel)) => self.post(channel, actions),
            Some(Step::Redirect) => self.redirect(actions),
            None => self.give_up(reason, actions),
        }
    }

    /// Fails. A text that was posted before is out there; a late answer to it still counts.
    fn give_up(&mut self, error: DeliveryError, actions: &mut Vec<SenderAction>) {
        let posted = match self.state {
            State::Waiting(channel) if error != DeliveryError::NoWindow => Some(channel),
            _ => None,
        };
        self.fail(error, actions);
        if let Some(channel) = posted {
            self.state = State::Unconfirmed(channel);
        }
    }

    fn post(&mut self, channel: Channel, actions: &mut Vec<SenderAction>) {
        self.state = State::Waiting(channel);
        actions.push(SenderAction::Post(channel));
        let wait = match self.options.acknowledgement {
            // Not zero time: a post that throws must be heard of first.
            Acknowledgement::None => 0,
            _ if self.proxy => self.options.proxy_timeout,
            _ => self.options.timeout,
        };
        actions.push(SenderAction::StartTimer(wait));
    }

    fn redirect(&mut self, actions: &mut Vec<SenderAction>) {
        let navigation = match &self.options.redirect {
            Some(redirect) => redirect.navigation(self.text()),
            None => return self.fail(DeliveryError::NoWindow, actions),
        };
        match navigation {
            Ok(navigation) => {
                self.state = State::Redirecting;
                actions.push(SenderAction::StartTimer(LEAVE_WITHIN));
                actions.push(SenderAction::Report(Report::Redirecting));
                actions.push(SenderAction::Navigate(navigation));
            }
            Err(error) => self.give_up(error.into(), actions),
        }
    }

    fn answered(&mut self, answer: Answer, actions: &mut Vec<SenderAction>) {
        let (State::Waiting(channel) | State::Sent(channel) | State::Unconfirmed(channel)) =
            self.state
        else {
            return;
        };
        match answer {
            Answer::Acknowledged => {
                self.state = State::Delivered;
                self.text = None;
                actions.push(SenderAction::StopTimer);
                actions.push(SenderAction::Report(Report::Delivered(channel)));
                self.close(actions);
            }
            // Refused by the one it is for: no other way would be right.
            Answer::Refused(code) => self.fail(DeliveryError::refused(code), actions),
        }
    }

    fn greeted(
        &mut self,
        hello: Hello,
        origin: &str,
        from: Channel,
        actions: &mut Vec<SenderAction>,
    ) {
        let ours = self
            .options
            .targets
            .as_ref()
            .is_some_and(|targets| targets.contains(origin));
        if !ours {
            return;
        }
        self.proxy |= hello.proxy;
        let on_its_way = match self.state {
            State::Waiting(channel) | State::Sent(channel) | State::Unconfirmed(channel) => {
                channel == from
            }
            _ => false,
        };
        if !on_its_way {
            actions.push(SenderAction::AnswerHello(protocol::READY));
        } else if self.resends < MAX_RESENDS {
            self.resends += 1;
            actions.push(SenderAction::AnswerHello(protocol::PENDING));
            if matches!(self.state, State::Unconfirmed(_)) {
                actions.push(SenderAction::Report(Report::Sending));
            }
            self.post(from, actions);
        }
    }

    fn timed_out(&mut self, actions: &mut Vec<SenderAction>) {
        let channel = match self.state {
            State::Waiting(channel) => channel,
            State::Redirecting => return self.fail(DeliveryError::NotRedirected, actions),
            _ => return,
        };
        if self.options.acknowledgement == Acknowledgement::Required {
            self.next_step(DeliveryError::NotAcknowledged, actions);
        } else {
            self.state = State::Sent(channel);
            actions.push(SenderAction::Report(Report::Sent(channel)));
            self.close(actions);
        }
    }

    fn fail(&mut self, error: DeliveryError, actions: &mut Vec<SenderAction>) {
        self.state = State::Failed;
        actions.push(SenderAction::StopTimer);
        actions.push(SenderAction::Report(Report::Failed(error)));
    }

    /// A framed page leaves closing to the proxy around it.
    fn close(&self, actions: &mut Vec<SenderAction>) {
        if !self.framed {
            actions.push(SenderAction::Close);
        }
    }
}
