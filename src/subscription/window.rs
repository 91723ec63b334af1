//! How old a request may be.

use super::error::{AuthError, ConfigError};

/// How far a request's time may be from ours, in seconds: 10 in the past and 2 in the future unless told
/// otherwise.
///
/// There is no way to switch the check off: a signed request could be sent again for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tolerance {
    past: u32,
    future: u32,
}

impl Tolerance {
    /// The widest window, one hour to each side. Anything larger is a mistake, often milliseconds.
    ///
    /// ```
    /// use launch_complete::subscription::Tolerance;
    ///
    /// assert!(Tolerance::seconds(Tolerance::MAX_SECONDS, 0).is_ok());
    /// assert!(Tolerance::seconds(Tolerance::MAX_SECONDS + 1, 0).is_err());
    /// ```
    pub const MAX_SECONDS: u32 = 3600;

    /// So many seconds in the past and in the future, both included.
    ///
    /// # Errors
    ///
    /// [`ConfigError::Tolerance`] for more than an hour.
    ///
    /// ```
    /// use launch_complete::subscription::Tolerance;
    ///
    /// assert_eq!(Tolerance::seconds(10, 2)?, Tolerance::default());
    /// assert!(Tolerance::seconds(10_000, 0).is_err());
    /// # Ok::<(), launch_complete::subscription::ConfigError>(())
    /// ```
    pub fn seconds(past: u32, future: u32) -> Result<Self, ConfigError> {
        if past.max(future) > Self::MAX_SECONDS {
            return Err(ConfigError::Tolerance);
        }
        Ok(Self { past, future })
    }

    /// Compares in both directions without ever overflowing.
    pub(crate) fn check(self, timestamp: u64, now: u64) -> Result<(), AuthError> {
        let (behind, ahead) = (now.saturating_sub(timestamp), timestamp.saturating_sub(now));
        if behind > u64::from(self.past) {
            return Err(AuthError::Stale { seconds: behind });
        }
        if ahead > u64::from(self.future) {
            return Err(AuthError::Future { seconds: ahead });
        }
        Ok(())
    }
}

impl Default for Tolerance {
    fn default() -> Self {
        Self {
            past: 10,
            future: 2,
        }
    }
}

/// Reads a timestamp: ten ASCII digits, seconds since 1970. No sign, no spaces, no zero in front, no
/// milliseconds: nothing separates it from the body in what is signed, so its shape must.
pub(crate) fn read_timestamp(text: &[u8]) -> Result<(&str, u64), AuthError> {
    let digits = text.len() == 10 && text[0] != b'0' && text.iter().all(u8::is_ascii_digit);
    let text = core::str::from_utf8(text).ok().filter(|_| digits);
    text.and_then(|text| Some((text, text.parse().ok()?)))
        .ok_or(AuthError::TimestampFormat)
}
