//! The strings on the wire, version 1.
//!
//! A message with a result is the bare JSON text, so that a host which only does
//! `JSON.parse(event.data)` understands it. Everything else starts with `launch-complete:`, which no JSON
//! text does.

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

/// Codes come from another window: they are shown, so they are kept to a closed alphabet.
fn is_code(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text
            .bytes()
            .all(|byte| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'_'))
}
