#![allow(
    clippy::duplicate_mod,
    reason = "each file brings what the tests share; alone it needs it"
)]
//! All tests of `src/launch/` in one program: `cargo xtask mutants` links it thousands of times, and would link
//! two dozen otherwise. Nobody else runs it.

#[path = "binding.rs"]
mod binding;
#[path = "builder.rs"]
mod builder;
#[path = "check.rs"]
mod check;
#[path = "delivery.rs"]
mod delivery;
#[path = "errors.rs"]
mod errors;
#[path = "faults.rs"]
mod faults;
#[path = "greeting.rs"]
mod greeting;
#[path = "handoff.rs"]
mod handoff;
#[path = "hostile.rs"]
mod hostile;
#[path = "journey.rs"]
mod journey;
#[path = "landing.rs"]
mod landing;
#[path = "lifecycle.rs"]
mod lifecycle;
#[path = "origin.rs"]
mod origin;
#[path = "origin_lists.rs"]
mod origin_lists;
#[path = "receive.rs"]
mod receive;
#[path = "redact.rs"]
mod redact;
#[path = "redirect.rs"]
mod redirect;
#[path = "redirect_target.rs"]
mod redirect_target;
#[path = "relay.rs"]
mod relay;
#[path = "result.rs"]
mod result;
#[path = "result_refused.rs"]
mod result_refused;
#[path = "sender.rs"]
mod sender;
#[path = "sender_order.rs"]
mod sender_order;
#[path = "text.rs"]
mod text;
