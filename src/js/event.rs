//! Listening, by gloo. One function for all events, as in [`super::timer`].

use gloo::events::EventListener;
use web_sys::{Event, EventTarget};

/// Hears events until the listener is dropped.
#[inline(never)]
pub(crate) fn listen(
    target: &EventTarget,
    kind: &'static str,
    heard: Box<dyn Fn(&Event)>,
) -> EventListener {
    EventListener::new(target, kind, heard)
}
