//! The second document, "Marketplace Subscriptions", as pure Rust: no HTTP framework, no clock.
//!
//! **Never in a browser**: whoever can read the client secret can sign as the marketplace.
//!
//! | step | module |
//! | --- | --- |
//! | what arrives, borrowed | [`Request`] |
//! | who may sign | [`Secret`], [`Secrets`], [`Scheme`], [`Signature`] |
//! | how old it may be | [`Tolerance`] |
//! | verify, then read: never another order | [`Receiver`], [`Authentic`], [`Received`] |
//! | what it says | [`Message`], [`Envelope`], [`Event`] |
//! | what to answer | [`Reply`], [`Detail`] |
//! | answering a repeat like the first | [`Inbox`], [`MemoryInbox`] |
//! | the marketplace's side | [`Dispatcher`], [`CallerError`] |
//!
//! ```
//! use launch_complete::subscription::{
//!     Detail, Dispatcher, Event, Message, PublicPath, Receiver, Reply, Request, Secret,
//! };
//!
//! let path = || PublicPath::registered("/subscriptions/order");
//! let secret = || Secret::new("de17f1f0-4816-157b-97ae-eb4b0f656a1f");
//! let receiver = Receiver::new("my-client-id", [secret()?], path()?)?;
//!
//! // The marketplace signs an event …
//! let event = Event::installation_validation(r#"{"locationId":1}"#)?;
//! let message = Message::marketplace(event, 1, "2019-10-15T17:00:00.000Z");
//! let sent = Dispatcher::new("my-client-id", secret()?, path()?)?.dispatch(&message, 1_571_158_800);
//!
//! // … and the subscriber verifies, reads and answers it.
//! let request = Request::new(sent.method, &sent.path, sent.headers(), &sent.body);
//! let received = receiver.receive(&request, 1_571_158_803)?;
//! let reply = match received.message().event() {
//!     Event::InstallationValidation(validation) if validation.json().contains("locationId") => {
//!         Reply::accepted()
//!     }
//!     Event::InstallationValidation(_) => Reply::rejected([Detail::new("locationId", "is missing")]),
//!     _ => Reply::accepted(),
//! };
//! assert_eq!(reply.status(), 204);
//!
//! // Seconds later it is refused. The log learns why, the sender does not.
//! let refusal = receiver.receive(&request, 1_571_158_811).unwrap_err();
//! assert_eq!((refusal.code(), refusal.reply().status()), ("TIMESTAMP_STALE", 401));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![forbid(unsafe_code)]

mod caller;
mod dispatch;
mod error;
mod event;
pub mod inbox;
mod json;
mod payload;
mod receive;
mod reply;
mod request;
mod secret;
mod signature;
mod time;
mod window;
mod wire;

#[cfg(feature = "axum")]
pub mod axum;

pub use crate::json::MAX_NESTING;
pub use caller::{CallerError, MAX_DETAILS};
pub use dispatch::{Dispatch, Dispatcher};
pub use error::{AuthError, ConfigError, EventError, Refusal};
pub use event::{Envelope, Event, Message};
pub use inbox::{Inbox, Key, MemoryInbox};
#[cfg(feature = "sqlite")]
pub use inbox::{SqliteError, SqliteInbox};
pub use payload::{InstallationRequest, InstallationValidation, Location, RawJson};
pub use receive::{Authentic, DEFAULT_MAX_BODY, Received, Receiver};
pub use reply::{Detail, Reply};
pub use request::{PublicPath, Request};
pub use secret::{MIN_SECRET_BYTES, Secret, Secrets};
pub use signature::{Scheme, Signature};
pub use time::utc_text;
pub use window::Tolerance;
