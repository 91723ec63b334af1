//! Waiting, by gloo. One function for each way, not one for each use: every type of closure would bring bindings
//! of its own.

use gloo::timers::callback::{Interval, Timeout};

/// Calls `then` once, unless it is dropped before.
#[inline(never)]
pub(crate) fn after(milliseconds: u32, then: Box<dyn FnOnce()>) -> Timeout {
    Timeout::new(milliseconds, then)
}

/// Calls `look` again and again until it is dropped.
#[inline(never)]
pub(crate) fn every(milliseconds: u32, look: Box<dyn FnMut()>) -> Interval {
    Interval::new(milliseconds, look)
}
