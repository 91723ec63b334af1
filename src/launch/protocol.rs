//! The strings on the wire, version 1.
//!
//! A message with a result is the bare JSON text, so that a host which only does
//! `JSON.parse(event.data)` understands it. Everything else starts with `launch-complete:`, which no JSON
//! text does.
//!
//! ```
//! use launch_complete::launch::protocol::*;
//!
//! assert_eq!(Answer::parse(ACKNOWLEDGED), Some(Answer::Acknowledged));
//! assert_eq!(Answer::Refused("RESULT_FORM".into()).text(), format!("{REFUSED}RESULT_FORM"));
//! assert!([HELLO, READY, PENDING, PROXY, URL, FAILED, STORED].iter().all(|it| it.starts_with(CHANNEL)));
//! assert!(ProxyWord::ALL.iter().all(|word| word.message().starts_with(PROXY)));
//! ```

use super::decimal::{decimal, push_decimal};
use super::split::{all, split_once};

/// From a host or a proxy to the page: a listener is here, (re)send what is not acknowledged.
pub const HELLO: &str = "launch-complete:hello:1";
/// The same from a proxy, whose acknowledgement may take longer because it has sinks of its own.
pub const HELLO_PROXY: &str = "launch-complete:hello:1:proxy";
/// Answer to a hello: nothing was sent yet.
pub const READY: &str = "launch-complete:ready:1";
/// Answer to a hello: a result is on its way again.
pub const PENDING: &str = "launch-complete:pending:1";
/// The result was accepted.
pub const ACKNOWLEDGED: &str = "launch-complete:ack:1";
/// The result was refused; a code follows.
pub const REFUSED: &str = "launch-complete:refused:1:";
/// From a proxy page to the host as its opener, in engines without `BroadcastChannel`; a word follows.
pub const PROXY: &str = "launch-complete:proxy:1:";
/// The host's answer to a proxy that asked: the URL to frame follows.
pub const URL: &str = "launch-complete:url:1:";
/// The host's answer to a proxy that asked in vain; a code follows.
pub const FAILED: &str = "launch-complete:failed:1:";
/// From a proxy or landing page to the host as its opener, in engines without `BroadcastChannel`: only the
/// back end got the result. Its status, a colon and the idempotency key follow.
pub const STORED: &str = "launch-complete:stored:1:";
/// Name of the channel on which landing, proxy and host speak.
pub const CHANNEL: &str = "launch-complete";

/// What a receiver answered to a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It was accepted.
    Acknowledged,
    /// It was refused, with a code of capital letters and underscores.
    Refused(String),
}

impl Answer {
    /// Reads an answer; anything else is none.
    ///
    /// ```
    /// use launch_complete::launch::protocol::Answer;
    ///
    /// assert_eq!(Answer::parse("launch-complete:ack:1"), Some(Answer::Acknowledged));
    /// assert_eq!(
    ///     Answer::parse("launch-complete:refused:1:RESULT_FORM"),
    ///     Some(Answer::Refused("RESULT_FORM".into())),
    /// );
    /// assert_eq!(Answer::parse("launch-complete:refused:1:<b>"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text == ACKNOWLEDGED {
            return Some(Self::Acknowledged);
        }
        let code = text.strip_prefix(REFUSED)?;
        is_code(code).then(|| Self::Refused(code.into()))
    }

    /// The answer as it goes over the wire.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Acknowledged => ACKNOWLEDGED.into(),
            Self::Refused(code) => {
                let mut text = String::from(REFUSED);
                text.push_str(code);
                text
            }
        }
    }
}

/// A greeting of a receiver.
///
/// ```
/// use launch_complete::launch::protocol::{HELLO, HELLO_PROXY, Hello};
///
/// assert_eq!(Hello::parse(HELLO), Some(Hello { proxy: false }));
/// assert_eq!(Hello::parse(HELLO_PROXY), Some(Hello { proxy: true }));
/// assert_eq!(Hello::parse("{}"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hello {
    /// Whether it is a proxy.
    pub proxy: bool,
}

impl Hello {
    /// Reads a greeting; anything else is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            HELLO => Some(Self { proxy: false }),
            HELLO_PROXY => Some(Self { proxy: true }),
            _ => None,
        }
    }
}

/// What a proxy page says about itself, on the channel or to its opener.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProxyWord {
    /// It is here.
    Hello,
    /// It wants a fresh launch URL.
    Ask,
    /// It makes way for the marketplace in the same window, because the frame did not load.
    Direct,
    /// It is being left.
    Goodbye,
}

impl ProxyWord {
    /// Every word.
    pub const ALL: [Self; 4] = [Self::Hello, Self::Ask, Self::Direct, Self::Goodbye];

    /// The word itself, as it stands on the channel.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hello => "hello",
            Self::Ask => "ask",
            Self::Direct => "direct",
            Self::Goodbye => "goodbye",
        }
    }

    /// Reads the message a proxy posts to its opener.
    ///
    /// ```
    /// use launch_complete::launch::protocol::ProxyWord;
    ///
    /// let message = ProxyWord::Ask.message();
    /// assert_eq!(message, "launch-complete:proxy:1:ask");
    /// assert_eq!(ProxyWord::parse(&message), Some(ProxyWord::Ask));
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let word = text.strip_prefix(PROXY)?;
        Self::ALL.into_iter().find(|known| known.as_str() == word)
    }

    /// The message a proxy posts to its opener.
    #[must_use]
    pub fn message(self) -> String {
        let mut text = String::from(PROXY);
        text.push_str(self.as_str());
        text
    }
}

/// The message that only the back end got the result.
///
/// ```
/// use launch_complete::launch::protocol::stored;
///
/// assert_eq!(stored(201, "sha-256=00"), "launch-complete:stored:1:201:sha-256=00");
/// ```
#[must_use]
pub fn stored(status: u16, key: &str) -> String {
    let mut text = String::from(STORED);
    push_decimal(&mut text, status.into());
    text.push(':');
    text.push_str(key);
    text
}

/// Reads it: the back end's status and the idempotency key.
///
/// ```
/// use launch_complete::launch::protocol::{parse_stored, stored};
///
/// assert_eq!(parse_stored(&stored(201, "sha-256=00")), Some((201, "sha-256=00")));
/// assert_eq!(parse_stored("launch-complete:ack:1"), None);
/// ```
#[must_use]
pub fn parse_stored(text: &str) -> Option<(u16, &str)> {
    let (status, key) = split_once(text.strip_prefix(STORED)?, b':')?;
    Some((u16::try_from(decimal(status)?).ok()?, key))
}

/// Codes come from another window: they are shown, so they are kept to a closed alphabet.
fn is_code(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && all(
            text,
            |byte| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'_'),
        )
}
