//! Verify, then read: the types allow no other order.

use super::error::{AuthError, ConfigError, Refusal};
use super::event::Message;
use super::inbox::Key;
use super::request::{Header, PublicPath, Request};
use super::secret::{Secret, Secrets};
use super::signature::{Scheme, Signature};
use super::window::{Tolerance, read_timestamp};

/// How long a body may be unless told otherwise: 1 MiB.
pub const DEFAULT_MAX_BODY: usize = 1024 * 1024;

/// One subscriber: who may send to it, and with which secrets.
///
/// `now` is the time in seconds since 1970, handed in with every request.
///
/// ```
/// use launch_complete::subscription::{
///     DEFAULT_MAX_BODY, PublicPath, Receiver, Request, Scheme, Secret, Tolerance,
/// };
///
/// let secret = Secret::new("de17f1f0-4816-157b-97ae-eb4b0f656a1f")?;
/// let receiver = Receiver::new("my-client-id", [secret], PublicPath::of_request())?
///     .with_scheme(Scheme::Canonical)
///     .with_tolerance(Tolerance::seconds(30, 5)?)
///     .with_max_body(64 * 1024);
/// assert!(receiver.max_body() < DEFAULT_MAX_BODY);
///
/// let request = Request::new("POST", "/subscriptions", [], b"{}");
/// let refusal = receiver.verify(&request, 1_571_158_800).unwrap_err();
/// assert_eq!((refusal.code(), refusal.path()), ("HEADER_MISSING", "x-access-key"));
/// # Ok::<(), launch_complete::subscription::ConfigError>(())
/// ```
#[derive(Debug)]
pub struct Receiver {
    scheme: Scheme,
    client_id: Box<str>,
    secrets: Secrets,
    path: PublicPath,
    tolerance: Tolerance,
    max_body: usize,
}

impl Receiver {
    /// A receiver with the [canonical scheme](Scheme), the [default window](Tolerance) and bodies up to 1 MiB.
    /// Hand in two secrets while one replaces the other.
    ///
    /// # Errors
    ///
    /// [`ConfigError::ClientId`], or [`ConfigError::SecretMissing`] where there is no secret.
    pub fn new(
        client_id: impl Into<String>,
        secrets: impl IntoIterator<Item = Secret>,
        path: PublicPath,
    ) -> Result<Self, ConfigError> {
        Ok(Self {
            scheme: Scheme::default(),
            client_id: checked_client_id(client_id.into())?,
            secrets: Secrets::new(secrets)?,
            path,
            tolerance: Tolerance::default(),
            max_body: DEFAULT_MAX_BODY,
        })
    }

    /// With another scheme.
    #[must_use]
    pub fn with_scheme(mut self, scheme: Scheme) -> Self {
        self.scheme = scheme;
        self
    }

    /// With another window.
    #[must_use]
    pub fn with_tolerance(mut self, tolerance: Tolerance) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// With another limit on the length of the body, in bytes.
    #[must_use]
    pub fn with_max_body(mut self, max_body: usize) -> Self {
        self.max_body = max_body;
        self
    }

    /// The longest body that is looked at, in bytes.
    #[must_use]
    pub fn max_body(&self) -> usize {
        self.max_body
    }

    /// Verifies and reads a request.
    ///
    /// # Errors
    ///
    /// [`Refusal`]: its `reply()` goes to the sender, its `code()` to the log.
    pub fn receive<'a>(&self, request: &Request<'a>, now: u64) -> Result<Received<'a>, Refusal> {
        self.verify(request, now)?.read()
    }

    /// Verifies a request without reading its body, which may be anything.
    ///
    /// # Errors
    ///
    /// [`Refusal::Unauthorized`] or [`Refusal::TooLarge`].
    pub fn verify<'a>(&self, request: &Request<'a>, now: u64) -> Result<Authentic<'a>, Refusal> {
        if request.body.len() > self.max_body {
            return Err(Refusal::TooLarge {
                limit: self.max_body,
            });
        }
        Ok(self.authenticate(request, now)?)
    }

    fn authenticate<'a>(
        &self,
        request: &Request<'a>,
        now: u64,
    ) -> Result<Authentic<'a>, AuthError> {
        if request.method != "POST" {
            return Err(AuthError::Method);
        }
        let access_key = only(request.access_key, Scheme::ACCESS_KEY)?;
        let timestamp = only(request.timestamp, Scheme::TIMESTAMP)?;
        let signature = only(request.signature, Scheme::SIGNATURE)?;
        if access_key != self.client_id.as_bytes() {
            return Err(AuthError::AccessKey);
        }
        let (timestamp, time) = read_timestamp(timestamp)?;
        let signature = Signature::parse(signature)?;
        let path = self.path.signed(request.path)?;
        let parts = self
            .scheme
            .parts(&self.client_id, "POST", &path, request.body, timestamp);
        let secret = self
            .secrets
            .verify(&parts, &signature)
            .ok_or(AuthError::Signature)?;
        // Last, so that the log tells a wrong clock from a stranger.
        self.tolerance.check(time, now)?;
        Ok(Authentic {
            body: request.body,
            secret,
        })
    }
}

pub(crate) fn checked_client_id(client_id: String) -> Result<Box<str>, ConfigError> {
    if client_id.is_empty() || !client_id.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(ConfigError::ClientId);
    }
    Ok(client_id.into())
}

fn only<'a>(header: Header<'a>, name: &'static str) -> Result<&'a [u8], AuthError> {
    match header {
        Header::One(value) => Ok(value),
        Header::Missing => Err(AuthError::HeaderMissing { name }),
        Header::Repeated => Err(AuthError::HeaderRepeated { name }),
    }
}

/// A body that the marketplace signed, just now. Only [`Receiver::verify`] makes one.
///
/// ```
/// # use launch_complete::subscription::*;
/// # let path = || PublicPath::registered("/subscriptions");
/// # let secret = || Secret::new("de17f1f0-4816-157b-97ae-eb4b0f656a1f");
/// # let receiver = Receiver::new("my-client-id", [secret()?], path()?)?;
/// # let dispatcher = Dispatcher::new("my-client-id", secret()?, path()?)?;
///
/// let sent = dispatcher.dispatch_body("no event", 1_571_158_800);
/// let request = Request::new(sent.method, &sent.path, sent.headers(), &sent.body);
/// let authentic: Authentic = receiver.verify(&request, 1_571_158_800)?;
/// assert_eq!((authentic.body(), authentic.secret()), (b"no event".as_slice(), 0));
/// assert_eq!(authentic.key(), Key::of(b"no event"));
/// assert_eq!(authentic.read().unwrap_err().code(), "BODY_NOT_JSON");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Authentic<'a> {
    body: &'a [u8],
    secret: usize,
}

impl<'a> Authentic<'a> {
    /// Reads the event.
    ///
    /// # Errors
    ///
    /// [`Refusal::Malformed`].
    pub fn read(self) -> Result<Received<'a>, Refusal> {
        Ok(Received {
            message: Message::from_body(self.body)?,
            authentic: self,
        })
    }

    /// The raw bytes of the body.
    #[must_use]
    pub fn body(&self) -> &'a [u8] {
        self.body
    }

    /// Which of the secrets signed it, by its place. Once only the new one does, drop the old one.
    #[must_use]
    pub fn secret(&self) -> usize {
        self.secret
    }

    /// What the [`Inbox`](super::Inbox) knows it by.
    #[must_use]
    pub fn key(&self) -> Key {
        Key::of(self.body)
    }
}

/// An event that the marketplace signed, just now.
///
/// ```
/// # use launch_complete::subscription::*;
/// # let path = || PublicPath::registered("/subscriptions");
/// # let secret = || Secret::new("de17f1f0-4816-157b-97ae-eb4b0f656a1f");
/// # let receiver = Receiver::new("my-client-id", [secret()?], path()?)?;
/// # let dispatcher = Dispatcher::new("my-client-id", secret()?, path()?)?;
///
/// let message = Message::marketplace(Event::location_deleted(1), 1, utc_text(1_571_158_800_000));
/// let sent = dispatcher.dispatch(&message, 1_571_158_800);
/// let request = Request::new(sent.method, &sent.path, sent.headers(), &sent.body);
/// let received: Received = receiver.receive(&request, 1_571_158_800)?;
/// assert_eq!(received.key(), received.authentic().key());
/// assert_eq!(received.message().event(), &Event::LocationDeleted(Location { location_id: 1 }));
/// assert_eq!(received.into_message(), message);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Received<'a> {
    message: Message,
    authentic: Authentic<'a>,
}

impl<'a> Received<'a> {
    /// The event with its envelope.
    #[must_use]
    pub fn message(&self) -> &Message {
        &self.message
    }

    /// The event with its envelope, without the body.
    #[must_use]
    pub fn into_message(self) -> Message {
        self.message
    }

    /// The body it was read from.
    #[must_use]
    pub fn authentic(&self) -> Authentic<'a> {
        self.authentic
    }

    /// What the [`Inbox`](super::Inbox) knows it by.
    #[must_use]
    pub fn key(&self) -> Key {
        self.authentic.key()
    }
}
