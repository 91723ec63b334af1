//! One launch in the app, as `src/js/host.rs` and the files below `src/js/host/` have it.

use launch_complete::launch::protocol::HELLO;
use launch_complete::launch::{
    Expect, Launch, LaunchAction, LaunchError, LaunchEvent, LaunchId, Limits, Receiver, Timer,
    UnboundLanding,
};

use super::back_end::HandOff;
use super::common::{APP, MARKETPLACE, origins};
use super::network::{Document, Network, Place, Port, Wish, Word};

pub(crate) const LOOK_EVERY: u64 = 300;
const LINGER: u64 = 10_000;

/// How the promise of a launch was settled, and why.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Settled {
    Delivered(String),
    /// Only the back end has it.
    Stored,
    Failed(LaunchError, LaunchEvent),
    Aborted,
}

#[derive(Clone, Debug)]
pub(crate) struct Host {
    pub(super) document: Document,
    pub(crate) id: LaunchId,
    pub(super) unbound: UnboundLanding,
    pub(super) has_back_end: bool,
    pub(crate) machine: Launch,
    pub(super) receiver: Receiver,
    pub(crate) window: Option<usize>,
    pub(crate) listens: bool,
    channel: bool,
    pub(crate) look: Option<u64>,
    pub(crate) timers: Vec<(Timer, u64)>,
    pub(crate) hand_off: Option<HandOff>,
    port: Option<Port>,
    /// The accepted text, until it is delivered.
    pub(crate) accepted: Option<String>,
    /// Until when repeats are acknowledged, and whether the text came by message.
    lingers: Option<(u64, bool)>,
    pub(super) by_message: bool,
    /// The origin of the message that was taken.
    pub(crate) sender: &'static str,
    /// How the promise was settled since it was looked at last.
    pub(crate) settled: Vec<Settled>,
}

impl Host {
    /// `Shared::listening`.
    pub(crate) fn listening(
        document: Document,
        id: LaunchId,
        by_proxy: bool,
        unbound: UnboundLanding,
        has_back_end: bool,
        network: &mut Network,
    ) -> Self {
        network.live.push(id.clone());
        let both = origins(&format!("{MARKETPLACE} {APP}"));
        Self {
            document,
            id,
            unbound,
            has_back_end,
            machine: Launch::new(Limits::default(), by_proxy),
            receiver: Receiver::new(both, 4096, Expect::default()),
            window: None,
            listens: true,
            channel: network.hears_channel(document),
            look: None,
            timers: Vec::new(),
            hand_off: None,
            port: None,
            accepted: None,
            lingers: None,
            by_message: false,
            sender: "",
            settled: Vec::new(),
        }
    }

    pub(crate) fn number(&self) -> u32 {
        self.document.number
    }

    /// `Shared::start`, and the second half of `open::open`.
    pub(crate) fn start(&mut self, network: &mut Network) {
        self.dispatch(LaunchEvent::Opened, network);
        self.dispatch(LaunchEvent::Pointed, network);
    }

    /// `Shared::watch`.
    pub(crate) fn watch(&mut self, window: usize, network: &Network) {
        self.window = Some(window);
        self.look = Some(network.now + LOOK_EVERY);
    }

    /// `Shared::greet`.
    pub(crate) fn greet(&mut self, window: usize, network: &mut Network) {
        self.port = network.post(self.document, Place::Top(window), MARKETPLACE, HELLO);
    }

    pub(crate) fn say_here(&self, network: &mut Network) {
        if self.channel {
            network.say(self.document, Some(&self.id), &Word::Here);
        }
    }

    /// The interval of `watch`, or after the delivery the one of `deliver`.
    pub(crate) fn looks(&mut self, closed: bool, network: &mut Network) {
        self.look = Some(network.now + LOOK_EVERY);
        match self.lingers {
            None => self.dispatch(LaunchEvent::Closed(closed), network),
            Some((until, by_message)) if network.now > until || (by_message && closed) => {
                self.let_go(network);
            }
            Some(_) => {}
        }
    }

    pub(crate) fn fire(&mut self, timer: Timer, network: &mut Network) {
        self.timers.retain(|(known, _)| *known != timer);
        self.dispatch(LaunchEvent::Timeout(timer), network);
    }

    pub(crate) fn fetched(&mut self, number: u32, status: Option<u16>, network: &mut Network) {
        let hand_off = self.hand_off.as_mut();
        let end = hand_off.and_then(|hand_off| hand_off.answered(number, status, network));
        if end.is_some() {
            self.deliver(network);
        }
    }

    pub(super) fn deliver(&mut self, network: &mut Network) {
        let text = self.accepted.take().expect("a text was accepted");
        self.settle(Settled::Delivered(text), network);
    }

    pub(super) fn settle(&mut self, settled: Settled, network: &Network) {
        self.settled.push(settled);
        self.lingers = Some((network.now + LINGER, self.by_message));
        self.look = Some(network.now + LOOK_EVERY);
    }

    pub(crate) fn dispatch(&mut self, event: LaunchEvent, network: &mut Network) {
        for action in self.machine.handle(event.clone()) {
            match action {
                LaunchAction::Start(timer, milliseconds) => {
                    self.timers.retain(|(known, _)| *known != timer);
                    self.timers
                        .push((timer, network.now + u64::from(milliseconds)));
                }
                LaunchAction::Stop(timer) => self.timers.retain(|(known, _)| *known != timer),
                LaunchAction::Status(_) => {}
                LaunchAction::AskProxy => self.say_here(network),
                LaunchAction::CloseWindow => {
                    let window = self.window.map(Place::Top);
                    network.wishes.extend(window.map(Wish::Close));
                }
                LaunchAction::Fail(error) => {
                    self.let_go(network);
                    self.settled.push(Settled::Failed(error, event.clone()));
                }
                LaunchAction::FailWithReason => {
                    self.let_go(network);
                    self.settled.push(Settled::Aborted);
                }
            }
        }
    }

    pub(super) fn rest(&mut self, network: &mut Network) {
        self.look = None;
        self.timers.clear();
        network.own.retain(|known| *known != self.id);
        network.live.retain(|known| *known != self.id);
    }

    fn let_go(&mut self, network: &mut Network) {
        self.rest(network);
        network.forget(&self.id);
        self.leave(network);
    }

    /// The page is gone, and everything in it.
    pub(crate) fn leave(&mut self, network: &mut Network) {
        network.live.retain(|known| *known != self.id);
        self.listens = false;
        self.look = None;
        self.timers.clear();
        self.hand_off = None;
        self.port = None;
        if self.channel {
            network.leaves_channel(self.document);
        }
    }
}
