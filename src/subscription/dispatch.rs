//! The marketplace's side: signing and sending an event. For simulators and tests.

use super::error::ConfigError;
use super::event::Message;
use super::receive::checked_client_id;
use super::request::PublicPath;
use super::secret::Secret;
use super::signature::Scheme;

/// Signs events for one subscriber.
///
/// ```
/// use launch_complete::subscription::{Dispatch, Dispatcher, PublicPath, Scheme, Secret};
///
/// let secret = Secret::new("de17f1f0-4816-157b-97ae-eb4b0f656a1f")?;
/// let path = PublicPath::registered("/subscriptions/order")?;
/// let dispatcher = Dispatcher::new("23b08412a29bbe8625967e16c1a41dc9", secret, path)?;
/// let sent: Dispatch = dispatcher.dispatch_body(r#"{ "event": {....}, "payload": {....} }"#, 1_554_456_360);
/// assert!(sent.signature.starts_with("0ef94411f7e06fd2"), "as in the published example");
/// assert_eq!(sent.headers().map(|(name, _)| name), [Scheme::ACCESS_KEY, Scheme::TIMESTAMP, Scheme::SIGNATURE]);
/// # Ok::<(), launch_complete::subscription::ConfigError>(())
/// ```
#[derive(Debug)]
pub struct Dispatcher {
    scheme: Scheme,
    client_id: Box<str>,
    secret: Secret,
    path: Box<str>,
}

/// A signed request, ready to be sent.
///
/// ```
/// # use launch_complete::subscription::{Dispatcher, PublicPath, Secret};
/// # let secret = Secret::new("de17f1f0-4816-157b-97ae-eb4b0f656a1f")?;
/// # let dispatcher = Dispatcher::new("my-client-id", secret, PublicPath::registered("/subscriptions")?)?;
/// let sent = dispatcher.dispatch_body("{}", 1_571_158_800);
/// assert_eq!((sent.method, sent.path.as_str()), ("POST", "/subscriptions"));
/// assert_eq!(sent.headers()[1], ("x-timestamp", b"1571158800".as_slice()));
/// # Ok::<(), launch_complete::subscription::ConfigError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Dispatch {
    /// Always `POST`.
    pub method: &'static str,
    /// The path as it was signed.
    pub path: String,
    /// The value of `x-access-key`.
    pub access_key: String,
    /// The value of `x-timestamp`.
    pub timestamp: String,
    /// The value of `x-signature`.
    pub signature: String,
    /// The body. Send these bytes and no others.
    pub body: Vec<u8>,
}

impl Dispatcher {
    /// Signs for this client, with its secret, to its registered path.
    ///
    /// # Errors
    ///
    /// [`ConfigError::ClientId`], or [`ConfigError::PublicPath`] where `path` is not a registered one.
    pub fn new(
        client_id: impl Into<String>,
        secret: Secret,
        path: PublicPath,
    ) -> Result<Self, ConfigError> {
        Ok(Self {
            scheme: Scheme::default(),
            client_id: checked_client_id(client_id.into())?,
            secret,
            path: path.as_str().ok_or(ConfigError::PublicPath)?.into(),
        })
    }

    /// Signs an event; `now` is in seconds since 1970.
    #[must_use]
    pub fn dispatch(&self, message: &Message, now: u64) -> Dispatch {
        self.dispatch_body(message.to_body(), now)
    }

    /// Signs any body, for trying out what a receiver makes of it.
    #[must_use]
    pub fn dispatch_body(&self, body: impl Into<Vec<u8>>, now: u64) -> Dispatch {
        let (method, body, timestamp) = ("POST", body.into(), now.to_string());
        let parts = self
            .scheme
            .parts(&self.client_id, method, &self.path, &body, &timestamp);
        let signature = self.secret.sign(&parts).to_string();
        Dispatch {
            method,
            path: self.path.to_string(),
            access_key: self.client_id.to_string(),
            timestamp,
            signature,
            body,
        }
    }
}

impl Dispatch {
    /// The three headers, as [`Request::new`](super::Request::new) takes them.
    #[must_use]
    pub fn headers(&self) -> [(&'static str, &[u8]); 3] {
        [
            (Scheme::ACCESS_KEY, self.access_key.as_bytes()),
            (Scheme::TIMESTAMP, self.timestamp.as_bytes()),
            (Scheme::SIGNATURE, self.signature.as_bytes()),
        ]
    }
}
