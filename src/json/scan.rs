//! Walking JSON text once, without making anything of it.

use std::borrow::Cow;

use super::unquote::unquoted;
use super::{MAX_NESTING, skip};

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
    pub(crate) fn fields<const N: usize>(
        &mut self,
        names: &[&str; N],
    ) -> Result<Value<'a, N>, Problem> {
        let start = self.at;
        let mut fields = None;
        if self.peek() == Some(b'{') {
            let mut found = [None; N];
            let mut repeated = false;
            let mut more = self.open()?;
            while more {
                let name = self.name()?;
                let value = self.value()?;
                if let Some(place) = names.iter().position(|wanted| *wanted == name) {
                    repeated |= found[place].replace(value).is_some();
                }
                more = self.more()?;
            }
            fields = Some(Fields { found, repeated });
        } else {
            self.value()?;
        }
        Ok(Value {
            written: self.since(start),
            fields,
        })
    }

    /// Steps into an object. Whether a field is in it; if not, it is left again.
    pub(crate) fn open(&mut self) -> Result<bool, Problem> {
        if self.depth == MAX_NESTING {
            return Err(Problem::TooDeep);
        }
        self.at += 1;
        self.space();
        let empty = self.peek() == Some(b'}');
        self.at += usize::from(empty);
        self.depth += usize::from(!empty);
        Ok(!empty)
    }

    /// Steps over what stands between fields. Whether there is another one; if not, the object is left.
    pub(crate) fn more(&mut self) -> Result<bool, Problem> {
        self.space();
        let more = match skip::byte(self.bytes(), self.at)? {
            b',' => true,
            b'}' => false,
            _ => return Err(Problem::NotJson),
        };
        self.at += 1;
        if more {
            self.space();
        } else {
            self.depth -= 1;
        }
        Ok(more)
    }

    /// Steps over the name of a field, to its value. A name with half a surrogate pair in it is none of those that
    /// are wanted.
    pub(crate) fn name(&mut self) -> Result<Cow<'a, str>, Problem> {
        let start = self.at;
        let (end, escaped) = skip::string(self.bytes(), start)?;
        self.at = skip::colon(self.bytes(), end)?;
        let written = self.text.get(start + 1..end - 1).unwrap_or_default();
        Ok(if escaped {
            Cow::Owned(unquoted(written).unwrap_or_default())
        } else {
            Cow::Borrowed(written)
        })
    }

    /// Any value, as it is written.
    pub(crate) fn value(&mut self) -> Result<&'a str, Problem> {
        let start = self.at;
        self.at = skip::value(self.bytes(), start, self.depth)?;
        Ok(self.since(start))
    }
}
