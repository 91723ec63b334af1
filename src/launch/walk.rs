//! Stepping over JSON text that a parser has taken or will be asked about: this one only finds what is where. It never
//! fails and always ends; of what is no JSON it makes something, and nobody relies on that.
//!
//! The page and the app have the browser's parser, which knows all of JSON; a second one would be a tenth of the page.

use crate::json::words;

/// Where in a text the walk is.
pub(super) struct Walk<'a> {
    text: &'a str,
    at: usize,
}

/// A string as it is written, without its quotes.
#[derive(Clone, Copy)]
pub(super) struct Quoted<'a> {
    pub(super) written: &'a str,
    /// Something in it is escaped.
    pub(super) escaped: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The next byte that is no white space; zero at the end.
    pub(super) fn next(&mut self) -> u8 {
        loop {
            match self.text.as_bytes().get(self.at) {
                Some(1..=b' ') => self.at += 1,
                Some(byte) => return *byte,
                None => return 0,
            }
        }
    }

    /// Steps over one byte, which was seen.
    pub(super) fn step(&mut self) {
        self.at += 1;
    }

    /// Whether another item or field follows, to which it steps; what `end` closes is left otherwise.
    pub(super) fn more(&mut self, end: u8) -> bool {
        let mut next = self.next();
        if next == b',' {
            self.step();
            next = self.next();
        }
        let more = next != end && next != 0;
        if !more {
            self.step();
        }
        more
    }

    /// Nothing more is looked at.
    pub(super) fn give_up(&mut self) {
        self.at = self.text.len();
    }

    /// Steps over a string from its first quote.
    pub(super) fn string(&mut self) -> Quoted<'a> {
        let bytes = self.text.as_bytes();
        let start = self.at + 1;
        let mut at = start;
        let mut escaped = false;
        loop {
            at += words::plain(bytes.get(at..).unwrap_or_default());
            match bytes.get(at) {
                None | Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    at += 2;
                }
                Some(_) => at += 1,
            }
        }
        self.at = at + 1;
        Quoted {
            written: self.text.get(start..at).unwrap_or_default(),
            escaped,
        }
    }

    /// Steps over a number or a word: to what may stand behind it.
    pub(super) fn scalar(&mut self) -> &'a str {
        let start = self.at;
        loop {
            self.at += 1;
            match self.text.as_bytes().get(self.at) {
                None | Some(0..=b' ' | b',' | b']' | b'}') => break,
                Some(_) => {}
            }
        }
        self.text.get(start..self.at).unwrap_or_default()
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
