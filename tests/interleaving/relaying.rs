//! What proxy and landing page share: a `Relay` driven as `src/js/relay.rs` does.

use launch_complete::launch::protocol::{Answer, ProxyWord, URL};
use launch_complete::launch::{LaunchId, Reach, Relay, RelayAction, RelayEvent, RelayReport};

use super::back_end::HandOff;
use super::common::APP;
use super::network::{Body, Document, Goal, Network, Packet, Place, Port, Word};

const ANSWER_WITHIN: u64 = 1_500;

/// Without the channel: only the back end got the result.
pub(crate) const STORED: &str = "launch-complete:stored:1:201:sha-256=";

/// What the app says besides answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum News {
    Url,
    Here,
}

#[derive(Clone, Debug)]
pub(crate) struct Relaying {
    document: Document,
    pub(crate) machine: Relay,
    pub(crate) id: Option<LaunchId>,
    channel: bool,
    pub(crate) listens: bool,
    pub(crate) text: String,
    pub(crate) timer: Option<u64>,
    pub(crate) port: Option<Port>,
    pub(crate) hand_off: Option<HandOff>,
    /// What `finished` was called with.
    pub(crate) ended: Option<RelayReport>,
}

impl Relaying {
    pub(crate) fn new(
        document: Document,
        machine: Relay,
        id: Option<LaunchId>,
        network: &mut Network,
    ) -> Self {
        Self {
            document,
            machine,
            id,
            channel: network.hears_channel(document),
            listens: true,
            text: String::new(),
            timer: None,
            port: None,
            hand_off: None,
            ended: None,
        }
    }

    /// The listeners of `listen` and of the port.
    pub(crate) fn hear(&mut self, packet: &Packet, network: &mut Network) -> Option<News> {
        if !self.listens {
            return None;
        }
        match (&packet.body, packet.goal) {
            (Body::Text(text), Goal::Port(port)) if self.port == Some(port) => {
                if let Some(answer) = Answer::parse(text) {
                    self.dispatch(RelayEvent::Answer(answer), network);
                }
            }
            (Body::Text(text), Goal::Window(..)) => {
                let from_app = packet.from.place == Place::Host
                    && packet.from.origin == APP
                    && network.has_opener(self.document.place);
                if let Some(answer) = Answer::parse(text).filter(|_| from_app) {
                    self.dispatch(RelayEvent::Answer(answer), network);
                } else if from_app && text.starts_with(URL) {
                    return Some(News::Url);
                }
            }
            (Body::Said(id, word), _) if *id == self.id => match word {
                Word::Ack(text) | Word::Refused(_, text) if *text != self.text => {}
                Word::Ack(_) => self.dispatch(RelayEvent::Answer(Answer::Acknowledged), network),
                Word::Refused(code, _) => {
                    self.dispatch(RelayEvent::Answer(Answer::Refused(code.clone())), network);
                }
                Word::Url => return Some(News::Url),
                Word::Here => return Some(News::Here),
                _ => {}
            },
            _ => {}
        }
        None
    }

    pub(crate) fn say(&self, word: ProxyWord, network: &mut Network) {
        if self.channel {
            network.say(self.document, self.id.as_ref(), &Word::Proxy(word));
        } else {
            self.tell_opener(&word.message(), network);
        }
    }

    /// `Relaying::insist`: without an id the app does not know on the channel who speaks.
    pub(crate) fn insist(&self, word: ProxyWord, network: &mut Network) {
        self.say(word, network);
        if self.id.is_none() {
            self.tell_opener(&word.message(), network);
        }
    }

    fn tell_opener(&self, text: &str, network: &mut Network) {
        if network.has_opener(self.document.place) {
            // As `postMessage` without a port.
            let ports = std::mem::take(&mut network.ports);
            network.post(self.document, Place::Host, APP, text);
            network.ports = ports;
        }
    }

    pub(crate) fn start(&mut self, text: String, network: &mut Network) {
        if self.machine.is_running() {
            return;
        }
        self.text = text;
        let mut reaches = Vec::new();
        if self.channel {
            reaches.push(Reach::Channel);
        }
        if network.has_opener(self.document.place) {
            reaches.push(Reach::Opener);
        }
        if self.id.is_none() {
            reaches.reverse();
        }
        self.dispatch(RelayEvent::Start(reaches), network);
    }

    pub(crate) fn restart(&mut self, network: &mut Network) {
        if !self.text.is_empty() {
            self.start(self.text.clone(), network);
        }
    }

    pub(crate) fn fire(&mut self, network: &mut Network) {
        self.timer = None;
        self.dispatch(RelayEvent::Silent, network);
    }

    pub(crate) fn fetched(&mut self, number: u32, status: Option<u16>, network: &mut Network) {
        let hand_off = self.hand_off.as_mut();
        let end = hand_off.and_then(|hand_off| hand_off.answered(number, status, network));
        if let Some(end) = end {
            let event = match end {
                Ok(status) => RelayEvent::Stored(status),
                Err(status) => RelayEvent::NotStored(status),
            };
            self.dispatch(event, network);
        }
    }

    fn dispatch(&mut self, event: RelayEvent, network: &mut Network) {
        for action in self.machine.handle(event) {
            self.perform(action, network);
        }
    }

    fn perform(&mut self, action: RelayAction, network: &mut Network) {
        match action {
            RelayAction::Send(Reach::Channel) => {
                let text = Word::Text(self.text.clone());
                network.say(self.document, self.id.as_ref(), &text);
                self.timer = Some(network.now + ANSWER_WITHIN);
            }
            RelayAction::Send(Reach::Opener) => {
                let live = network.has_opener(self.document.place);
                if live {
                    self.port = network.post(self.document, Place::Host, APP, &self.text);
                }
                self.timer = Some(network.now + if live { ANSWER_WITHIN } else { 0 });
            }
            RelayAction::HandOff => {
                self.timer = None;
                self.hand_off = Some(HandOff::start(&self.text, network));
            }
            RelayAction::Finish(report) => {
                self.timer = None;
                self.port = None;
                if matches!(report, RelayReport::Delivered { app: false, .. }) {
                    if self.channel {
                        network.say(self.document, self.id.as_ref(), &Word::Stored);
                    } else {
                        self.tell_opener(STORED, network);
                    }
                }
                self.ended = Some(report);
            }
        }
    }

    pub(crate) fn close(&mut self, network: &mut Network) {
        network.leaves_channel(self.document);
        self.channel = false;
        self.listens = false;
        self.timer = None;
        self.port = None;
        self.hand_off = None;
    }
}
