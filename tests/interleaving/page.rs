//! The Launch Complete page: a `Sender` driven as `src/js/page.rs` and the button of `src/js/page.js` do.

use launch_complete::launch::protocol::{Answer, Hello};
use launch_complete::launch::redirect::{self, Navigation};
use launch_complete::launch::{
    Channel, Environment, Options, Report, Sender, SenderAction, SenderEvent,
};

use super::common::APP;
use super::network::{Body, Document, Goal, Network, Packet, Place, Port, Reply, Wish};

/// How long a page that was not answered listens on.
const LINGER: u64 = 10_000;

#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(crate) document: Document,
    text: String,
    machine: Sender,
    pub(crate) listens: bool,
    /// When, and whether it is the one that only ends the listening.
    pub(crate) timer: Option<(u64, bool)>,
    pub(crate) ports: Vec<Port>,
    portless: bool,
    /// The greeting that came with a port, to answer on it.
    hello: Option<Reply>,
    pub(crate) shown: Option<Report>,
    /// What was reported since it was looked at last.
    pub(crate) reported: Vec<Report>,
}

impl Page {
    pub(crate) fn new(document: Document, options: Options, text: String) -> Self {
        Self {
            document,
            text,
            machine: Sender::new(options),
            listens: true,
            timer: None,
            ports: Vec::new(),
            portless: false,
            hello: None,
            shown: None,
            reported: Vec::new(),
        }
    }

    fn window_of(&self, channel: Channel, network: &Network) -> Option<Place> {
        match (channel, self.document.place) {
            (Channel::Opener, place) => network.has_opener(place).then_some(Place::Host),
            (Channel::Parent, Place::Frame(window)) => Some(Place::Top(window)),
            (Channel::Parent, _) => None,
        }
    }

    /// `PageSender::deliver`: the button.
    pub(crate) fn click(&mut self, network: &mut Network) {
        self.machine.load(self.text.clone());
        let environment = Environment {
            framed: matches!(self.document.place, Place::Frame(_)),
            opener: network.has_opener(self.document.place),
        };
        self.dispatch(SenderEvent::Deliver(environment), network);
    }

    /// `PageSender::restored`.
    pub(crate) fn restored(&mut self, network: &mut Network) {
        self.dispatch(SenderEvent::Restored, network);
    }

    /// Whether the customer sees a button worth pressing.
    pub(crate) fn waits_for_customer(&self) -> bool {
        matches!(self.shown, None | Some(Report::Idle | Report::Failed(_)))
    }

    pub(crate) fn fire(&mut self, network: &mut Network) {
        match self.timer.take() {
            Some((_, true)) => self.let_go(),
            Some((_, false)) => self.dispatch(SenderEvent::Timeout, network),
            None => {}
        }
    }

    /// `Shared::heard` and the listeners of its ports.
    pub(crate) fn hear(&mut self, packet: &Packet, network: &mut Network) {
        let Body::Text(text) = &packet.body else {
            return;
        };
        if let Goal::Port(port) = packet.goal {
            if let Some(answer) = Answer::parse(text).filter(|_| self.ports.contains(&port)) {
                self.dispatch(SenderEvent::Answer(answer), network);
            }
            return;
        }
        let is = |channel| self.window_of(channel, network) == Some(packet.from.place);
        let from = if is(Channel::Opener) {
            Channel::Opener
        } else if is(Channel::Parent) {
            Channel::Parent
        } else {
            return;
        };
        if !self.listens {
            return;
        }
        let origin = packet.from.origin;
        if let Some(hello) = Hello::parse(text) {
            self.hello = packet.port.map(|_| packet.reply());
            self.dispatch(
                SenderEvent::Hello {
                    hello,
                    origin,
                    from,
                },
                network,
            );
        } else if let Some(answer) = Answer::parse(text)
            && self.portless
            && origin == APP
        {
            self.dispatch(SenderEvent::Answer(answer), network);
        }
    }

    fn dispatch(&mut self, event: SenderEvent<'_>, network: &mut Network) {
        for action in self.machine.handle(event) {
            if let SenderAction::Post(channel) = action {
                if !self.post(channel, network) {
                    // What follows was meant for a post that succeeded.
                    return self.dispatch(SenderEvent::PostFailed, network);
                }
            } else {
                self.perform(action, network);
            }
        }
    }

    fn perform(&mut self, action: SenderAction, network: &mut Network) {
        match action {
            SenderAction::Post(_) => {}
            SenderAction::StartTimer(milliseconds) => {
                self.timer = Some((network.now + u64::from(milliseconds), false));
            }
            SenderAction::StopTimer => self.timer = None,
            SenderAction::Navigate(navigation) => {
                let found = match navigation {
                    Navigation::Url(url) => {
                        let hash = url.find('#').map_or("", |at| &url[at..]);
                        let read = redirect::read(hash, "").expect("a result in the fragment");
                        read.map_err(|error| error.code().into())
                    }
                    Navigation::Form { .. } => Ok(self.machine.text().into()),
                };
                network.wishes.push(Wish::Land(self.document.place, found));
            }
            SenderAction::AnswerHello(text) => {
                if let Some(reply) = self.hello.take() {
                    network.answer(self.document, reply, text);
                }
            }
            SenderAction::Report(report) => {
                match report {
                    Report::Delivered(_) => self.let_go(),
                    Report::Sent(_) => self.timer = Some((network.now + LINGER, true)),
                    _ => {}
                }
                self.shown = Some(report.clone());
                self.reported.push(report);
            }
            SenderAction::Close => network.wishes.push(Wish::Close(self.document.place)),
        }
    }

    fn post(&mut self, channel: Channel, network: &mut Network) -> bool {
        let Some(window) = self.window_of(channel, network) else {
            return false;
        };
        if std::mem::take(&mut network.throws) {
            return false;
        }
        match network.post(self.document, window, APP, self.machine.text()) {
            Some(port) => self.ports.push(port),
            None => self.portless = true,
        }
        true
    }

    fn let_go(&mut self) {
        self.listens = false;
        self.timer = None;
        self.ports.clear();
    }
}
