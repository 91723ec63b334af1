//! How a launch ends: with an outcome or an error, and then with nothing left behind.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Interval;
use wasm_bindgen::JsValue;

use super::outcome::{Outcome, counts};
use super::shared::{LOOK_EVERY, Shared, now};
use crate::js::backend::{HandOff, end_value};
use crate::js::convert::to_js;
use crate::js::storage;
use crate::launch::{LaunchEvent, Value};

/// How long after the outcome a repeat of the same text is still acknowledged, as long as its window is
/// there: the sender may have missed the first answer and would tell the customer that it failed.
const LINGER: u32 = 10_000;

/// How many texts of earlier launches of this page are remembered, by digest.
const REMEMBERED: usize = 64;

thread_local! {
    static DELIVERED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

impl Shared {
    pub(super) fn reject(&self, reason: JsValue) {
        self.let_go();
        if let Some((_, reject)) = self.settle.get() {
            drop(reject.call1(&JsValue::UNDEFINED, &reason));
        }
    }

    /// Ends every watch but the listeners.
    pub(super) fn rest(&self) {
        self.look.take();
        self.timers.take();
        storage::forget(self.id.as_str());
    }

    /// Ends everything.
    pub(super) fn let_go(&self) {
        self.rest();
        self.listener.take();
        self.broadcast.take();
        self.hand_off.take();
        self.port.take();
        self.keep.take();
    }

    pub(super) fn accept(self: &Rc<Self>, mut outcome: Outcome) {
        self.dispatch(LaunchEvent::Accepted);
        self.receiver.borrow_mut().end();
        self.rest();
        outcome.repeated = remember(outcome.key.clone());
        outcome.milliseconds = now() - self.started;
        // Stored by the proxy or the landing page already: once is enough.
        let Some(back_end) = self
            .options
            .back_end
            .clone()
            .filter(|_| outcome.backend.is_none())
        else {
            return self.deliver(outcome);
        };
        self.report("handing-off", Vec::new());
        let weak = Rc::downgrade(self);
        let text = outcome.text.clone();
        let hand_off = HandOff::start(back_end, text, move |end| {
            if let Some(shared) = weak.upgrade() {
                let mut outcome = outcome;
                outcome.backend = Some(end_value(end));
                shared.deliver(outcome);
            }
        });
        self.hand_off.replace(Some(hand_off));
    }

    pub(super) fn deliver(self: &Rc<Self>, outcome: Outcome) {
        self.report("delivered", vec![("via", outcome.arrival.via.into())]);
        if let Some((resolve, _)) = self.settle.get() {
            drop(resolve.call1(&JsValue::UNDEFINED, &outcome.to_js()));
        }
        // The window that sent a message closes on the answer; a landing may read closed while it is open.
        let by_message = outcome.arrival.channel == "message";
        let shared = Rc::clone(self);
        let look = Interval::new(LOOK_EVERY, move || {
            let window = shared.window();
            let closed = window.is_some_and(|window| window.closed().unwrap_or(true));
            if now() - shared.started - outcome.milliseconds > f64::from(LINGER)
                || (by_message && closed)
            {
                shared.let_go();
            }
        });
        self.look.replace(Some(look));
    }

    pub(super) fn report_counts(&self, status: &str) {
        let counted = counts(self.receiver.borrow().counts());
        self.report(status, vec![("counts", counted)]);
    }

    /// Tells the app. What its function throws is its own affair and ends nothing here.
    pub(super) fn report(&self, status: &str, details: Vec<(&str, Value)>) {
        if let Some(on_status) = &self.on_status {
            let mut fields = vec![("status".into(), status.into())];
            fields.extend(
                details
                    .into_iter()
                    .map(|(name, value)| (name.into(), value)),
            );
            drop(on_status.call1(&JsValue::UNDEFINED, &to_js(&Value::Object(fields))));
        }
    }
}

/// Remembers a text by its digest; whether it was known.
fn remember(digest: String) -> bool {
    DELIVERED.with_borrow_mut(|known| {
        let repeated = known.contains(&digest);
        if !repeated {
            if known.len() == REMEMBERED {
                known.remove(0);
            }
            known.push(digest);
        }
        repeated
    })
}
