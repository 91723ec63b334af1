//! From the frame to the app and back, as `heard` and `relayed` of `src/js/proxy.rs` do.

use launch_complete::launch::protocol::Answer;
use launch_complete::launch::{Admission, RelayReport, Source, Verdict};

use super::common::is_json;
use super::network::{Network, Packet, Place, Wish};
use super::proxy::{Proxy, Wait};

/// How long after the delivery a repeat is still acknowledged.
const LINGER: u64 = 10_000;

impl Proxy {
    /// `heard`.
    pub(super) fn message(&mut self, text: &str, packet: &Packet, network: &mut Network) {
        let Place::Top(window) = self.document.place else {
            return;
        };
        // An older document was in the frame of the page that stood here before.
        let in_our_frame = packet.from.number > self.document.number;
        let source = if packet.from.place == Place::Frame(window) && in_our_frame {
            Source::Expected
        } else {
            Source::Foreign
        };
        let admission = self
            .receiver
            .admit(Some(text.len()), packet.from.origin, source);
        if admission != Admission::Read {
            return;
        }
        let acknowledged = Answer::Acknowledged.text();
        match self.receiver.read(text, is_json) {
            Verdict::Accepted | Verdict::Duplicate if self.delivered => {
                network.answer(self.document, packet.reply(), &acknowledged);
            }
            Verdict::Accepted | Verdict::Duplicate => {
                self.timer = None;
                self.waiting = Some(packet.reply());
                self.shown = ("delivering", String::new());
                self.relaying.start(text.into(), network);
                self.follow(network);
            }
            Verdict::Refused { code, .. } => {
                let answer = Answer::Refused(code.into()).text();
                network.answer(self.document, packet.reply(), &answer);
            }
        }
    }

    /// `relayed`, and then the page's own script.
    pub(super) fn follow(&mut self, network: &mut Network) {
        let Some(end) = self.relaying.ended.take() else {
            return;
        };
        let (answer, status, code) = match &end {
            RelayReport::Delivered { .. } => {
                self.delivered = true;
                self.timer = Some((network.now + LINGER, Wait::Linger));
                (Some(Answer::Acknowledged), "delivered", String::new())
            }
            RelayReport::Refused(code) => {
                (Some(Answer::Refused(code.clone())), "refused", code.clone())
            }
            RelayReport::Failed(code) => {
                let answer = Answer::Refused((*code).into());
                (Some(answer), "failed", (*code).into())
            }
            RelayReport::Sent => (None, "sent", String::new()),
        };
        if let (Some(reply), Some(answer)) = (self.waiting.take(), answer) {
            network.answer(self.document, reply, &answer.text());
        }
        self.shown = (status, code);
        self.reported.push(end);
        if matches!(status, "delivered" | "sent") {
            network.wishes.push(Wish::Close(self.document.place));
        }
    }
}
