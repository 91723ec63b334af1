//! Which launch a result belongs to: the launch binding.
//!
//! The host app makes a random launch id, keeps a pending record of it, and lets the window it opens
//! inherit the id. A page of the host's own origin in that window, the landing or the proxy page, knows by
//! it which launch it speaks for, whatever the pages in between did to `window.opener`.

use super::decimal::{decimal, push_decimal};
use super::hex::push_hex;
use super::origin::Origin;
use super::split::{all, split_once};

/// How long a pending record counts, in milliseconds: 15 minutes.
const PENDING_LIFE: f64 = 15.0 * 60.0 * 1000.0;

/// A random 128-bit launch id in lower-case hex.
///
/// ```
/// use launch_complete::launch::LaunchId;
///
/// let id = LaunchId::from_random([7; 16]);
/// assert_eq!(LaunchId::parse(id.as_str()), Some(id));
/// assert_eq!(LaunchId::parse("../../etc"), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LaunchId(String);

impl LaunchId {
    /// Makes an id of random bytes; the randomness is the caller's.
    #[must_use]
    pub fn from_random(bytes: [u8; 16]) -> Self {
        let mut text = String::with_capacity(32);
        push_hex(&mut text, &bytes);
        Self(text)
    }

    /// Reads an id that was stored or sent; anything but 32 lower-case hex digits is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let good = text.len() == 32 && all(text, |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        good.then(|| Self(text.into()))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The record of a launch that no result has arrived for. It never holds result text.
///
/// ```
/// use launch_complete::launch::{Origin, Pending};
///
/// let marketplace_origin = Origin::parse("https://marketplace.example")?;
/// let record = Pending { started_at: 1_000.0, marketplace_origin };
/// assert_eq!(record.text(), "1 1000 https://marketplace.example");
/// assert_eq!(Pending::parse(&record.text()), Some(record.clone()));
/// assert!(record.is_alive(2_000.0));
/// assert!(!record.is_alive(1_000.0 + 15.0 * 60.0 * 1_000.0));
/// # Ok::<(), launch_complete::launch::OriginError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Pending {
    /// When the launch started, in milliseconds since 1970 by the browser's clock.
    pub started_at: f64,
    /// Where its result comes from.
    pub marketplace_origin: Origin,
}

impl Pending {
    /// The record as it is stored: version, time, origin.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::from("1 ");
        push_decimal(&mut text, self.started_at.max(0.0) as u64);
        text.push(' ');
        text.push_str(self.marketplace_origin.as_str());
        text
    }

    /// Reads a stored record.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (version, record) = split_once(text, b' ')?;
        let (time, origin) = split_once(record, b' ')?;
        if version != "1" {
            return None;
        }
        let started_at = decimal(time)? as f64;
        let marketplace_origin = Origin::parse(origin).ok()?;
        Some(Self {
            started_at,
            marketplace_origin,
        })
    }

    /// Whether it still counts. A record from the future does: clocks are set back, too.
    #[must_use]
    pub fn is_alive(&self, now: f64) -> bool {
        now - self.started_at < PENDING_LIFE
    }
}

/// What to do with a landing or proxy page that knows no launch id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnboundLanding {
    /// Refuse it.
    #[default]
    Refuse,
    /// Accept it where exactly one launch is pending; the outcome says that it was not bound.
    Single,
}

/// Whether a message on the channel is for a launch.
///
/// ```
/// use launch_complete::launch::{Binding, LaunchId, UnboundLanding};
///
/// let own = LaunchId::from_random([7; 16]);
/// assert_eq!(Binding::of(Some(own.as_str()), &own, 2, UnboundLanding::Refuse), Binding::Bound);
/// assert_eq!(Binding::of(None, &own, 1, UnboundLanding::Single), Binding::Unbound);
/// assert_eq!(Binding::of(None, &own, 2, UnboundLanding::Single), Binding::Foreign);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// It names this launch.
    Bound,
    /// It names no launch, and this is the only one it can mean.
    Unbound,
    /// It is not for this launch.
    Foreign,
}

impl Binding {
    /// Decides for the launch `own`; `pending` is how many launches wait in all, this one included.
    #[must_use]
    pub fn of(
        named: Option<&str>,
        own: &LaunchId,
        pending: usize,
        unbound: UnboundLanding,
    ) -> Self {
        match named {
            Some(id) if id == own.as_str() => Self::Bound,
            None if unbound == UnboundLanding::Single && pending == 1 => Self::Unbound,
            _ => Self::Foreign,
        }
    }
}
