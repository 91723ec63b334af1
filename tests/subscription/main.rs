#![cfg(feature = "subscriptions")]
//! The second document: signed events in, typed, answered, once.

mod common;

mod against_serde;
mod caller;
mod errors;
mod events;
mod memory;
mod never_panics;
mod requests;
mod secrets;
mod signing;
mod wycheproof;

#[cfg(feature = "axum")]
mod axum;
#[cfg(feature = "sqlite")]
mod sqlite;
#[cfg(all(feature = "sqlite", unix))]
mod sqlite_killed;
#[cfg(unix)]
mod verify_it_yourself;
