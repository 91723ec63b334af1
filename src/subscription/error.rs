//! What can go wrong, each with a stable code: in the configuration, with a sender, with what it sent.
//!
//! Codes are part of the contract and never change their meaning; messages are for people and may.

mod auth;
mod config;
mod event;
mod refusal;

pub use auth::AuthError;
pub use config::ConfigError;
pub use event::EventError;
pub use refusal::Refusal;

crate::display::display_by_message!(ConfigError, AuthError, EventError, Refusal);
