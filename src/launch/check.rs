//! What makes a text a result: the same rules as of a value, held against the text itself in one walk.
//!
//! The page and the app check every result. To make values of it first costs several times what the check does.

use super::decimal::decimal;
use super::error::ResultError;
use super::place::Place;
use super::result::Form;
use super::rule::{MARKETPLACE, Rule, SINGLE_CYCLE, Table, is_web_url, plain_url};
use super::walk::{Quoted, byte, is_name, next, scalar};
use crate::json::{MAX_NESTING, words};

/// Checks a text against the documents and says which form it has. `is_json` is the platform's parser, which is never
/// asked about what is nested too deep for it.
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
/// let is_json = |text: &str| serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
/// assert_eq!(check(r#"{"accountId":"a","cycles":[{}]}"#, is_json).unwrap_err().path(), "cycles[0].cycleId");
/// assert_eq!(check(r#"{"accountId":"a","cycleId":"c"}"#, is_json), Ok(Form::Cycle));
/// assert_eq!(check("{'accountId'}", is_json).unwrap_err().code(), "RESULT_NOT_JSON");
/// ```
pub fn check(text: &str, is_json: impl FnOnce(&str) -> bool) -> Result<Form, ResultError> {
    checked(text, is_json).map(|checked| checked.form)
}

/// What is known of a text that is a result.
pub(super) struct Checked<'a> {
    pub(super) form: Form,
    /// The texts of the fields in [`NAMED`].
    pub(super) named: [Option<Quoted<'a>>; 3],
}

/// What a launch can be told by.
pub(super) const NAMED: [&str; 3] = ["accountId", "accountApiId", "completeParameter"];

pub(super) fn checked(
    text: &str,
    is_json: impl FnOnce(&str) -> bool,
) -> Result<Checked<'_>, ResultError> {
    // One walk for the form that may be long; only what is not of that form is walked twice.
    let marketplace = Checker::walked(text, MARKETPLACE);
    if marketplace.too_deep {
        return Err(ResultError::TooDeep);
    }
    if !is_json(text) {
        return Err(ResultError::NotJson);
    }
    let bytes = text.as_bytes();
    match kind(byte(bytes, next(bytes, 0))) {
        OBJECT => {}
        NOTHING => return Err(ResultError::Missing),
        found => return Err(ResultError::NotObject { found }),
    }
    let (form, checker) = if marketplace.has("cycles") {
        (Form::Marketplace, marketplace)
    } else {
        (Form::Cycle, Checker::walked(text, SINGLE_CYCLE))
    };
    if form == Form::Cycle && !checker.has("cycleId") {
        return Err(ResultError::Form);
    }
    let named = checker.named;
    checker.wrong.map_or(Ok(Checked { form, named }), Err)
}

/// Whether it goes deeper than any result does.
#[cfg(feature = "json")]
pub(super) fn is_too_deep(text: &str) -> bool {
    Checker::walked(text, &[]).too_deep
}

const NOTHING: &str = "nothing";
const OBJECT: &str = "an object";

/// What kind of value begins like this, in the words of an error message.
fn kind(first: u8) -> &'static str {
    match first {
        b'n' => NOTHING,
        b't' | b'f' => "true or false",
        b'"' => "a text",
        b'[' => "a list",
        b'{' => OBJECT,
        _ => "a number",
    }
}

/// What was found on the walk. Where it is goes from call to call and is not kept in here, so that it stays in a
/// register: a result is a thousand steps.
struct Checker<'a> {
    text: &'a str,
    /// How many lists and objects may still be opened.
    depth: usize,
    too_deep: bool,
    /// Something in the last string is escaped.
    escaped: bool,
    /// The table of the whole.
    table: Table,
    /// Its fields that are there and not `null`, one bit each.
    given: u32,
    /// The first that is wrong.
    wrong: Option<ResultError>,
    named: [Option<Quoted<'a>>; 3],
}

impl<'a> Checker<'a> {
    fn walked(text: &'a str, table: Table) -> Self {
        let mut checker = Self {
            text,
            depth: MAX_NESTING,
            too_deep: false,
            escaped: false,
            table,
            given: 0,
            wrong: None,
            named: [None; 3],
        };
        let start = next(text.as_bytes(), 0);
        checker.value(start, &Rule::Object(table), &Place::Root);
        checker
    }

    fn has(&self, name: &str) -> bool {
        let index = self.table.iter().position(|(known, _)| *known == name);
        index.is_some_and(|index| self.given >> index & 1 == 1)
    }

    /// Steps over a value, whatever it is, to behind it, and holds it against its rule.
    fn value(&mut self, start: usize, rule: &Rule, place: &Place<'_>) -> usize {
        let bytes = self.text.as_bytes();
        let first = byte(bytes, start);
        let end;
        let is_right = match (first, rule) {
            (b'"', Rule::Url)
                if let Some(length) = plain_url(bytes.get(start + 1..).unwrap_or_default()) =>
            {
                end = start + length + 2;
                true
            }
            (b'"', _) => {
                end = self.string(start);
                self.is_plain(start, end, rule) || self.text(self.quoted(start, end), rule, place)
            }
            (b'{' | b'[', _) if self.depth == 0 => {
                self.too_deep = true;
                return bytes.len();
            }
            (b'{', Rule::Object(table)) => {
                end = self.object(start, table, place);
                true
            }
            (b'[', Rule::List(rule)) => {
                end = self.list(start, rule, place);
                true
            }
            (b'{', _) => {
                end = self.object(start, &[], place);
                false
            }
            (b'[', _) => {
                end = self.list(start, &Rule::Any, place);
                false
            }
            _ => {
                end = scalar(bytes, start);
                let written = self.text.get(start..end).unwrap_or_default();
                matches!(rule, Rule::PackageId) && is_whole(written)
            }
        };
        if !is_right
            && !matches!(rule, Rule::Any)
            && let Some(path) = self.first(place)
        {
            self.wrong = Some(ResultError::Type {
                path,
                expected: rule.expected(),
                found: kind(first),
            });
        }
        end
    }

    fn object(&mut self, start: usize, table: Table, place: &Place<'_>) -> usize {
        let bytes = self.text.as_bytes();
        let mut given = 0;
        let mut expected = 0;
        let mut at = start + 1;
        self.depth -= 1;
        loop {
            at = next(bytes, at);
            if let b'}' | 0 = byte(bytes, at) {
                break;
            }
            let name;
            let mut index = expected;
            match table.get(expected) {
                // Fields come in the order of the documents, mostly.
                Some((known, _)) if is_name(bytes, at, known) => {
                    name = Quoted::from(*known);
                    at += known.len() + 2;
                }
                _ => {
                    let end = self.string(at);
                    name = self.quoted(at, end);
                    let found = table.iter().position(|(known, _)| name.is(known));
                    index = found.unwrap_or(table.len());
                    at = end;
                }
            }
            let value = next(bytes, at);
            let bit = 1 << index;
            at = match table.get(index) {
                Some((known, rule)) if byte(bytes, value) != b'n' => {
                    given |= bit;
                    expected = index + 1;
                    self.value(value, rule, &Place::Field(place, known))
                }
                // A `null` takes the place of what was there before it.
                _ => {
                    given &= !bit;
                    self.value(value, &Rule::Any, &Place::Field(place, ""))
                }
            };
            if let Place::Root = place {
                let text = (byte(bytes, value) == b'"').then(|| self.quoted(value, at));
                for (known, named) in NAMED.iter().zip(&mut self.named) {
                    if name.is(known) {
                        *named = text;
                    }
                }
            }
        }
        self.depth += 1;
        // Where all are given, none is missing.
        if given + 1 != 1 << table.len() {
            for (index, (name, rule)) in table.iter().enumerate() {
                if rule.is_required() && given >> index & 1 == 0 {
                    self.missing(&Place::Field(place, name));
                }
            }
        }
        // The whole is left last.
        self.given = given;
        at + 1
    }

    /// The items have one rule.
    fn list(&mut self, start: usize, rule: &Rule, place: &Place<'_>) -> usize {
        let bytes = self.text.as_bytes();
        let mut index = 0;
        let mut at = start + 1;
        self.depth -= 1;
        loop {
            at = next(bytes, at);
            if let b']' | 0 = byte(bytes, at) {
                break;
            }
            at = self.value(at, rule, &Place::Item(place, index));
            index += 1;
        }
        self.depth += 1;
        at + 1
    }

    /// Steps over a string from its first quote to behind its last.
    fn string(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start + 1;
        self.escaped = false;
        loop {
            at += words::plain(bytes.get(at..).unwrap_or_default());
            match bytes.get(at) {
                None | Some(b'"') => return at + 1,
                Some(b'\\') => {
                    self.escaped = true;
                    at += 2;
                }
                Some(_) => at += 1,
            }
        }
    }

    /// The string that was stepped over last.
    fn quoted(&self, start: usize, end: usize) -> Quoted<'a> {
        Quoted {
            written: self.text.get(start + 1..end - 1).unwrap_or_default(),
            escaped: self.escaped,
        }
    }

    /// Whether the string that was stepped over last is at first sight as its rule says: nearly all are.
    fn is_plain(&self, start: usize, end: usize, rule: &Rule) -> bool {
        let bytes = self.text.as_bytes();
        match rule {
            Rule::Any | Rule::Text => true,
            _ if self.escaped => false,
            Rule::Identity => end > start + 2 && byte(bytes, start + 1) > b' ',
            _ => false,
        }
    }

    /// A text that has to be looked at again. Whether its type is right.
    #[inline(never)]
    fn text(&mut self, quoted: Quoted<'_>, rule: &Rule, place: &Place<'_>) -> bool {
        match rule {
            Rule::Identity if quoted.letters().all(|letter| letter.is_ascii_whitespace()) => {
                self.missing(place);
            }
            Rule::Url if !is_web_url(quoted.letters()) => {
                if let Some(path) = self.first(place) {
                    self.wrong = Some(ResultError::Url { path });
                }
            }
            Rule::PackageId => {
                let mut left = 18;
                let is_digit = |letter: char| {
                    left -= 1;
                    left >= 0 && letter.is_ascii_digit()
                };
                return !quoted.written.is_empty() && quoted.letters().all(is_digit);
            }
            Rule::List(_) | Rule::Object(_) => return false,
            _ => {}
        }
        true
    }

    fn missing(&mut self, place: &Place<'_>) {
        if let Some(path) = self.first(place) {
            self.wrong = Some(ResultError::Required { path });
        }
    }

    /// The place in words, where nothing was wrong before it.
    #[inline(never)]
    fn first(&self, place: &Place<'_>) -> Option<String> {
        self.wrong.is_none().then(|| place.path())
    }
}

/// Whether a number is whole, as it is written by whoever writes JSON, and no larger than JavaScript holds exactly.
fn is_whole(written: &str) -> bool {
    let digits = written.strip_prefix('-').unwrap_or(written);
    decimal(digits).is_some_and(|number| number <= 1 << 53)
}
