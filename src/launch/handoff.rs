//! Handing a result to the host's own back end: once, however often it is sent.
//!
//! `POST`, `Content-Type: application/json`, `Idempotency-Key`, the message text as body. The key is made
//! of the text, so every window that hands the same result over names it the same.

use super::digest::sha256;
use super::hex::push_hex;

/// Bodies up to this many bytes survive the window (`keepalive`); browsers refuse more than 64 KiB in
/// flight, and others may be.
///
/// ```
/// use launch_complete::launch::handoff::KEEPALIVE_BYTES;
///
/// let text = r#"{"accountId":"a","cycles":[]}"#;
/// assert!(text.len() <= KEEPALIVE_BYTES, "may be sent while the window closes");
/// ```
pub const KEEPALIVE_BYTES: usize = 60_000;

/// How often a hand-off is tried in all.
pub const TRIES: u32 = 6;

/// The `Idempotency-Key` of a text: `sha-256=` and the digest in lower-case hex.
///
/// ```
/// assert_eq!(
///     launch_complete::launch::idempotency_key("{}"),
///     "sha-256=44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
/// );
/// ```
#[must_use]
pub fn idempotency_key(text: &str) -> String {
    let mut key = String::from("sha-256=");
    for word in sha256(text) {
        push_hex(&mut key, &word.to_be_bytes());
    }
    key
}

/// What to do after an answer of the back end, or after none (`status` is then `None`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// It is stored.
    Done,
    /// It will never be taken: a 4xx, or no tries are left.
    GiveUp,
    /// Try again after this many milliseconds.
    Retry(u32),
}

/// Decides after try number `tried` (the first is 1). `jitter` is a random number from 0 to 1: windows
/// that failed together shall not try again together.
///
/// Network errors, 408, 425, 429 and 5xx are worth another try; other 4xx and redirects are not.
///
/// ```
/// use launch_complete::launch::handoff::{Next, TRIES, after};
///
/// assert_eq!(after(Some(201), 1, 0.0), Next::Done);
/// assert_eq!(after(Some(409), 1, 0.0), Next::GiveUp);
/// assert_eq!(after(Some(503), 1, 0.0), Next::Retry(125));
/// assert_eq!(after(None, TRIES, 0.0), Next::GiveUp);
/// ```
#[must_use]
pub fn after(status: Option<u16>, tried: u32, jitter: f64) -> Next {
    let again = match status {
        Some(200..=299) => return Next::Done,
        Some(408 | 425 | 429 | 500..=599) | None => true,
        Some(_) => false,
    };
    if !again || tried >= TRIES {
        return Next::GiveUp;
    }
    let base = 250_u32 << (tried - 1).min(5);
    // Between half the step and the whole step.
    Next::Retry(base / 2 + (f64::from(base / 2) * jitter.clamp(0.0, 1.0)) as u32)
}
