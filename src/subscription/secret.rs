//! The client secrets: several at once while one replaces another.

use core::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::error::ConfigError;
use super::signature::Signature;

/// The shortest secret that is taken, in bytes. The marketplace's have 36.
pub const MIN_SECRET_BYTES: usize = 16;

/// A client secret, made ready for signing. The text itself is not kept, `Debug` shows nothing of it, and
/// what is kept is overwritten when it is dropped. It cannot be cloned: one place holds it.
pub struct Secret(Hmac<Sha256>);

impl Secret {
    /// Takes a secret as text, as the marketplace hands it out. A `String` is overwritten.
    ///
    /// # Errors
    ///
    /// An empty, blank or short secret would let anybody in: [`ConfigError::SecretEmpty`],
    /// [`ConfigError::SecretBlank`], [`ConfigError::SecretShort`]. One with spaces or a line break around it
    /// was copied wrong and would refuse everything: [`ConfigError::SecretSpaces`].
    ///
    /// ```
    /// use launch_complete::subscription::Secret;
    ///
    /// let secret = Secret::new("de17f1f0-4816-157b-97ae-eb4b0f656a1f")?;
    /// assert_eq!(format!("{secret:?}"), "Secret(redacted)");
    /// assert_eq!(Secret::new("  ").unwrap_err().code(), "SECRET_BLANK");
    /// assert_eq!(Secret::new("changeme").unwrap_err().code(), "SECRET_SHORT");
    /// # Ok::<(), launch_complete::subscription::ConfigError>(())
    /// ```
    pub fn new(text: impl Into<String>) -> Result<Self, ConfigError> {
        let text = Zeroizing::new(text.into());
        if text.trim().len() != text.len() && !text.trim().is_empty() {
            return Err(ConfigError::SecretSpaces);
        }
        Self::keyed(text.as_bytes())
    }

    /// Takes a secret as bytes, for keys that are no text. The bytes are overwritten.
    ///
    /// # Errors
    ///
    /// As [`Secret::new`], but spaces around it are part of it.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, ConfigError> {
        Self::keyed(&Zeroizing::new(bytes))
    }

    fn keyed(bytes: &[u8]) -> Result<Self, ConfigError> {
        if bytes.is_empty() {
            return Err(ConfigError::SecretEmpty);
        }
        if core::str::from_utf8(bytes).is_ok_and(|text| text.trim().is_empty()) {
            return Err(ConfigError::SecretBlank);
        }
        if bytes.len() < MIN_SECRET_BYTES {
            return Err(ConfigError::SecretShort);
        }
        // HMAC takes keys of any length, so the error cannot happen.
        Hmac::new_from_slice(bytes)
            .map(Self)
            .map_err(|_| ConfigError::SecretShort)
    }

    /// HMAC-SHA-256 of the parts, one after another without separators.
    #[must_use]
    pub fn sign(&self, parts: &[&[u8]]) -> Signature {
        Signature::from(<[u8; 32]>::from(self.fed(parts).finalize().into_bytes()))
    }

    /// In constant time.
    fn verify(&self, parts: &[&[u8]], signature: &Signature) -> bool {
        self.fed(parts).verify_slice(signature.as_bytes()).is_ok()
    }

    fn fed(&self, parts: &[&[u8]]) -> Hmac<Sha256> {
        let mut mac = self.0.clone();
        parts.iter().for_each(|part| mac.update(part));
        mac
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(redacted)")
    }
}

/// The secrets of one client: one, or the old and the new while one replaces the other.
///
/// ```
/// use launch_complete::subscription::{Secret, Secrets, Signature};
///
/// let old = || Secret::from_bytes(vec![1; 32]);
/// let secrets = Secrets::new([Secret::from_bytes(vec![2; 32])?, old()?])?;
/// let signature = old()?.sign(&[b"what is signed"]);
/// let signature = Signature::parse(signature.to_string().as_bytes()).unwrap();
/// assert_eq!(secrets.verify(&[b"what is ", b"signed"], &signature), Some(1));
/// assert_eq!(secrets.verify(&[b"something else"], &signature), None);
/// # Ok::<(), launch_complete::subscription::ConfigError>(())
/// ```
pub struct Secrets(Vec<Secret>);

impl Secrets {
    /// Takes the secrets; the order does not matter.
    ///
    /// # Errors
    ///
    /// [`ConfigError::SecretMissing`] where there is none.
    pub fn new(secrets: impl IntoIterator<Item = Secret>) -> Result<Self, ConfigError> {
        let secrets = Vec::from_iter(secrets);
        if secrets.is_empty() {
            return Err(ConfigError::SecretMissing);
        }
        Ok(Self(secrets))
    }

    /// Which secret made the signature: its place in the order given. Every secret is tried, whether an
    /// earlier one fitted or not, and each comparison takes the same time whatever it finds.
    #[must_use]
    pub fn verify(&self, parts: &[&[u8]], signature: &Signature) -> Option<usize> {
        let mut found = None;
        for (place, secret) in self.0.iter().enumerate() {
            if secret.verify(parts, signature) {
                found = found.or(Some(place));
            }
        }
        found
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secrets({} redacted)", self.0.len())
    }
}
