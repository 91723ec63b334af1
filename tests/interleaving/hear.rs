//! What the app hears, as `src/js/host/hear.rs` has it.

use launch_complete::launch::protocol::{Answer, ProxyWord, URL};
use launch_complete::launch::{Admission, Binding, LaunchEvent, LaunchId, Source, Verdict};

use super::back_end::HandOff;
use super::common::{APP, is_json};
use super::host::{Host, Settled};
use super::network::{Body, Goal, Network, Packet, Place, Word};
use super::relaying::STORED;

impl Host {
    pub(crate) fn hear(&mut self, packet: &Packet, network: &mut Network) {
        if !self.listens {
            return;
        }
        match (&packet.body, packet.goal) {
            (Body::Text(text), Goal::Window(..)) => self.message(text, packet, network),
            (Body::Said(named, word), _) => self.heard(named.as_ref(), word, network),
            _ => {}
        }
    }

    fn message(&mut self, text: &str, packet: &Packet, network: &mut Network) {
        let source = self.source_of(packet, network);
        let origin = packet.from.origin;
        if origin == APP && source == Source::Expected && text == STORED {
            return self.stored(network);
        }
        if origin == APP
            && source == Source::Expected
            && let Some(word) = ProxyWord::parse(text)
        {
            if word == ProxyWord::Ask && !self.machine.is_done() {
                network.answer(self.document, packet.reply(), URL);
            }
            return self.proxy_said(word, network);
        }
        if self.receiver.admit(Some(text.len()), origin, source) != Admission::Read {
            return;
        }
        if !self.machine.is_done() {
            (self.by_message, self.sender) = (true, origin);
        }
        if let Some(answer) = self.read(text, network) {
            network.answer(self.document, packet.reply(), &answer.text());
        }
    }

    fn source_of(&self, packet: &Packet, network: &Network) -> Source {
        match self.window {
            Some(window) if packet.from.place == Place::Top(window) => Source::Expected,
            Some(_) => Source::Foreign,
            None => {
                // Our own pages name the launch on the channel; a message of theirs would not.
                let names = packet.from.origin == APP && network.channel;
                let ours = network.has_opener(packet.from.place) && !names;
                Source::without_handle(ours, network.waiting())
            }
        }
    }

    fn heard(&mut self, named: Option<&LaunchId>, word: &Word, network: &mut Network) {
        let pending = network.pending.len();
        let name = named.map(LaunchId::as_str);
        if Binding::of(name, &self.id, pending, self.unbound) == Binding::Foreign {
            return;
        }
        match word {
            Word::Text(text) => {
                self.by_message = false;
                let answer = match self.read(text, network) {
                    Some(Answer::Acknowledged) => Word::Ack(text.clone()),
                    Some(Answer::Refused(code)) => Word::Refused(code, text.clone()),
                    None => return,
                };
                network.say(self.document, named, &answer);
            }
            Word::Stored => self.stored(network),
            Word::Proxy(ProxyWord::Ask) if !self.machine.is_done() => {
                network.say(self.document, named, &Word::Url);
            }
            Word::Proxy(word) => self.proxy_said(*word, network),
            _ => {}
        }
    }

    fn stored(&mut self, network: &mut Network) {
        if self.machine.is_done() {
            return;
        }
        self.dispatch(LaunchEvent::Accepted, network);
        self.receiver.end();
        self.rest(network);
        network.forget(&self.id);
        self.settle(Settled::Stored, network);
    }

    fn proxy_said(&mut self, word: ProxyWord, network: &mut Network) {
        match word {
            ProxyWord::Hello => self.dispatch(LaunchEvent::ProxyHello, network),
            ProxyWord::Goodbye => self.dispatch(LaunchEvent::ProxyGoodbye, network),
            ProxyWord::Direct => self.dispatch(LaunchEvent::ProxyDirect, network),
            ProxyWord::Ask => {}
        }
    }

    fn read(&mut self, text: &str, network: &mut Network) -> Option<Answer> {
        match self.receiver.read(text, is_json) {
            Verdict::Accepted => {
                self.accept(text, network);
                Some(Answer::Acknowledged)
            }
            Verdict::Duplicate => Some(Answer::Acknowledged),
            Verdict::Refused { code, .. } => Some(Answer::Refused(code.into())),
        }
    }

    fn accept(&mut self, text: &str, network: &mut Network) {
        self.dispatch(LaunchEvent::Accepted, network);
        self.receiver.end();
        self.rest(network);
        network.forget(&self.id);
        self.accepted = Some(text.into());
        if self.has_back_end {
            self.hand_off = Some(HandOff::start(text, network));
        } else {
            self.deliver(network);
        }
    }
}
