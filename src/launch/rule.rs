//! What belongs in the documented fields, as tables.

use crate::json::words;

/// What belongs in a field. A field that is absent or `null` is fine unless its rule says otherwise.
pub(super) enum Rule {
    /// Anything: no document says what it is.
    Any,
    /// A text that must be there and not be blank.
    Identity,
    /// A text.
    Text,
    /// A whole number, or a text of digits.
    PackageId,
    /// A webhook URL that must be there.
    Url,
    /// A list, and what each item is. `null` is none.
    List(&'static Rule),
    /// An object with these fields.
    Object(Table),
}

/// Fields by name.
pub(super) type Table = &'static [(&'static str, Rule)];

// `templateReleaseId` is in no table: the documents do not say what type it has.

const WEBHOOK: Table = &[("stepName", Rule::Text), ("url", Rule::Url)];

const CYCLE: Table = &[
    ("cycleId", Rule::Identity),
    ("templateId", Rule::Text),
    ("status", Rule::Text),
    ("webhooks", Rule::List(&Rule::Object(WEBHOOK))),
];

pub(super) const MARKETPLACE: Table = &[
    ("accountId", Rule::Identity),
    ("accountApiId", Rule::Text),
    ("userId", Rule::Text),
    ("installCompleteMessage", Rule::Text),
    ("marketplacePackageId", Rule::PackageId),
    ("cycles", Rule::List(&Rule::Object(CYCLE))),
    ("errors", Rule::List(&Rule::Text)),
];

pub(super) const SINGLE_CYCLE: Table = &[
    ("accountId", Rule::Identity),
    ("accountApiId", Rule::Text),
    ("userId", Rule::Text),
    ("cycleId", Rule::Identity),
    ("templateId", Rule::Text),
    ("status", Rule::Text),
    ("webhooks", Rule::List(&Rule::Url)),
    ("errors", Rule::List(&Rule::Text)),
    ("completeParameter", Rule::Text),
];

impl Rule {
    /// Whether the field must be there.
    pub(super) fn is_required(&self) -> bool {
        matches!(self, Self::Identity | Self::Url)
    }

    /// What is expected, in the words of an error message.
    pub(super) fn expected(&self) -> &'static str {
        match self {
            Self::Identity | Self::Text | Self::Url => "a text",
            Self::PackageId => "a whole number or a numeric text",
            Self::Any => "anything",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }
}

/// Whether nothing is in a text but white space.
pub(super) fn is_blank(text: &str) -> bool {
    text.trim_ascii().is_empty()
}

/// A package id as a text.
pub(super) fn is_numeric(text: &str) -> bool {
    (1..=18).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// An absolute `http` or `https` URL.
pub(super) fn is_web_url(text: &str) -> bool {
    has_host(text.as_bytes()) && text.chars().all(is_of_url)
}

/// Whether it is one of visible ASCII: nearly all are, and eight letters are looked at in one step.
pub(super) fn is_plain_url(text: &[u8]) -> bool {
    has_host(text) && words::all_plain(text)
}

fn has_host(text: &[u8]) -> bool {
    let rest = strip_scheme(text, b"https://").or_else(|| strip_scheme(text, b"http://"));
    let first = rest.and_then(<[u8]>::first);
    first.is_some_and(|first| !matches!(first, b'/' | b'?' | b'#' | b':' | b'@'))
}

fn strip_scheme<'a>(text: &'a [u8], scheme: &[u8]) -> Option<&'a [u8]> {
    let (start, rest) = text.split_at_checked(scheme.len())?;
    start.eq_ignore_ascii_case(scheme).then_some(rest)
}

fn is_of_url(character: char) -> bool {
    !character.is_control()
        && !character.is_whitespace()
        // The last one stands for half a surrogate pair.
        && !matches!(character, '"' | '<' | '>' | '\\' | char::REPLACEMENT_CHARACTER)
}
