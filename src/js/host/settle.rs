//! How a launch ends: with an outcome or an error, and then with nothing left behind.

use std::cell::RefCell;
use std::mem::ManuallyDrop;
use std::rc::Rc;

use wasm_bindgen::JsValue;

use super::outcome::{Outcome, counts};
use super::shared::{LOOK_EVERY, Shared, now};
use crate::js::backend::{HandOff, end_value};
use crate::js::convert::{object, set};
use crate::js::storage;
use crate::js::timer::after;
use crate::launch::LaunchEvent;

/// How long after the outcome a repeat of the same text is still acknowledged, as long as its window is
/// there: the sender may have missed the first answer and would tell the customer that it failed.
const LINGER: u32 = 10_000;

/// How many texts of earlier launches of this page are remembered, by digest.
const REMEMBERED: usize = 64;

thread_local! {
    // Never dropped, so that nothing has to see to that.
    static DELIVERED: RefCell<ManuallyDrop<Delivered>> = const {
        RefCell::new(ManuallyDrop::new(Delivered {
            count: 0,
            digests: Vec::new(),
        }))
    };
}

/// The texts of earlier launches of this page.
struct Delivered {
    /// How many there were.
    count: usize,
    /// Of the latest, each in the place of the one that many before it.
    digests: Vec<String>,
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
        for timer in &self.timers {
            timer.take();
        }
        storage::forget(self.id.as_str());
    }

    /// Ends everything.
    pub(super) fn let_go(&self) {
        self.rest();
        self.listener.take();
        self.broadcast.take();
        self.hand_off.take();
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
        self.report(&[("status", "handing-off")]);
        let weak = Rc::downgrade(self);
        let text = outcome.text.clone();
        let done = move |end| {
            if let Some(shared) = weak.upgrade() {
                let mut outcome = outcome;
                outcome.backend = Some(end_value(end));
                shared.deliver(outcome);
            }
        };
        let hand_off = HandOff::start(back_end, text, Box::new(done));
        self.hand_off.set(Some(hand_off));
    }

    pub(super) fn deliver(self: &Rc<Self>, outcome: Outcome) {
        self.report(&[("status", "delivered"), ("via", outcome.arrival.via)]);
        if let Some((resolve, _)) = self.settle.get() {
            drop(resolve.call1(&JsValue::UNDEFINED, &outcome.to_js()));
        }
        // The window that sent a message closes on the answer; a landing may read closed while it is open.
        let by_message = outcome.arrival.channel == "message";
        self.linger(now() + f64::from(LINGER), by_message);
    }

    /// Looks now and then whether all is over.
    fn linger(self: &Rc<Self>, end: f64, by_message: bool) {
        let shared = Rc::clone(self);
        let look = move || {
            if now() > end || (by_message && shared.is_closed()) {
                shared.let_go();
            } else {
                shared.linger(end, by_message);
            }
        };
        self.look.set(Some(after(LOOK_EVERY, Box::new(look))));
    }

    pub(super) fn report_counts(&self, status: &str) {
        let report = object(&[("status", status)]);
        set(&report, "counts", counts(self.receiver.borrow().counts()));
        self.tell(&report);
    }

    pub(super) fn report(&self, fields: &[(&str, &str)]) {
        self.tell(&object(fields));
    }

    /// Tells the app. What its function throws is its own affair and ends nothing here.
    fn tell(&self, report: &JsValue) {
        if let Some(on_status) = &self.on_status {
            drop(on_status.call1(&JsValue::UNDEFINED, report));
        }
    }
}

/// Remembers a text by its digest; whether it was known.
fn remember(digest: String) -> bool {
    DELIVERED.with_borrow_mut(|known| {
        let repeated = known.digests.contains(&digest);
        if !repeated {
            let at = known.count % REMEMBERED;
            known.count += 1;
            match known.digests.get_mut(at) {
                Some(oldest) => *oldest = digest,
                None => known.digests.push(digest),
            }
        }
        repeated
    })
}
