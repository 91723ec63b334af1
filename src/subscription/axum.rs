//! An extractor for `axum`: by the time a handler runs, its event is verified and read.
//!
//! ```
//! use std::sync::Arc;
//!
//! use axum::{Router, extract::{FromRef, State}, routing::post};
//! use launch_complete::subscription::axum::{Endpoint, Subscription};
//! use launch_complete::subscription::inbox::Full;
//! use launch_complete::subscription::{Event, MemoryInbox, PublicPath, Receiver, Reply, Secret};
//!
//! #[derive(Clone)]
//! struct App {
//!     endpoint: Endpoint,
//!     inbox: Arc<MemoryInbox>,
//! }
//!
//! impl FromRef<App> for Endpoint {
//!     fn from_ref(app: &App) -> Self {
//!         app.endpoint.clone()
//!     }
//! }
//!
//! async fn subscriptions(
//!     State(app): State<App>,
//!     Subscription { message, key }: Subscription,
//! ) -> Result<Reply, Full> {
//!     app.inbox
//!         .answer(key, async || match message.event() {
//!             Event::InstallationRequestCreated(request) => {
//!                 println!("installation {} requested", request.guid);
//!                 Reply::accepted()
//!             }
//!             _ => Reply::accepted(),
//!         })
//!         .await
//! }
//!
//! # fn main() -> Result<(), launch_complete::subscription::ConfigError> {
//! let secret = Secret::new("de17f1f0-4816-157b-97ae-eb4b0f656a1f")?;
//! let receiver = Receiver::new("my-client-id", [secret], PublicPath::registered("/subscriptions")?)?;
//! let app = App {
//!     endpoint: Endpoint::new(receiver),
//!     inbox: Arc::new(MemoryInbox::new(10_000)?),
//! };
//! let router: Router = Router::new().route("/subscriptions", post(subscriptions)).with_state(app);
//! # Ok(())
//! # }
//! ```
//!
//! With an inbox that blocks, such as the one on SQLite, call its `handle` inside `spawn_blocking`.

use core::fmt;
use core::future::poll_fn;
use core::pin::Pin;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use ::axum::body::{Body, HttpBody};
use ::axum::extract::{FromRef, FromRequest, FromRequestParts, OriginalUri};
use ::axum::http::{self, StatusCode, header};
use ::axum::response::{IntoResponse, Response};

use super::{Key, Message, Receiver, Refusal, Reply, Request, inbox};

/// A [`Receiver`] in an application's state. Clones share it.
///
/// ```
/// use launch_complete::subscription::axum::Endpoint;
/// use launch_complete::subscription::{PublicPath, Receiver, Secret};
///
/// let secret = Secret::new("de17f1f0-4816-157b-97ae-eb4b0f656a1f")?;
/// let receiver = Receiver::new("my-client-id", [secret], PublicPath::registered("/subscriptions")?)?;
/// let endpoint = Endpoint::with_log(receiver, |refusal| eprintln!("{}: {refusal}", refusal.code()))
///     .with_clock(|| 1_571_158_800); // in a test
/// # let _ = endpoint;
/// # Ok::<(), launch_complete::subscription::ConfigError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Endpoint(Arc<Inner>);

struct Inner {
    receiver: Receiver,
    clock: fn() -> u64,
    log: Box<dyn Fn(&Refusal) + Send + Sync>,
}

impl fmt::Debug for Inner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.receiver.fmt(f)
    }
}

impl Endpoint {
    /// Verifies with this receiver and the system's clock. Refusals are written to standard error: a wrong clock
    /// or secret refuses merchants' installations, and nobody else will tell.
    #[must_use]
    pub fn new(receiver: Receiver) -> Self {
        Self::with_log(receiver, |refusal| {
            eprintln!("subscription refused: {}: {refusal}", refusal.code());
        })
    }

    /// Hands refusals to a log of yours.
    #[must_use]
    pub fn with_log(receiver: Receiver, log: impl Fn(&Refusal) + Send + Sync + 'static) -> Self {
        Self(Arc::new(Inner {
            receiver,
            clock: system_clock,
            log: Box::new(log),
        }))
    }

    /// With another clock, in seconds since 1970, for tests. Before the endpoint is cloned.
    #[must_use]
    pub fn with_clock(mut self, clock: fn() -> u64) -> Self {
        if let Some(inner) = Arc::get_mut(&mut self.0) {
            inner.clock = clock;
        }
        self
    }
}

fn system_clock() -> u64 {
    // A clock before 1970 refuses everything.
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.map_or(0, |now| now.as_secs())
}

/// An event that the marketplace signed, just now.
#[derive(Clone, Debug)]
pub struct Subscription {
    /// The event with its envelope.
    pub message: Message,
    /// What an [`Inbox`](super::Inbox) knows it by.
    pub key: Key,
}

/// Why a handler does not run.
///
/// ```
/// use axum::response::IntoResponse;
/// use launch_complete::subscription::axum::SubscriptionRejection;
///
/// let rejection = SubscriptionRejection::BodyBroken;
/// assert_eq!(rejection.code(), "BODY_BROKEN");
/// assert_eq!(rejection.into_response().status(), 400);
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum SubscriptionRejection {
    /// The request is refused. It is in the log already.
    Refused(Refusal),
    /// The body ended early.
    BodyBroken,
}

impl SubscriptionRejection {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.code(),
            Self::BodyBroken => "BODY_BROKEN",
        }
    }
}

impl IntoResponse for SubscriptionRejection {
    fn into_response(self) -> Response {
        match self {
            Self::Refused(refusal) => refusal.reply(),
            Self::BodyBroken => Reply::stored(400, r#"{"code":"BODY_BROKEN"}"#),
        }
        .into_response()
    }
}

impl<S: Send + Sync> FromRequest<S> for Subscription
where
    Endpoint: FromRef<S>,
{
    type Rejection = SubscriptionRejection;

    async fn from_request(
        request: http::Request<Body>,
        state: &S,
    ) -> Result<Self, Self::Rejection> {
        let Endpoint(endpoint) = Endpoint::from_ref(state);
        let (mut parts, body) = request.into_parts();
        let refuse = |refusal: Refusal| {
            (endpoint.log)(&refusal);
            SubscriptionRejection::Refused(refusal)
        };
        let limit = endpoint.receiver.max_body();
        let body = read(body, limit)
            .await
            .ok_or(SubscriptionRejection::BodyBroken)?
            .ok_or_else(|| refuse(Refusal::TooLarge { limit }))?;
        // What `nest` takes off the path was signed, too.
        let Ok(OriginalUri(uri)) = OriginalUri::from_request_parts(&mut parts, state).await;
        let headers = parts.headers.iter();
        let headers = headers.map(|(name, value)| (name.as_str(), value.as_bytes()));
        let request = Request::new(parts.method.as_str(), uri.path(), headers, &body);
        let now = (endpoint.clock)();
        let received = endpoint.receiver.receive(&request, now).map_err(refuse)?;
        Ok(Self {
            key: received.key(),
            message: received.into_message(),
        })
    }
}

/// The whole body; `Some(None)` where it is longer than `limit`, `None` where it ended early.
async fn read(mut body: Body, limit: usize) -> Option<Option<Vec<u8>>> {
    let announced = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    if announced > limit {
        return Some(None);
    }
    let mut whole = Vec::with_capacity(announced);
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        let frame = frame.ok()?;
        let Some(bytes) = frame.data_ref() else {
            continue;
        };
        if bytes.len() > limit - whole.len() {
            return Some(None);
        }
        whole.extend_from_slice(bytes);
    }
    Some(Some(whole))
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status()).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
        if self.body().is_empty() {
            return status.into_response();
        }
        let content_type = [(header::CONTENT_TYPE, Self::CONTENT_TYPE)];
        (status, content_type, self.body().to_owned()).into_response()
    }
}

/// 503: the event may come again.
impl IntoResponse for inbox::Full {
    fn into_response(self) -> Response {
        Reply::unavailable().into_response()
    }
}

/// 503: the event may come again.
#[cfg(feature = "sqlite")]
impl IntoResponse for inbox::SqliteError {
    fn into_response(self) -> Response {
        Reply::unavailable().into_response()
    }
}
