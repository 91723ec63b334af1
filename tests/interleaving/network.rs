//! What the windows share: messages under way, the channel, storage, the clock, the back end.

use std::collections::BTreeSet;

use launch_complete::launch::LaunchId;
use launch_complete::launch::protocol::ProxyWord;

/// A window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Host,
    Top(usize),
    Frame(usize),
}

/// A document in a window; a reload makes another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Document {
    pub(crate) number: u32,
    pub(crate) place: Place,
    pub(crate) origin: &'static str,
}

/// The end of a `MessageChannel` that stays with the document that made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Port(pub(crate) u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Goal {
    /// `postMessage` to a window, at an exact origin.
    Window(Place, &'static str),
    Port(Port),
    /// The `BroadcastChannel` of one document.
    Channel(u32),
}

/// What is said on the channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    Text(String),
    Stored,
    /// Both with the text that is answered: without a launch id nothing else says whose answer it is.
    Ack(String),
    Refused(String, String),
    Proxy(ProxyWord),
    Url,
    Here,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    Text(String),
    Said(Option<LaunchId>, Word),
}

/// A message under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Packet {
    pub(crate) from: Document,
    pub(crate) goal: Goal,
    pub(crate) body: Body,
    pub(crate) port: Option<Port>,
}

/// Where an answer goes: `message::answer`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reply {
    port: Option<Port>,
    source: Document,
}

impl Packet {
    pub(crate) fn reply(&self) -> Reply {
        Reply {
            port: self.port,
            source: self.from,
        }
    }
}

/// A `fetch` to the back end.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) number: u32,
    pub(crate) text: String,
}

/// What a document asks of its own window.
#[derive(Clone, Debug)]
pub(crate) enum Wish {
    Close(Place),
    /// To the landing page, with what it will find in its address.
    Land(Place, Result<String, String>),
    /// The proxy makes way for the marketplace.
    Direct(usize),
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Network {
    pub(crate) now: u64,
    pub(crate) numbers: u32,
    pub(crate) packets: Vec<Packet>,
    /// `MessageChannel` exists.
    pub(crate) ports: bool,
    /// `BroadcastChannel` exists.
    pub(crate) channel: bool,
    /// Documents that hear the channel.
    pub(crate) hearers: Vec<u32>,
    /// Pending records in `localStorage`.
    pub(crate) pending: Vec<LaunchId>,
    /// The launches the app's tab started, in its `sessionStorage`.
    pub(crate) own: Vec<LaunchId>,
    /// The launches the app's page waits for.
    pub(crate) live: Vec<LaunchId>,
    /// The launch id each popup has in its `sessionStorage`.
    pub(crate) sessions: Vec<Option<LaunchId>>,
    /// Which popups have no opener any more, and are seen as closed by it.
    pub(crate) severed: Vec<bool>,
    pub(crate) host_tab_closed: bool,
    /// The next `postMessage` of a page throws.
    pub(crate) throws: bool,
    pub(crate) requests: Vec<Request>,
    /// What the back end stored.
    pub(crate) stored: BTreeSet<String>,
    pub(crate) wishes: Vec<Wish>,
}

impl Network {
    pub(crate) fn number(&mut self) -> u32 {
        self.numbers += 1;
        self.numbers
    }

    pub(crate) fn document(&mut self, place: Place, origin: &'static str) -> Document {
        let number = self.number();
        Document {
            number,
            place,
            origin,
        }
    }

    /// `opener::live`.
    pub(crate) fn has_opener(&self, place: Place) -> bool {
        matches!(place, Place::Top(window) if !self.severed[window]) && !self.host_tab_closed
    }

    pub(crate) fn is_pending(&self, id: &LaunchId) -> bool {
        self.pending.contains(id)
    }

    /// How many launches of the app's tab wait: those the page knows of, and those it did not take up again.
    pub(crate) fn waiting(&self) -> usize {
        let recorded = self.own.iter().filter(|id| self.is_pending(id));
        let others = recorded.filter(|id| !self.live.contains(id)).count();
        self.live.len() + others
    }

    pub(crate) fn forget(&mut self, id: &LaunchId) {
        self.pending.retain(|known| known != id);
    }

    /// `port::post`: the port on which the answer will come, where the engine has ports.
    pub(crate) fn post(
        &mut self,
        from: Document,
        to: Place,
        origin: &'static str,
        text: &str,
    ) -> Option<Port> {
        let number = self.number();
        let port = self.ports.then_some(Port(number));
        self.packets.push(Packet {
            from,
            goal: Goal::Window(to, origin),
            body: Body::Text(text.into()),
            port,
        });
        port
    }

    /// `message::answer`.
    pub(crate) fn answer(&mut self, from: Document, reply: Reply, text: &str) {
        let goal = match reply.port {
            Some(port) => Goal::Port(port),
            None => Goal::Window(reply.source.place, reply.source.origin),
        };
        self.packets.push(Packet {
            from,
            goal,
            body: Body::Text(text.into()),
            port: None,
        });
    }

    /// `Broadcast::say`.
    pub(crate) fn say(&mut self, from: Document, id: Option<&LaunchId>, word: &Word) {
        let others = self.hearers.iter().filter(|hearer| **hearer != from.number);
        let packets: Vec<Packet> = others
            .map(|hearer| Packet {
                from,
                goal: Goal::Channel(*hearer),
                body: Body::Said(id.cloned(), word.clone()),
                port: None,
            })
            .collect();
        self.packets.extend(packets);
    }

    pub(crate) fn hears_channel(&mut self, document: Document) -> bool {
        if self.channel {
            self.hearers.push(document.number);
        }
        self.channel
    }

    pub(crate) fn leaves_channel(&mut self, document: Document) {
        self.hearers.retain(|hearer| *hearer != document.number);
    }

    /// The messages that may arrive next: those of one document to one place keep their order.
    pub(crate) fn arriving(&self) -> Vec<usize> {
        let same = |one: &Packet, other: &Packet| {
            let goals = match (one.goal, other.goal) {
                (Goal::Window(one, _), Goal::Window(other, _)) => one == other,
                (one, other) => one == other,
            };
            goals && one.from.number == other.from.number
        };
        let first = |at: &usize| {
            let packet = &self.packets[*at];
            !self.packets[..*at].iter().any(|other| same(other, packet))
        };
        (0..self.packets.len()).filter(first).collect()
    }
}
