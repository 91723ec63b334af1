//! The proxy page, as `src/js/proxy.rs` and `src/js/proxy.js` have it.

use launch_complete::launch::protocol::{HELLO_PROXY, PENDING, ProxyWord, READY};
use launch_complete::launch::{Expect, Receiver, Relay, RelayReport, Sinks};

use super::common::{MARKETPLACE, origins};
use super::network::{Body, Document, Goal, Network, Packet, Place, Port, Reply, Wish};
use super::relaying::{News, Relaying};

const ASKS: u32 = 15;
const ASK_EVERY: u64 = 1_000;
const GREETINGS: u32 = 4;
const GREET_EVERY: u64 = 1_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wait {
    /// And how often it is asked for again.
    Url(u32),
    Greeting,
    Linger,
}

#[derive(Clone, Debug)]
pub(crate) struct Proxy {
    pub(crate) document: Document,
    pub(super) receiver: Receiver,
    pub(crate) relaying: Relaying,
    pub(super) waiting: Option<Reply>,
    pub(crate) delivered: bool,
    pub(crate) direct: bool,
    pub(crate) timer: Option<(u64, Wait)>,
    /// A URL was asked for and has not come: only then one is taken.
    asking: bool,
    greetings: u32,
    greeting: Option<Port>,
    pub(crate) listens: bool,
    /// The frame was given a URL.
    pub(crate) framed: bool,
    pub(crate) shown: (&'static str, String),
    pub(crate) reported: Vec<RelayReport>,
}

impl Proxy {
    /// `ProxyPage::new` and the `ask` that follows.
    pub(crate) fn new(
        document: Document,
        sinks: Sinks,
        must_answer: bool,
        network: &mut Network,
    ) -> Self {
        let Place::Top(window) = document.place else {
            panic!("a proxy page in a frame");
        };
        let id = network.sessions[window].clone();
        let relay = Relay::new(sinks, must_answer, true);
        let mut proxy = Self {
            document,
            receiver: Receiver::new(origins(MARKETPLACE), 4096, Expect::default()),
            relaying: Relaying::new(document, relay, id, network),
            waiting: None,
            delivered: false,
            direct: false,
            timer: None,
            asking: false,
            greetings: 0,
            greeting: None,
            listens: true,
            framed: false,
            shown: ("", String::new()),
            reported: Vec::new(),
        };
        proxy.ask(network);
        proxy
    }

    fn ask(&mut self, network: &mut Network) {
        self.shown = ("asking", String::new());
        self.relaying.say(ProxyWord::Hello, network);
        self.ask_url(ASKS, network);
    }

    fn ask_url(&mut self, times: u32, network: &mut Network) {
        if times == 0 {
            self.shown = ("failed", "NOT_ACKNOWLEDGED".into());
            return;
        }
        self.asking = true;
        if times < ASKS {
            self.relaying.insist(ProxyWord::Ask, network);
        } else {
            self.relaying.say(ProxyWord::Ask, network);
        }
        self.timer = Some((network.now + ASK_EVERY, Wait::Url(times - 1)));
    }

    pub(crate) fn offers_retry(&self) -> bool {
        self.shown.0 == "failed"
    }

    pub(crate) fn retry(&mut self, network: &mut Network) {
        if self.relaying.text.is_empty() {
            return self.ask(network);
        }
        self.shown = ("delivering", String::new());
        self.relaying.restart(network);
        self.follow(network);
    }

    pub(crate) fn open_directly(&mut self, network: &mut Network) {
        self.direct = true;
        self.ask_url(ASKS, network);
    }

    /// The frame's `load` event.
    pub(crate) fn loaded(&mut self, network: &mut Network) {
        // After the delivery the one timer waits for the end.
        if self.listens && !self.delivered {
            self.greetings = 0;
            self.greet(network);
        }
    }

    fn greet(&mut self, network: &mut Network) {
        let Place::Top(window) = self.document.place else {
            return;
        };
        self.greetings += 1;
        if self.greetings < GREETINGS {
            self.timer = Some((network.now + GREET_EVERY, Wait::Greeting));
        }
        let frame = Place::Frame(window);
        self.greeting = network.post(self.document, frame, MARKETPLACE, HELLO_PROXY);
    }

    /// `pagehide`.
    pub(crate) fn leave(&mut self, network: &mut Network) {
        if self.listens && !self.delivered && !self.direct {
            self.relaying.say(ProxyWord::Goodbye, network);
        }
        self.let_go(network);
    }

    fn let_go(&mut self, network: &mut Network) {
        self.listens = false;
        self.greeting = None;
        self.timer = None;
        self.relaying.close(network);
    }

    pub(crate) fn hear(&mut self, packet: &Packet, network: &mut Network) {
        if !self.listens {
            return;
        }
        if let (Goal::Port(port), Body::Text(text)) = (packet.goal, &packet.body)
            && self.greeting == Some(port)
            && (text == READY || text == PENDING)
        {
            if !self.delivered {
                self.timer = None;
                self.shown = ("ready", String::new());
            }
            return;
        }
        match self.relaying.hear(packet, network) {
            Some(News::Url) => self.point(network),
            Some(News::Here) => {
                self.relaying.say(ProxyWord::Hello, network);
                if !self.delivered {
                    self.relaying.restart(network);
                }
            }
            None => {}
        }
        self.follow(network);
        if let (Goal::Window(..), Body::Text(text)) = (packet.goal, &packet.body) {
            self.message(text, packet, network);
        }
    }

    fn point(&mut self, network: &mut Network) {
        let Place::Top(window) = self.document.place else {
            return;
        };
        // One that was not asked for would take the customer back to the start.
        if !std::mem::take(&mut self.asking) || self.delivered {
            return;
        }
        self.timer = None;
        if self.direct {
            self.relaying.say(ProxyWord::Direct, network);
            network.wishes.push(Wish::Direct(window));
        } else {
            self.framed = true;
            self.shown = ("framed", String::new());
        }
    }

    pub(crate) fn fire(&mut self, network: &mut Network) {
        match self.timer.take() {
            Some((_, Wait::Url(times))) => self.ask_url(times, network),
            Some((_, Wait::Greeting)) => self.greet(network),
            Some((_, Wait::Linger)) => self.let_go(network),
            None => {}
        }
    }

    pub(crate) fn fire_relay(&mut self, network: &mut Network) {
        self.relaying.fire(network);
        self.follow(network);
    }

    pub(crate) fn fetched(&mut self, number: u32, status: Option<u16>, network: &mut Network) {
        self.relaying.fetched(number, status, network);
        self.follow(network);
    }
}
