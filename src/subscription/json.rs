//! A strict JSON scanner (RFC 8259) that finds the fields of an object and leaves their values as they were
//! written. A body is walked once; its types are read from the fields that are wanted.
//!
//! Not `serde_json`: its errors bring the printing of floating point numbers with them, a third of the module that
//! a worker loads, and a doubled field has no place in them. The tests hold the two against each other.

use super::depth::too_deep;

/// The fields of an object, by name: as written, or `None` where there is none.
pub(crate) enum Object<'a, const N: usize> {
    Fields([Option<&'a str>; N]),
    /// A wanted field is there more than once.
    Repeated,
}

/// Reads the named fields of a text that is an object and nothing else; `None` where it is not.
pub(crate) fn object<'a, const N: usize>(text: &'a str, names: [&str; N]) -> Option<Object<'a, N>> {
    let mut found = [None; N];
    let mut repeated = false;
    let mut scanner = Scanner { text, at: 0 };
    scanner.space();
    scanner.members(&mut |name, value| {
        for (slot, wanted) in found.iter_mut().zip(names) {
            if is_text(name, wanted) {
                repeated |= slot.replace(value).is_some();
            }
        }
    })?;
    scanner.space();
    if scanner.at != text.len() {
        return None;
    }
    Some(if repeated {
        Object::Repeated
    } else {
        Object::Fields(found)
    })
}

/// Whether a text is one JSON value, spaces around it aside, and not too deep to be walked.
pub(crate) fn is_value(text: &str) -> bool {
    let mut scanner = Scanner { text, at: 0 };
    scanner.space();
    let value = !too_deep(text) && scanner.value().is_some();
    scanner.space();
    value && scanner.at == text.len()
}

/// The text that a JSON string stands for; `None` where it is no string, or half a surrogate pair is in it.
pub(crate) fn text(written: &str) -> Option<String> {
    let inside = written.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::with_capacity(inside.len());
    let mut rest = inside;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        let kind = *rest.as_bytes().get(at + 1)?;
        rest = rest.get(at + 2..)?;
        text.push(match kind {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => escaped(&mut rest)?,
            other => char::from(other),
        });
    }
    text.push_str(rest);
    Some(text)
}

/// What follows `\u`: one unit, or the first of a pair.
fn escaped(rest: &mut &str) -> Option<char> {
    let mut unit = || {
        let (digits, after) = rest.split_at_checked(4)?;
        *rest = after;
        u32::from_str_radix(digits, 16).ok()
    };
    let first = unit()?;
    if !(0xD800..0xDC00).contains(&first) {
        return char::from_u32(first);
    }
    *rest = rest.strip_prefix("\\u")?;
    let (digits, after) = rest.split_at_checked(4)?;
    *rest = after;
    let second = u32::from_str_radix(digits, 16).ok()?;
    let low = second.checked_sub(0xDC00).filter(|low| *low < 0x400)?;
    char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + low)
}

fn is_text(written: &str, wanted: &str) -> bool {
    if written.contains('\\') {
        text(written).is_some_and(|text| text == wanted)
    } else {
        &written[1..written.len() - 1] == wanted
    }
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    fn skip(&mut self, wanted: u8) -> bool {
        let there = self.peek() == Some(wanted);
        self.at += usize::from(there);
        there
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    /// An object. Whoever calls this has made sure that it is not too deep.
    fn members(&mut self, each: &mut dyn FnMut(&'a str, &'a str)) -> Option<()> {
        self.skip(b'{').then_some(())?;
        self.space();
        if self.skip(b'}') {
            return Some(());
        }
        loop {
            self.space();
            let name = self.string()?;
            self.space();
            self.skip(b':').then_some(())?;
            self.space();
            let value = self.value()?;
            each(name, value);
            self.space();
            match self.next()? {
                b',' => {}
                b'}' => return Some(()),
                _ => return None,
            }
        }
    }

    fn items(&mut self) -> Option<()> {
        self.at += 1;
        self.space();
        if self.skip(b']') {
            return Some(());
        }
        loop {
            self.space();
            self.value()?;
            self.space();
            match self.next()? {
                b',' => {}
                b']' => return Some(()),
                _ => return None,
            }
        }
    }

    /// Any value, as it is written.
    fn value(&mut self) -> Option<&'a str> {
        let start = self.at;
        match self.peek()? {
            b'"' => return self.string(),
            b'{' => self.members(&mut |_, _| {})?,
            b'[' => self.items()?,
            b't' => self.word("true")?,
            b'f' => self.word("false")?,
            b'n' => self.word("null")?,
            _ => self.number()?,
        }
        Some(&self.text[start..self.at])
    }

    fn word(&mut self, word: &str) -> Option<()> {
        self.text[self.at..].starts_with(word).then_some(())?;
        self.at += word.len();
        Some(())
    }

    fn number(&mut self) -> Option<()> {
        self.skip(b'-');
        if !self.skip(b'0') {
            self.digits()?;
        }
        if self.skip(b'.') {
            self.digits()?;
        }
        if self.skip(b'e') || self.skip(b'E') {
            let _ = self.skip(b'+') || self.skip(b'-');
            self.digits()?;
        }
        Some(())
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    /// A string with its quotes.
    fn string(&mut self) -> Option<&'a str> {
        let start = self.at;
        self.skip(b'"').then_some(())?;
        loop {
            match self.next()? {
                b'"' => return Some(&self.text[start..self.at]),
                b'\\' => self.escape()?,
                0..0x20 => return None,
                _ => {}
            }
        }
    }

    fn escape(&mut self) -> Option<()> {
        match self.next()? {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(()),
            b'u' => {
                let digits = self.text.as_bytes().get(self.at..self.at + 4)?;
                self.at += 4;
                digits.iter().all(u8::is_ascii_hexdigit).then_some(())
            }
            _ => None,
        }
    }
}
