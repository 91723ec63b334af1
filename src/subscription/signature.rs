//! The signing scheme and its signature.

use core::fmt;

use super::error::AuthError;

/// How a request is signed. A choice of the configuration, never guessed from a request: a scheme that leaves
/// out the time would let anybody send an old request again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scheme {
    /// `hex(HMAC-SHA-256(client secret, client id + method + path + raw body + timestamp))`, in lower case and
    /// without separators, in three headers.
    ///
    /// The published example: client id `23b08412a29bbe8625967e16c1a41dc9`, client secret
    /// `de17f1f0-4816-157b-97ae-eb4b0f656a1f`, `POST`, `/subscriptions/order`, timestamp `1554456360`:
    ///
    /// ```
    /// use launch_complete::subscription::{Scheme, Secret};
    ///
    /// let secret = Secret::new("de17f1f0-4816-157b-97ae-eb4b0f656a1f")?;
    /// let body = r#"{ "event": {....}, "payload": {....} }"#;
    /// let parts = Scheme::Canonical.parts(
    ///     "23b08412a29bbe8625967e16c1a41dc9", "POST", "/subscriptions/order", body.as_bytes(), "1554456360",
    /// );
    /// assert_eq!(
    ///     secret.sign(&parts).to_string(),
    ///     "0ef94411f7e06fd28906719f3f1366585c50814040fec5f9fe0309a2e83e277b",
    /// );
    /// # Ok::<(), launch_complete::subscription::ConfigError>(())
    /// ```
    #[default]
    Canonical,
}

impl Scheme {
    /// The header with the client id.
    pub const ACCESS_KEY: &'static str = "x-access-key";
    /// The header with the time in seconds since 1970.
    pub const TIMESTAMP: &'static str = "x-timestamp";
    /// The header with the signature.
    pub const SIGNATURE: &'static str = "x-signature";

    /// What is signed, part by part, nothing between them. The path must already be in lower case.
    #[must_use]
    pub fn parts<'a>(
        self,
        client_id: &'a str,
        method: &'a str,
        path: &'a str,
        body: &'a [u8],
        timestamp: &'a str,
    ) -> [&'a [u8]; 5] {
        match self {
            Self::Canonical => [
                client_id.as_bytes(),
                method.as_bytes(),
                path.as_bytes(),
                body,
                timestamp.as_bytes(),
            ],
        }
    }
}

/// A signature: 32 bytes, never fewer. Compare it with [`Secrets::verify`](super::Secrets::verify), which takes
/// the same time whatever it finds; for that reason there is no `==`.
///
/// ```
/// use launch_complete::subscription::Signature;
///
/// let text = "0ef94411f7e06fd28906719f3f1366585c50814040fec5f9fe0309a2e83e277b";
/// assert_eq!(Signature::parse(text.as_bytes())?.to_string(), text);
/// assert!(Signature::parse(text.to_uppercase().as_bytes()).is_err());
/// # Ok::<(), launch_complete::subscription::AuthError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Signature([u8; 32]);

impl Signature {
    /// Reads the 64 lower-case hex digits of a header.
    ///
    /// # Errors
    ///
    /// [`AuthError::SignatureFormat`] for anything else: shorter, longer, capitals, spaces.
    pub fn parse(text: &[u8]) -> Result<Self, AuthError> {
        let text: &[u8; 64] = text.try_into().map_err(|_| AuthError::SignatureFormat)?;
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(text.chunks_exact(2)) {
            *byte = 16 * digit(pair[0])? + digit(pair[1])?;
        }
        Ok(Self(bytes))
    }

    pub(crate) fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

fn digit(byte: u8) -> Result<u8, AuthError> {
    match byte {
        b'0'..=b'9' => Ok(byte - b'0'),
        b'a'..=b'f' => Ok(byte - b'a' + 10),
        _ => Err(AuthError::SignatureFormat),
    }
}

impl From<[u8; 32]> for Signature {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

/// The 64 lower-case hex digits.
impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

/// A good signature is worth a request until it is too old; logs do not need it.
impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signature(redacted)")
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}
