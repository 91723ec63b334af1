//! What makes a text a result: the same rules as of a value, held against the text itself in one walk.
//!
//! The page and the app check every result. To make values of it first costs several times what the check does.

use std::borrow::Cow;

use super::decimal::decimal;
use super::error::ResultError;
use super::place::Place;
use super::result::Form;
use super::rule::{MARKETPLACE, Rule, SINGLE_CYCLE, Table, is_blank, is_numeric, is_web_url};
use crate::json::{Problem, Scanner, unquoted, whole};

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
        let mut wrong = None;
        let mut has_mark = false;
        let other = whole(text, |scanner| {
            if scanner.peek() != Some(b'{') {
                return scanner.value().map(Some);
            }
            let mut checker = Checker {
                scanner: *scanner,
                wrong: None,
            };
            let given = checker.object(table, &Place::Root)?;
            *scanner = checker.scanner;
            wrong = checker.wrong;
            has_mark = index(table, mark).is_some_and(|mark| given >> mark & 1 == 1);
            Ok(None)
        })?;
        match other.map(kind) {
            Some(NOTHING) => return Err(ResultError::Missing),
            Some(found) => return Err(ResultError::NotObject { found }),
            None if has_mark => return wrong.map_or(Ok(form), Err),
            None => {}
        }
    }
    Err(ResultError::Form)
}

const NOTHING: &str = "nothing";

/// What kind of value this is, in the words of an error message.
fn kind(written: &str) -> &'static str {
    match written.as_bytes().first() {
        Some(b'n') => NOTHING,
        Some(b't' | b'f') => "true or false",
        Some(b'"') => "a text",
        Some(b'[') => "a list",
        Some(b'{') => "an object",
        _ => "a number",
    }
}

fn index(table: Table, name: &str) -> Option<usize> {
    table.iter().position(|(known, _)| *known == name)
}

/// Where the walk is, and the first that is wrong.
struct Checker<'a> {
    scanner: Scanner<'a>,
    wrong: Option<ResultError>,
}

impl Checker<'_> {
    /// Steps over an object. The fields of the table that are there and not `null`, one bit each.
    fn object(&mut self, table: Table, place: &Place<'_>) -> Result<u32, Problem> {
        let mut given = 0;
        let mut more = self.scanner.open(b'}')?;
        while more {
            let name = self.scanner.name()?;
            let known = index(table, &name).and_then(|index| Some((index, table.get(index)?)));
            match known {
                Some((index, (name, rule))) if self.scanner.peek() != Some(b'n') => {
                    given |= 1 << index;
                    self.value(rule, &Place::Field(place, name))?;
                }
                // A `null` takes the place of what was there before it.
                Some((index, _)) => {
                    given &= !(1 << index);
                    self.scanner.value()?;
                }
                None => {
                    self.scanner.value()?;
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

    /// Steps over a value that has a rule.
    fn value(&mut self, rule: &Rule, place: &Place<'_>) -> Result<(), Problem> {
        match (self.scanner.peek(), rule) {
            (Some(b'['), Rule::List(rule)) => self.list(rule, place),
            (Some(b'{'), Rule::Object(table)) => self.object(table, place).map(drop),
            (Some(b'"'), Rule::Identity | Rule::Text | Rule::Url | Rule::PackageId) => {
                let (written, escaped) = self.scanner.string()?;
                let text = match escaped {
                    false => Cow::Borrowed(written),
                    // Half a surrogate pair is a text, but not blank, no number, and in no URL.
                    true => unquoted(written).map_or(Cow::Borrowed("\u{fffd}"), Cow::Owned),
                };
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
                Ok(())
            }
            _ => {
                let written = self.scanner.value()?;
                if !(matches!(rule, Rule::PackageId) && is_whole(written)) {
                    self.unexpected(rule, kind(written), place);
                }
                Ok(())
            }
        }
    }

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
