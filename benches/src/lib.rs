//! What the measuring programs share: bodies to work on, a way to measure that is fair on a busy machine, and load.

#![forbid(unsafe_code)]

pub mod body;
pub mod load;
pub mod measure;

/// The client id of every measurement.
pub const CLIENT: &str = "23b08412a29bbe8625967e16c1a41dc9";
/// Its secret, from the published example.
pub const SECRET: &str = "de17f1f0-4816-157b-97ae-eb4b0f656a1f";
