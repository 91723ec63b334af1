//! The landing page, as `src/js/landing.rs` and `src/js/landing.js` have it.

use launch_complete::launch::{Relay, RelayReport, Sinks};

use super::network::{Document, Network, Packet, Place, Wish};
use super::relaying::{News, Relaying};

#[derive(Clone, Debug)]
pub(crate) struct Landing {
    pub(crate) document: Document,
    text: Result<String, String>,
    pub(crate) relaying: Relaying,
    /// The status, and the code of a failure.
    pub(crate) shown: (&'static str, String),
    pub(crate) reported: Vec<RelayReport>,
}

impl Landing {
    /// `LandingPage::new` and the `deliver` that follows.
    pub(crate) fn new(
        document: Document,
        sinks: Sinks,
        must_answer: bool,
        found: Result<String, String>,
        network: &mut Network,
    ) -> Self {
        let Place::Top(window) = document.place else {
            panic!("a landing page in a frame");
        };
        let id = network.sessions[window].clone();
        let bound = id.as_ref().is_some_and(|id| network.is_pending(id));
        let text = found.and_then(|text| {
            if bound || id.is_none() {
                Ok(text)
            } else {
                Err("LAUNCH_UNKNOWN".into())
            }
        });
        let relay = Relay::new(sinks, must_answer, bound);
        let mut landing = Self {
            document,
            text,
            relaying: Relaying::new(document, relay, id, network),
            shown: ("", String::new()),
            reported: Vec::new(),
        };
        landing.deliver(network);
        landing
    }

    pub(crate) fn deliver(&mut self, network: &mut Network) {
        match self.text.clone() {
            Ok(text) => {
                self.shown = ("delivering", String::new());
                self.relaying.start(text, network);
                self.follow(network);
            }
            Err(code) => self.shown = ("failed", code),
        }
    }

    /// Retry is offered as long as there is a text to hand on: an app that was silent may be loading.
    pub(crate) fn offers_retry(&self) -> bool {
        self.shown.0 == "failed" && self.text.is_ok()
    }

    pub(crate) fn hear(&mut self, packet: &Packet, network: &mut Network) {
        if self.relaying.hear(packet, network) == Some(News::Here) {
            self.relaying.restart(network);
        }
        self.follow(network);
    }

    pub(crate) fn fire(&mut self, network: &mut Network) {
        self.relaying.fire(network);
        self.follow(network);
    }

    pub(crate) fn fetched(&mut self, number: u32, status: Option<u16>, network: &mut Network) {
        self.relaying.fetched(number, status, network);
        self.follow(network);
    }

    /// What `finished` does, and then the page's own script.
    fn follow(&mut self, network: &mut Network) {
        let Some(end) = self.relaying.ended.take() else {
            return;
        };
        let Place::Top(window) = self.document.place else {
            return;
        };
        if matches!(end, RelayReport::Delivered { .. } | RelayReport::Sent) {
            if let Some(id) = &self.relaying.id {
                network.forget(id);
            }
            network.sessions[window] = None;
        }
        self.shown = match &end {
            RelayReport::Delivered { .. } => ("delivered", String::new()),
            RelayReport::Sent => ("sent", String::new()),
            RelayReport::Refused(code) => ("refused", code.clone()),
            RelayReport::Failed(code) => ("failed", (*code).into()),
        };
        self.reported.push(end);
        if matches!(self.shown.0, "delivered" | "sent") {
            self.relaying.close(network);
            network.wishes.push(Wish::Close(self.document.place));
        }
    }

    pub(crate) fn leave(&mut self, network: &mut Network) {
        self.relaying.close(network);
    }
}
