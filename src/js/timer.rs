//! Waiting, by gloo. One function, not one for each use: every type of closure would bring bindings of its own.

use gloo::timers::callback::Timeout;

/// Calls `then` once, unless it is dropped before.
#[inline(never)]
pub(crate) fn after(milliseconds: u32, then: Box<dyn FnOnce()>) -> Timeout {
    Timeout::new(milliseconds, then)
}
