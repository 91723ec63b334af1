//! Walking JSON text once, without making anything of it.

use std::borrow::Cow;

use super::skip;
use super::unquote::unquoted;

/// How deep lists and objects of a text from outside may be nested: 64. A documented result has four levels, an event
/// three; whoever reads on may use a parser that recurses.
pub const MAX_NESTING: usize = 64;

/// Why a text is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    NotJson,
    TooDeep,
}

/// Scans a text to its end, spaces around it aside.
pub(crate) fn whole<'a, T>(
    text: &'a str,
    scan: impl FnOnce(&mut Scanner<'a>) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let mut scanner = Scanner::of(text);
    scanner.space();
    let scanned = scan(&mut scanner)?;
    scanner.space();
    scanner.end()?;
    Ok(scanned)
}

/// A value as written, and the wanted fields of it where it is an object.
#[cfg(feature = "subscriptions")]
pub(crate) struct Value<'a, const N: usize> {
    pub(crate) written: &'a str,
    pub(crate) fields: Option<Fields<'a, N>>,
}

/// The wanted fields of an object as written, `None` where there is none.
#[cfg(feature = "subscriptions")]
pub(crate) struct Fields<'a, const N: usize> {
    pub(crate) found: [Option<&'a str>; N],
    /// One of them is there more than once.
    pub(crate) repeated: bool,
}

/// A string of a text.
#[derive(Clone, Copy)]
pub(crate) struct Quoted<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    /// Something in it is escaped.
    pub(crate) escaped: bool,
}

impl<'a> Quoted<'a> {
    /// What is between the quotes, as it is written.
    pub(crate) fn written(&self) -> &'a [u8] {
        let bytes = self.text.as_bytes();
        bytes.get(self.start..self.end).unwrap_or_default()
    }

    /// What it stands for, a copy only where something is escaped; `None` where half a surrogate pair is in it.
    pub(crate) fn text(&self) -> Option<Cow<'a, str>> {
        let written = self.text.get(self.start..self.end)?;
        if self.escaped {
            unquoted(written).map(Cow::Owned)
        } else {
            Some(Cow::Borrowed(written))
        }
    }
}

/// Where in a text a scan is.
#[derive(Clone, Copy)]
pub(crate) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

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

    /// What was stepped over. (Slices that may panic bring the formatting of their message along, which weighs more
    /// than all of this: nothing here is cut that way.)
    fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn bytes(&self) -> &'a [u8] {
        self.text.as_bytes()
    }

    pub(crate) fn peek(&self) -> Option<u8> {
        self.bytes().get(self.at).copied()
    }

    pub(crate) fn space(&mut self) {
        self.at = skip::space(self.bytes(), self.at);
    }

    /// Any value, and the named fields of it where it is an object.
    #[cfg(feature = "subscriptions")]
    pub(crate) fn fields<const N: usize>(
        &mut self,
        names: &[&str; N],
    ) -> Result<Value<'a, N>, Problem> {
        let start = self.at;
        let mut fields = None;
        if self.peek() == Some(b'{') {
            let mut found = [None; N];
            let repeated = self.find(
                &|name| names.iter().position(|wanted| *wanted == name),
                &mut found,
            )?;
            fields = Some(Fields { found, repeated });
        } else {
            self.value()?;
        }
        Ok(Value {
            written: self.since(start),
            fields,
        })
    }

    /// Steps over an object and keeps the values of those fields that have a place in `found`, a repeated one's last.
    /// Whether one of them is repeated.
    pub(crate) fn find(
        &mut self,
        place: &dyn Fn(&str) -> Option<usize>,
        found: &mut [Option<&'a str>],
    ) -> Result<bool, Problem> {
        if self.peek() != Some(b'{') {
            return Err(Problem::NotJson);
        }
        let mut repeated = false;
        let mut more = self.open(b'}')?;
        while more {
            // Half a surrogate pair makes it none of those that are wanted.
            let place = self.name()?.text().and_then(|name| place(&name));
            let value = self.value()?;
            if let Some(found) = place.and_then(|place| found.get_mut(place)) {
                repeated |= found.replace(value).is_some();
            }
            more = self.more(b'}')?;
        }
        Ok(repeated)
    }

    /// Steps into an object or a list that `end` closes. Whether something is in it; if not, it is left again.
    pub(crate) fn open(&mut self, end: u8) -> Result<bool, Problem> {
        if self.depth == MAX_NESTING {
            return Err(Problem::TooDeep);
        }
        self.at += 1;
        self.space();
        let empty = self.peek() == Some(end);
        self.at += usize::from(empty);
        self.depth += usize::from(!empty);
        Ok(!empty)
    }

    /// Steps over what stands between fields or items. Whether there is another one; if not, what `end` closes is left.
    pub(crate) fn more(&mut self, end: u8) -> Result<bool, Problem> {
        self.space();
        let next = skip::byte(self.bytes(), self.at)?;
        if next != b',' && next != end {
            return Err(Problem::NotJson);
        }
        self.at += 1;
        if next == end {
            self.depth -= 1;
        } else {
            self.space();
        }
        Ok(next != end)
    }

    /// Steps over the name of a field, to its value.
    pub(crate) fn name(&mut self) -> Result<Quoted<'a>, Problem> {
        let name = self.string()?;
        self.at = skip::colon(self.bytes(), self.at)?;
        Ok(name)
    }

    /// Steps over a string.
    pub(crate) fn string(&mut self) -> Result<Quoted<'a>, Problem> {
        let start = self.at;
        let (end, escaped) = skip::string(self.bytes(), start)?;
        self.at = end;
        Ok(Quoted {
            text: self.text,
            start: start + 1,
            end: end - 1,
            escaped,
        })
    }

    /// A number, `true`, `false` or `null`, as it is written.
    pub(crate) fn scalar(&mut self) -> Result<&'a str, Problem> {
        let start = self.at;
        self.at = skip::scalar(self.bytes(), start)?;
        Ok(self.since(start))
    }

    /// Any value, as it is written.
    pub(crate) fn value(&mut self) -> Result<&'a str, Problem> {
        let start = self.at;
        self.at = skip::value(self.bytes(), start, self.depth)?;
        Ok(self.since(start))
    }
}
