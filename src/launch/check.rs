//! What makes a text a result: the same rules as of a value, held against the text itself in one walk.
//!
//! The page and the app check every result. To make values of it first costs several times what the check does.

use std::borrow::Cow;

use super::decimal::decimal;
use super::error::ResultError;
use super::place::Place;
use super::result::Form;
use super::rule::{
    MARKETPLACE, Rule, SINGLE_CYCLE, Table, is_blank, is_numeric, is_plain_url, is_web_url,
};
use crate::json::{Problem, Quoted, Scanner};

/// Checks that a text is JSON and, against the documents, a result; says which form it has.
///
/// It accepts what [`validate`](super::validate()) accepts of the parsed text, but for a documented field that is given
/// twice: that one must be right both times. The place in an error is the first in the text.
///
/// # Errors
///
/// [`ResultError`], which names the place.
///
/// ```
/// use launch_complete::launch::{Form, check};
///
/// assert_eq!(check(r#"{"accountId":"a","cycles":[{}]}"#).unwrap_err().path(), "cycles[0].cycleId");
/// assert_eq!(check(r#"{"accountId":"a","cycleId":"c"}"#), Ok(Form::Cycle));
/// assert_eq!(check("{'accountId'}").unwrap_err().code(), "RESULT_NOT_JSON");
/// ```
pub fn check(text: &str) -> Result<Form, ResultError> {
    // One walk for the form that may be long; only what is not of that form is walked twice.
    for (form, table, mark) in [
        (Form::Marketplace, MARKETPLACE, "cycles"),
        (Form::Cycle, SINGLE_CYCLE, "cycleId"),
    ] {
        let mut checker = Checker {
            scanner: Scanner::of(text),
            wrong: None,
        };
        let (kind, given) = checker.whole(table)?;
        match kind {
            OBJECT => {}
            NOTHING => return Err(ResultError::Missing),
            found => return Err(ResultError::NotObject { found }),
        }
        if index(table, mark.as_bytes()).is_some_and(|mark| given >> mark & 1 == 1) {
            return checker.wrong.map_or(Ok(form), Err);
        }
    }
    Err(ResultError::Form)
}

const NOTHING: &str = "nothing";
const OBJECT: &str = "an object";

/// What kind of value begins like this, in the words of an error message.
fn kind(first: Option<u8>) -> &'static str {
    match first {
        Some(b'n') => NOTHING,
        Some(b't' | b'f') => "true or false",
        Some(b'"') => "a text",
        Some(b'[') => "a list",
        Some(b'{') => OBJECT,
        _ => "a number",
    }
}

fn index(table: Table, name: &[u8]) -> Option<usize> {
    table.iter().position(|(known, _)| known.as_bytes() == name)
}

/// Where the walk is, and the first that is wrong.
struct Checker<'a> {
    scanner: Scanner<'a>,
    wrong: Option<ResultError>,
}

impl Checker<'_> {
    /// Walks all of the text. What kind of value it is, and the fields that an object has.
    fn whole(&mut self, table: Table) -> Result<(&'static str, u32), Problem> {
        self.scanner.space();
        let kind = kind(self.scanner.peek());
        let given = if kind == OBJECT {
            self.object(table, &Place::Root)?
        } else {
            self.value(&Rule::Any, &Place::Root)?;
            0
        };
        self.scanner.space();
        self.scanner.end()?;
        Ok((kind, given))
    }

    /// Steps over an object. The fields of the table that are there and not `null`, one bit each.
    fn object(&mut self, table: Table, place: &Place<'_>) -> Result<u32, Problem> {
        let mut given = 0;
        let mut more = self.scanner.open(b'}')?;
        while more {
            let name = self.scanner.name()?;
            let index = if name.escaped {
                name.text().and_then(|name| index(table, name.as_bytes()))
            } else {
                index(table, name.written())
            };
            let bit = index.map_or(0, |index| 1 << index);
            match index.and_then(|index| table.get(index)) {
                Some((name, rule)) if self.scanner.peek() != Some(b'n') => {
                    given |= bit;
                    self.value(rule, &Place::Field(place, name))?;
                }
                // A `null` takes the place of what was there before it.
                _ => {
                    given &= !bit;
                    self.value(&Rule::Any, place)?;
                }
            }
            more = self.scanner.more(b'}')?;
        }
        for (index, (name, rule)) in table.iter().enumerate() {
            if rule.is_required() && given >> index & 1 == 0 {
                self.found(&Place::Field(place, name), |path| ResultError::Required {
                    path,
                });
            }
        }
        Ok(given)
    }

    /// Steps over a value, whatever it is, and holds it against its rule.
    fn value(&mut self, rule: &Rule, place: &Place<'_>) -> Result<(), Problem> {
        let first = self.scanner.peek();
        match (first, rule) {
            (Some(b'['), Rule::List(rule)) => return self.list(rule, place),
            (Some(b'{'), Rule::Object(table)) => return self.object(table, place).map(drop),
            (Some(b'"'), Rule::Identity | Rule::Text | Rule::Url | Rule::PackageId) => {
                let quoted = self.scanner.string()?;
                if quoted.escaped || !is_plain(quoted.written(), rule) {
                    self.text(quoted, rule, place);
                }
                return Ok(());
            }
            _ => {}
        }
        let is_right = match first {
            Some(b'[') => {
                self.list(&Rule::Any, place)?;
                false
            }
            Some(b'{') => {
                self.object(&[], place)?;
                false
            }
            Some(b'"') => {
                self.scanner.string()?;
                false
            }
            _ => is_whole(self.scanner.scalar()?) && matches!(rule, Rule::PackageId),
        };
        if !is_right && !matches!(rule, Rule::Any) {
            self.unexpected(rule, kind(first), place);
        }
        Ok(())
    }

    /// Steps over a list whose items have one rule.
    fn list(&mut self, rule: &Rule, place: &Place<'_>) -> Result<(), Problem> {
        let mut index = 0;
        let mut more = self.scanner.open(b']')?;
        while more {
            self.value(rule, &Place::Item(place, index))?;
            index += 1;
            more = self.scanner.more(b']')?;
        }
        Ok(())
    }

    /// Of a text that has to be looked at again.
    #[inline(never)]
    fn text(&mut self, quoted: Quoted<'_>, rule: &Rule, place: &Place<'_>) {
        // Half a surrogate pair is a text, but not blank, no number, and in no URL.
        let text = quoted.text().unwrap_or(Cow::Borrowed("\u{fffd}"));
        match rule {
            Rule::Identity if is_blank(&text) => {
                self.found(place, |path| ResultError::Required { path });
            }
            Rule::Url if !is_web_url(&text) => {
                self.found(place, |path| ResultError::Url { path });
            }
            Rule::PackageId if !is_numeric(&text) => self.unexpected(rule, "a text", place),
            _ => {}
        }
    }

    #[inline(never)]
    fn unexpected(&mut self, rule: &Rule, found: &'static str, place: &Place<'_>) {
        let expected = rule.expected();
        self.found(place, |path| ResultError::Type {
            path,
            expected,
            found,
        });
    }

    fn found(&mut self, place: &Place<'_>, wrong: impl FnOnce(String) -> ResultError) {
        if self.wrong.is_none() {
            self.wrong = Some(wrong(place.path()));
        }
    }
}

/// Whether a text is at first sight as its rule says: nearly all are.
fn is_plain(text: &[u8], rule: &Rule) -> bool {
    match rule {
        Rule::Text => true,
        Rule::Identity => text.first().is_some_and(|first| *first > b' '),
        Rule::Url => is_plain_url(text),
        _ => false,
    }
}

/// Whether a number is whole, as it is written by whoever writes JSON, and no larger than JavaScript holds exactly.
fn is_whole(written: &str) -> bool {
    let digits = written.strip_prefix('-').unwrap_or(written);
    decimal(digits).is_some_and(|number| number <= 1 << 53)
}

impl From<Problem> for ResultError {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::NotJson => Self::NotJson,
            Problem::TooDeep => Self::TooDeep,
        }
    }
}
