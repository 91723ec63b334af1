//! What the proxy page and the page in its frame say to each other.

use std::rc::Rc;

use web_sys::MessageEvent;

use super::{GREET_EVERY, GREETINGS, LINGER, Shared};
use crate::js::channel::{message, port};
use crate::js::convert::is_json;
use crate::js::relay::{report, report_end};
use crate::launch::protocol::{Answer, HELLO_PROXY, PENDING, READY};
use crate::launch::{Admission, RelayReport, Source, Verdict};

impl Shared {
    /// Tells the framed page that answers may take as long as our sinks do. Only a page of the exact
    /// marketplace origin hears it.
    pub(super) fn greet(self: &Rc<Self>) {
        let Some(window) = self.frame.content_window() else {
            return;
        };
        // A page may start to listen some time after it has loaded.
        self.greetings.set(self.greetings.get() + 1);
        if self.greetings.get() < GREETINGS {
            self.after(GREET_EVERY, Self::greet);
        }
        let weak = Rc::downgrade(self);
        let answered = move |text: String| {
            // `ready` or `pending`: the frame holds a page that speaks with us.
            if let Some(shared) = weak.upgrade()
                && (text == READY || text == PENDING)
                && !shared.delivered.get()
            {
                shared.timer.take();
                report(&shared.on_report, "ready", None);
            }
        };
        let origin = self.marketplace.as_str();
        let port = port::post(&window, &HELLO_PROXY.into(), origin, Box::new(answered));
        self.greeting.set(port.ok().flatten());
    }

    pub(super) fn heard(self: &Rc<Self>, event: &MessageEvent) {
        let from_frame = self
            .frame
            .content_window()
            .is_some_and(|frame| message::is_from(event, &frame));
        let source = if from_frame {
            Source::Expected
        } else {
            Source::Foreign
        };
        let text = event.data().as_string();
        let length = text.as_ref().map(|text| text.encode_utf16().count());
        let admission = self
            .receiver
            .borrow_mut()
            .admit(length, &event.origin(), source);
        let text = match (admission, text) {
            (Admission::Read, Some(text)) => text,
            (Admission::Refused(code), _) => {
                return message::answer(event, &Answer::Refused(code.into()).text());
            }
            _ => return,
        };
        let verdict = self.receiver.borrow_mut().read(&text, is_json);
        match verdict {
            Verdict::Accepted | Verdict::Duplicate if self.delivered.get() => {
                message::answer(event, &Answer::Acknowledged.text());
            }
            // A repeat while the first is on its way takes over its answer; after a failure it is the retry.
            Verdict::Accepted | Verdict::Duplicate => {
                self.timer.take();
                self.asking.set(false);
                self.waiting.set(Some(event.clone()));
                report(&self.on_report, "delivering", None);
                if let Some(relaying) = self.relaying.borrow().clone() {
                    relaying.start(text);
                }
            }
            Verdict::Refused { code, .. } => {
                message::answer(event, &Answer::Refused(code.into()).text());
            }
        }
    }

    pub(super) fn relayed(self: &Rc<Self>, end: &RelayReport) {
        let waiting = self.waiting.take();
        let answer = match end {
            RelayReport::Delivered { .. } => {
                self.delivered.set(true);
                self.after(LINGER, |shared| shared.let_go());
                Some(Answer::Acknowledged)
            }
            RelayReport::Refused(code) => Some(Answer::Refused(code.clone())),
            // The page need not wait for its limit: it has the result and offers the retry.
            RelayReport::Failed(code) => Some(Answer::Refused((*code).into())),
            // Not known to be delivered: the page shall not say so.
            RelayReport::Sent => None,
        };
        if let (Some(event), Some(answer)) = (waiting, answer) {
            message::answer(&event, &answer.text());
        }
        report_end(&self.on_report, end);
    }
}
