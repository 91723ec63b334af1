//! What makes a text a result: the same rules as of a value, held against the text itself in one walk.
//!
//! The page and the app check every result. To make values of it first costs several times what the check does.

use super::decimal::decimal;
use super::error::ResultError;
use super::place::Place;
use super::result::Form;
use super::rule::{MARKETPLACE, Rule, SINGLE_CYCLE, Table, is_plain_url, is_web_url};
use super::walk::{Quoted, Walk};
use crate::json::MAX_NESTING;

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
    match kind(Walk::of(text).next()) {
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

/// Where the walk is, and what was found on it.
struct Checker<'a> {
    walk: Walk<'a>,
    /// How many lists and objects may still be opened.
    depth: usize,
    too_deep: bool,
    /// The table of the whole.
    table: Table,
    /// Its fields that are there and not `null`, one bit each.
    given: u32,
    /// The first that is wrong.
    wrong: Option<ResultError>,
    /// The value that was stepped over last, where it is a text.
    last: Option<Quoted<'a>>,
    named: [Option<Quoted<'a>>; 3],
}

impl<'a> Checker<'a> {
    fn walked(text: &'a str, table: Table) -> Self {
        let mut checker = Self {
            walk: Walk::of(text),
            depth: MAX_NESTING,
            too_deep: false,
            table,
            given: 0,
            wrong: None,
            last: None,
            named: [None; 3],
        };
        checker.value(&Rule::Object(table), &Place::Root);
        checker
    }

    fn has(&self, name: &str) -> bool {
        let index = self.table.iter().position(|(known, _)| *known == name);
        index.is_some_and(|index| self.given >> index & 1 == 1)
    }

    /// Steps over a value, whatever it is, and holds it against its rule.
    fn value(&mut self, rule: &Rule, place: &Place<'_>) {
        let first = self.walk.next();
        let mut last = None;
        let is_right = match (first, rule) {
            (b'{' | b'[', _) if self.depth == 0 => {
                self.too_deep = true;
                self.walk.give_up();
                true
            }
            (b'{', Rule::Object(table)) => self.object(table, place),
            (b'{', _) => !self.object(&[], place),
            (b'[', Rule::List(rule)) => self.list(rule, place),
            (b'[', _) => !self.list(&Rule::Any, place),
            (b'"', _) => {
                let quoted = self.walk.string();
                last = Some(quoted);
                is_plain(quoted, rule) || self.text(quoted, rule, place)
            }
            _ => is_whole(self.walk.scalar()) && matches!(rule, Rule::PackageId),
        };
        self.last = last;
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
    }

    /// Steps over an object. True, for it is one.
    fn object(&mut self, table: Table, place: &Place<'_>) -> bool {
        let mut given = 0;
        self.depth -= 1;
        self.walk.step();
        while self.walk.more(b'}') {
            let name = self.walk.string();
            // The colon.
            self.walk.next();
            self.walk.step();
            let index = table.iter().position(|(known, _)| name.is(known));
            let bit = index.map_or(0, |index| 1 << index);
            match index.and_then(|index| table.get(index)) {
                Some((name, rule)) if self.walk.next() != b'n' => {
                    given |= bit;
                    self.value(rule, &Place::Field(place, name));
                }
                // A `null` takes the place of what was there before it.
                _ => {
                    given &= !bit;
                    self.value(&Rule::Any, &Place::Field(place, ""));
                }
            }
            if let Place::Root = place {
                for (known, named) in NAMED.iter().zip(&mut self.named) {
                    if name.is(known) {
                        *named = self.last;
                    }
                }
            }
        }
        self.depth += 1;
        for (index, (name, rule)) in table.iter().enumerate() {
            if rule.is_required() && given >> index & 1 == 0 {
                self.missing(&Place::Field(place, name));
            }
        }
        // The whole is left last.
        self.given = given;
        true
    }

    /// Steps over a list whose items have one rule. True, for it is one.
    fn list(&mut self, rule: &Rule, place: &Place<'_>) -> bool {
        let mut index = 0;
        self.depth -= 1;
        self.walk.step();
        while self.walk.more(b']') {
            self.value(rule, &Place::Item(place, index));
            index += 1;
        }
        self.depth += 1;
        true
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

/// Whether a text is at first sight as its rule says: nearly all are.
fn is_plain(text: Quoted<'_>, rule: &Rule) -> bool {
    let bytes = text.written.as_bytes();
    match rule {
        Rule::Any | Rule::Text => true,
        Rule::Identity => !text.escaped && bytes.first().is_some_and(|first| *first > b' '),
        // A backslash is in no URL.
        Rule::Url => is_plain_url(bytes),
        _ => false,
    }
}

/// Whether a number is whole, as it is written by whoever writes JSON, and no larger than JavaScript holds exactly.
fn is_whole(written: &str) -> bool {
    let digits = written.strip_prefix('-').unwrap_or(written);
    decimal(digits).is_some_and(|number| number <= 1 << 53)
}
