//! JSON text (RFC 8259), walked and not parsed: for what is read from the text itself. Nothing is made of a value but
//! the place where it is written.
//!
//! Not `serde_json`: its errors bring the printing of floating point numbers with them, a third of the module that
//! a worker loads. The tests hold the two against each other.

#![forbid(unsafe_code)]

#[cfg(feature = "subscriptions")]
mod scan;
#[cfg(feature = "subscriptions")]
mod skip;
#[cfg(feature = "subscriptions")]
mod unquote;
pub(crate) mod words;

#[cfg(feature = "subscriptions")]
pub(crate) use scan::Value;
#[cfg(feature = "subscriptions")]
pub(crate) use scan::{Problem, whole};
#[cfg(feature = "subscriptions")]
pub(crate) use unquote::text;

/// How deep lists and objects of a text from outside may be nested: 64. A documented result has four levels, an event
/// three; whoever reads on may use a parser that recurses.
pub const MAX_NESTING: usize = 64;
