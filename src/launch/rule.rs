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
    // Documented for the other form, and heard in this one, too.
    ("completeParameter", Rule::Any),
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
            Self::Any | Self::Identity | Self::Text | Self::Url => "a text",
            Self::PackageId => "a whole number or a numeric text",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }
}

/// An absolute `http` or `https` URL: scheme, host, and nothing that no URL holds.
pub(super) fn is_web_url(mut letters: impl Iterator<Item = char>) -> bool {
    let mut scheme = "http".chars();
    let mut next = || letters.next().map(|letter| letter.to_ascii_lowercase());
    if !scheme.all(|letter| next() == Some(letter)) {
        return false;
    }
    let separator = match next() {
        Some('s') => next(),
        other => other,
    };
    if separator != Some(':') || next() != Some('/') || next() != Some('/') {
        return false;
    }
    letters
        .next()
        .is_some_and(|first| is_of_url(first) && !matches!(first, '/' | '?' | '#' | ':' | '@'))
        && letters.all(is_of_url)
}

fn is_of_url(character: char) -> bool {
    !character.is_control()
        && !character.is_whitespace()
        // The last one stands for half a surrogate pair.
        && !matches!(character, '"' | '<' | '>' | '\\' | char::REPLACEMENT_CHARACTER)
}

/// The length of a URL as most are, in visible ASCII, up to the quote behind it: eight letters are looked at in one step.
pub(super) fn plain_url(text: &[u8]) -> Option<usize> {
    let host = text
        .strip_prefix(b"https://")
        .or_else(|| text.strip_prefix(b"http://"))?;
    if let b'/' | b'?' | b'#' | b':' | b'@' | b'"' = host.first()? {
        return None;
    }
    let length = words::plain_url(text);
    (text.get(length) == Some(&b'"')).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::plain_url;

    #[test]
    fn most_urls_are_known_at_first_sight() {
        for url in [
            "https://hooks.example/v1/1-2?a=b#c",
            "http://localhost:8080/hook",
        ] {
            let text = format!("{url}\",\"stepName\"");
            assert_eq!(plain_url(text.as_bytes()), Some(url.len()), "{url}");
        }
    }

    #[test]
    fn others_are_looked_at_again() {
        for url in [
            "https://",
            "https:///a",
            "https://?a",
            "https://#a",
            "https://:80",
            "https://@h",
            "ftp://h.example",
            "https://h.example/\u{fc}",
            "https://h.example/\\u0061",
            "https://h.example/a b",
            "https://h.example/<",
        ] {
            let text = format!("{url}\",\"stepName\"");
            assert_eq!(plain_url(text.as_bytes()), None, "{url}");
        }
        // Nothing ends it.
        assert_eq!(plain_url(b"https://hooks.example/a"), None);
    }
}
