//! Walking JSON text once, without making anything of it.

use std::borrow::Cow;

use super::json::unquoted;

/// How deep lists and objects of an event may be nested. A documented event has three levels; whoever reads a
/// payload may use a parser that recurses.
pub const MAX_NESTING: usize = 64;

/// Why a text is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    NotJson,
    TooDeep,
}

/// A value as written, and the wanted fields of it where it is an object.
pub(crate) struct Value<'a, const N: usize> {
    pub(crate) written: &'a str,
    pub(crate) fields: Option<Fields<'a, N>>,
}

/// The wanted fields of an object as written, `None` where there is none.
pub(crate) struct Fields<'a, const N: usize> {
    pub(crate) found: [Option<&'a str>; N],
    /// One of them is there more than once.
    pub(crate) repeated: bool,
}

/// Where in a text a scan is.
pub(crate) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

/// Is handed the name of a field and scans its value.
pub(crate) type Each<'e, 'a> = &'e mut dyn FnMut(&mut Scanner<'a>, &str) -> Result<(), Problem>;

impl<'a> Scanner<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
        }
    }

    /// Nothing may be left.
    pub(crate) fn end(&self) -> Result<(), Problem> {
        if self.at == self.text.len() {
            Ok(())
        } else {
            Err(Problem::NotJson)
        }
    }

    pub(crate) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn next(&mut self) -> Result<u8, Problem> {
        let byte = self.peek().ok_or(Problem::NotJson)?;
        self.at += 1;
        Ok(byte)
    }

    fn skip(&mut self, wanted: u8) -> bool {
        let there = self.peek() == Some(wanted);
        self.at += usize::from(there);
        there
    }

    fn expect(&mut self, wanted: u8) -> Result<(), Problem> {
        if self.skip(wanted) {
            Ok(())
        } else {
            Err(Problem::NotJson)
        }
    }

    pub(crate) fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    /// Any value, and the named fields of it where it is an object.
    pub(crate) fn fields<const N: usize>(
        &mut self,
        names: &[&str; N],
    ) -> Result<Value<'a, N>, Problem> {
        let start = self.at;
        let mut fields = None;
        if self.peek() == Some(b'{') {
            let mut found = [None; N];
            let mut repeated = false;
            self.members(&mut |scanner, name| {
                let value = scanner.value()?;
                if let Some(place) = names.iter().position(|wanted| *wanted == name) {
                    repeated |= found[place].replace(value).is_some();
                }
                Ok(())
            })?;
            fields = Some(Fields { found, repeated });
        } else {
            self.value()?;
        }
        Ok(Value {
            written: &self.text[start..self.at],
            fields,
        })
    }

    pub(crate) fn members(&mut self, each: Each<'_, 'a>) -> Result<(), Problem> {
        self.list(b'}', &mut |scanner| {
            let name = scanner.string()?;
            scanner.space();
            scanner.expect(b':')?;
            scanner.space();
            each(scanner, &name_of(name))
        })
    }

    fn items(&mut self) -> Result<(), Problem> {
        self.list(b']', &mut |scanner| scanner.value().map(drop))
    }

    /// What stands between brackets, with commas between it.
    fn list(
        &mut self,
        end: u8,
        item: &mut dyn FnMut(&mut Self) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        self.at += 1;
        self.depth += 1;
        if self.depth > MAX_NESTING {
            return Err(Problem::TooDeep);
        }
        self.space();
        if !self.skip(end) {
            loop {
                self.space();
                item(self)?;
                self.space();
                match self.next()? {
                    b',' => {}
                    byte if byte == end => break,
                    _ => return Err(Problem::NotJson),
                }
            }
        }
        self.depth -= 1;
        Ok(())
    }

    /// Any value, as it is written.
    pub(crate) fn value(&mut self) -> Result<&'a str, Problem> {
        let start = self.at;
        match self.peek().ok_or(Problem::NotJson)? {
            b'"' => return self.string(),
            b'{' => self.members(&mut |scanner, _| scanner.value().map(drop))?,
            b'[' => self.items()?,
            b't' => self.word("true")?,
            b'f' => self.word("false")?,
            b'n' => self.word("null")?,
            _ => self.number()?,
        }
        Ok(&self.text[start..self.at])
    }

    fn word(&mut self, word: &str) -> Result<(), Problem> {
        if !self.text[self.at..].starts_with(word) {
            return Err(Problem::NotJson);
        }
        self.at += word.len();
        Ok(())
    }

    fn number(&mut self) -> Result<(), Problem> {
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
        Ok(())
    }

    fn digits(&mut self) -> Result<(), Problem> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        if self.at > start {
            Ok(())
        } else {
            Err(Problem::NotJson)
        }
    }

    /// A string with its quotes.
    fn string(&mut self) -> Result<&'a str, Problem> {
        let start = self.at;
        self.expect(b'"')?;
        loop {
            self.at += plain(&self.text.as_bytes()[self.at..]);
            match self.next()? {
                b'"' => return Ok(&self.text[start..self.at]),
                b'\\' => self.escape()?,
                0..0x20 => return Err(Problem::NotJson),
                _ => {}
            }
        }
    }

    fn escape(&mut self) -> Result<(), Problem> {
        match self.next()? {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Ok(()),
            b'u' => (0..4).try_for_each(|_| match self.next()? {
                byte if byte.is_ascii_hexdigit() => Ok(()),
                _ => Err(Problem::NotJson),
            }),
            _ => Err(Problem::NotJson),
        }
    }
}

/// The name of a field. One with half a surrogate pair in it is none of those that are wanted.
fn name_of(written: &str) -> Cow<'_, str> {
    if written.contains('\\') {
        Cow::Owned(unquoted(written).unwrap_or_default())
    } else {
        Cow::Borrowed(&written[1..written.len() - 1])
    }
}

/// How many bytes in front are certainly nothing but text, counted in steps of eight: long texts are where the
/// time goes. The bit tricks are those of <https://graphics.stanford.edu/~seander/bithacks.html#HasLessInWord>;
/// a step that might hold a quote, a backslash or a control character ends it.
fn plain(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::MAX / 255;
    const HIGHS: u64 = ONES * 0x80;
    let zero = |word: u64| word.wrapping_sub(ONES) & !word;
    let (steps, _) = bytes.as_chunks::<8>();
    let special = steps.iter().position(|step| {
        let word = u64::from_le_bytes(*step);
        let control = word.wrapping_sub(ONES * 0x20) & !word;
        let quote = zero(word ^ (ONES * u64::from(b'"')));
        let backslash = zero(word ^ (ONES * u64::from(b'\\')));
        (control | quote | backslash) & HIGHS != 0
    });
    8 * special.unwrap_or(steps.len())
}
