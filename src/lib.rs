#![doc = include_str!("../README.md")]
//!
//! # Features
//!
//! | feature | default | what it adds |
//! | --- | --- | --- |
//! | `json` | yes | a result from its JSON text and back: `LaunchResult::from_text`, `to_text` |
//! | `subscriptions` | yes | the module [`subscription`]: signed events, verified, read, answered once |
//! | `sqlite` | | `SqliteInbox`: the reply and what the handler wrote in one transaction |
//! | `axum` | | `subscription::axum`: an extractor |
//! | `page`, `host`, `proxy`, `landing` | yes | JavaScript entry points in a browser, for `wasm32-unknown-unknown` only |
//! | `subscriptions-js` | yes | JavaScript entry points on a back end, for `wasm32-unknown-unknown` only |
//! | `browser` | yes | what the entry points in a browser share; the four switch it on |
//!
//! A back end in Rust needs no more than `default-features = false, features = ["json", "subscriptions"]`. Without any
//! feature there is the module [`launch`]: results, checks, and the state machines of all three paths.
#![deny(unsafe_code)]

mod display;
mod json;
pub mod launch;
#[cfg(feature = "subscriptions")]
pub mod subscription;

#[cfg(all(
    target_arch = "wasm32",
    any(feature = "browser", feature = "subscriptions-js")
))]
mod js;
