//! What the measuring programs share: bodies to work on, and a way to measure that is fair on a busy machine.

#![forbid(unsafe_code)]

pub mod body;
pub mod measure;
