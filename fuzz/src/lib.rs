//! What each target checks of any input. The tests replay the kept corpus through these very functions, on stable.

#![forbid(unsafe_code)]

mod reference;

pub mod envelope;
pub mod headers;
pub mod protocol;
pub mod redirect;
pub mod result;
pub mod verify;
