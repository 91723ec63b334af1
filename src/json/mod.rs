//! JSON text (RFC 8259), walked and not parsed: what both documents are read with where the text itself is what
//! counts. Nothing is made of a value but the place where it is written.
//!
//! Not `serde_json`: its errors bring the printing of floating point numbers with them, a third of the module that
//! a worker loads. The tests hold the two against each other.

#![forbid(unsafe_code)]

mod scan;
mod skip;
mod unquote;
pub(crate) mod words;

pub use scan::MAX_NESTING;
#[cfg(feature = "subscriptions")]
pub(crate) use scan::Value;
pub(crate) use scan::{Problem, Quoted, Scanner, whole};
pub(crate) use unquote::text;
