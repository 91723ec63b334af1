//! The first document, "Launch Complete", as pure Rust: no windows, no clock, no randomness.
//!
//! | step | module |
//! | --- | --- |
//! | what a result is, and reading, building and writing it | [`result`](LaunchResult), [`Value`] |
//! | who may receive it | [`Origin`], [`OriginList`] |
//! | which way it goes | [`plan`], [`Sender`] |
//! | how it travels in a URL or a form | [`redirect`] |
//! | what a receiver accepts | [`Receiver`], [`Admission`] |
//! | how a launch ends for the app that started it | [`Launch`] |
//! | how it reaches a back end | [`handoff`] |
//!
//! Every state machine here takes events and returns actions; the files below `src/js/` perform them.

#![forbid(unsafe_code)]

mod base64url;
mod binding;
mod builder;
mod check;
mod cycle;
mod decimal;
mod delivery;
mod digest;
mod error;
mod expect;
pub mod handoff;
mod hex;
mod lifecycle;
mod origin;
mod place;
pub mod protocol;
mod read;
mod receive;
pub mod redirect;
mod relay;
mod result;
mod rule;
mod sender;
pub(crate) mod split;
mod text;
mod validate;
mod value;
mod walk;
mod webhook;
mod write;

pub use crate::json::MAX_NESTING;
pub use binding::{Binding, LaunchId, Pending, UnboundLanding};
pub use builder::{CycleBuilder, CycleResultBuilder, MarketplaceResultBuilder};
pub use check::check;
pub use cycle::{Cycle, CycleStatus, CycleView, Status};
pub use delivery::{Acknowledgement, Channel, Environment, Options, Step, Via, plan};
pub use error::{DeliveryError, LaunchError, OriginError, RedirectError, ResultError};
pub use expect::Expect;
pub use handoff::idempotency_key;
pub use lifecycle::{Launch, LaunchAction, LaunchEvent, LaunchStatus, Limits, Timer};
pub use origin::{Origin, OriginList};
pub use receive::{Admission, Counts, Ignored, Receiver, Source, Verdict};
pub use relay::{Reach, Relay, RelayAction, RelayEvent, RelayReport, Sinks};
pub use result::{CycleResult, Form, LaunchResult, MarketplaceResult, PackageId};
pub use sender::{MAX_RESENDS, Report, Sender, SenderAction, SenderEvent};
pub use text::DEFAULT_MAX_BYTES;
pub use validate::validate;
pub use value::{Fields, Value};
pub use webhook::{Webhook, WebhookUrl};
