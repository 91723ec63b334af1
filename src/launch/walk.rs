//! Stepping over JSON text that a parser has taken or will be asked about: this one only finds what is where. It never
//! fails and always ends; of what is no JSON it makes something, and nobody relies on that.
//!
//! The page and the app have the browser's parser, which knows all of JSON; a second one would be a tenth of the page.

/// A string as it is written, without its quotes.
#[derive(Clone, Copy)]
pub(super) struct Quoted<'a> {
    pub(super) written: &'a str,
    /// Something in it is escaped.
    pub(super) escaped: bool,
}

/// A byte; zero behind the end.
pub(super) fn byte(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).copied().unwrap_or(0)
}

/// Where the next thing is: white space and what stands between two things are stepped over.
pub(super) fn next(bytes: &[u8], mut at: usize) -> usize {
    while let 1..=b' ' | b',' | b':' = byte(bytes, at) {
        at += 1;
    }
    at
}

/// Steps over a number or a word: to what may stand behind it.
pub(super) fn scalar(bytes: &[u8], mut at: usize) -> usize {
    loop {
        at += 1;
        if let 0..=b' ' | b',' | b']' | b'}' = byte(bytes, at) {
            return at;
        }
    }
}

/// Whether the string whose first quote is here is this name, written without an escape.
pub(super) fn is_name(bytes: &[u8], at: usize, name: &str) -> bool {
    let end = at + 1 + name.len();
    bytes.get(at + 1..end) == Some(name.as_bytes()) && byte(bytes, end) == b'"'
}

impl<'a> From<&'a str> for Quoted<'a> {
    fn from(written: &'a str) -> Self {
        Self {
            written,
            escaped: false,
        }
    }
}

impl<'a> Quoted<'a> {
    /// What it stands for. Half a surrogate pair, which Rust's texts cannot hold, is U+FFFD. (Events have a reader of
    /// their own, `json::text`, which refuses such a half; one for both was tried and is 124 bytes more on the page.)
    pub(super) fn letters(self) -> impl Iterator<Item = char> + use<'a> {
        let mut rest = self.written.chars();
        core::iter::from_fn(move || {
            let letter = rest.next()?;
            if letter != '\\' {
                return Some(letter);
            }
            Some(match rest.next()? {
                'b' => '\u{8}',
                'f' => '\u{c}',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => {
                    let first = unit(&mut rest);
                    let mut behind = rest.clone();
                    let pair = matches!(first, 0xD800..0xDC00)
                        && behind.next() == Some('\\')
                        && behind.next() == Some('u');
                    let low = if pair { unit(&mut behind) } else { 0 };
                    if matches!(low, 0xDC00..0xE000) {
                        rest = behind;
                        let letter = 0x1_0000 + ((first - 0xD800) << 10) + (low - 0xDC00);
                        char::from_u32(letter).unwrap_or_default()
                    } else {
                        char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER)
                    }
                }
                other => other,
            })
        })
    }

    /// Whether it stands for this text.
    pub(super) fn is(self, text: &str) -> bool {
        if self.escaped {
            self.letters().eq(text.chars())
        } else {
            self.written == text
        }
    }
}

/// Four hexadecimal digits.
fn unit(digits: &mut core::str::Chars<'_>) -> u32 {
    (0..4).fold(0, |unit, _| {
        let digit = digits.next().and_then(|digit| digit.to_digit(16));
        unit << 4 | digit.unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn a_name_is_known_where_it_stands() {
        let text = br#"{"url":"a","url"}"#;
        let found: Vec<usize> = (0..20).filter(|at| is_name(text, *at, "url")).collect();
        assert_eq!(found, [1, 11]);
        for other in ["ur", "rl", "urls", ""] {
            assert!(!is_name(text, 1, other), "{other}");
        }
        assert!(!is_name(br#"{"url"#, 1, "url"));
    }
}
