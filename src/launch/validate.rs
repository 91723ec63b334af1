//! What makes a result acceptable: the documented fields and their types, as tables.

use super::decimal::push_decimal;
use super::error::ResultError;
use super::result::Form;
use super::value::{Fields, Value, field};
use super::webhook::WebhookUrl;

/// What belongs in a field. A field that is absent or `null` is fine unless its rule says otherwise.
enum Rule {
    /// A text that must be there and not be blank.
    Identity,
    /// A text.
    Text,
    /// A whole number, or a text of digits.
    PackageId,
    /// A webhook URL that must be there.
    Url,
    /// A list of texts.
    Texts,
    /// A list of webhook URLs.
    Urls,
    /// A list of objects with these fields.
    Objects(&'static [(&'static str, Rule)]),
}

// `templateReleaseId` is in no table: the documents do not say what type it has.

const WEBHOOK: &[(&str, Rule)] = &[("stepName", Rule::Text), ("url", Rule::Url)];

const CYCLE: &[(&str, Rule)] = &[
    ("cycleId", Rule::Identity),
    ("templateId", Rule::Text),
    ("status", Rule::Text),
    ("webhooks", Rule::Objects(WEBHOOK)),
];

const MARKETPLACE: &[(&str, Rule)] = &[
    ("accountId", Rule::Identity),
    ("accountApiId", Rule::Text),
    ("userId", Rule::Text),
    ("installCompleteMessage", Rule::Text),
    ("marketplacePackageId", Rule::PackageId),
    ("cycles", Rule::Objects(CYCLE)),
    ("errors", Rule::Texts),
];

const SINGLE_CYCLE: &[(&str, Rule)] = &[
    ("accountId", Rule::Identity),
    ("accountApiId", Rule::Text),
    ("userId", Rule::Text),
    ("cycleId", Rule::Identity),
    ("templateId", Rule::Text),
    ("status", Rule::Text),
    ("webhooks", Rule::Urls),
    ("errors", Rule::Texts),
    ("completeParameter", Rule::Text),
];

/// Checks a value against the documents and says which form it has.
///
/// # Errors
///
/// [`ResultError`], which names the place.
///
/// ```
/// use launch_complete::launch::{Form, Value, validate};
///
/// let value: Value = serde_json::from_str(r#"{"accountId":"a","cycles":[{}]}"#).unwrap();
/// assert_eq!(validate(&value).unwrap_err().path(), "cycles[0].cycleId");
/// let value: Value = serde_json::from_str(r#"{"accountId":"a","cycles":[]}"#).unwrap();
/// assert_eq!(validate(&value), Ok(Form::Marketplace));
/// ```
pub fn validate(value: &Value) -> Result<Form, ResultError> {
    let fields = match value {
        Value::Null => return Err(ResultError::Missing),
        Value::Object(fields) => fields,
        other => {
            return Err(ResultError::NotObject {
                found: other.kind(),
            });
        }
    };
    let (form, table) = if field(fields, "cycles").is_some() {
        (Form::Marketplace, MARKETPLACE)
    } else if field(fields, "cycleId").is_some() {
        (Form::Cycle, SINGLE_CYCLE)
    } else {
        return Err(ResultError::Form);
    };
    check_fields(fields, table, &Place::Root)?;
    Ok(form)
}

fn check_fields(
    fields: &Fields,
    table: &'static [(&'static str, Rule)],
    parent: &Place<'_>,
) -> Result<(), ResultError> {
    for (name, rule) in table {
        let place = Place::Field(parent, name);
        match (field(fields, name), rule) {
            (Some(value), rule) => check(value, rule, &place)?,
            (None, Rule::Identity | Rule::Url) => {
                return Err(ResultError::Required { path: place.path() });
            }
            (None, _) => {}
        }
    }
    Ok(())
}

fn check(value: &Value, rule: &Rule, place: &Place<'_>) -> Result<(), ResultError> {
    let expected = match (rule, value) {
        (Rule::Identity, Value::Text(text)) if text.trim_ascii().is_empty() => {
            return Err(ResultError::Required { path: place.path() });
        }
        (Rule::Url, Value::Text(text)) if !is_web_url(text) => {
            return Err(ResultError::Url { path: place.path() });
        }
        (Rule::Identity | Rule::Text | Rule::Url, Value::Text(_))
        | (Rule::PackageId, Value::Integer(_)) => return Ok(()),
        (Rule::PackageId, Value::Text(text)) if is_numeric(text) => return Ok(()),
        (Rule::Texts, Value::Array(items)) => return check_items(items, &Rule::Text, place),
        (Rule::Urls, Value::Array(items)) => return check_items(items, &Rule::Url, place),
        (Rule::Objects(table), Value::Array(items)) => {
            for (index, item) in items.iter().enumerate() {
                let place = Place::Item(place, index);
                match item {
                    Value::Object(fields) => check_fields(fields, table, &place)?,
                    other => return Err(place.wrong("an object", other)),
                }
            }
            return Ok(());
        }
        (Rule::Identity | Rule::Text | Rule::Url, _) => "a text",
        (Rule::PackageId, _) => "a whole number or a numeric text",
        (Rule::Texts | Rule::Urls | Rule::Objects(_), _) => "a list",
    };
    Err(place.wrong(expected, value))
}

fn check_items(items: &[Value], rule: &Rule, place: &Place<'_>) -> Result<(), ResultError> {
    for (index, item) in items.iter().enumerate() {
        check(item, rule, &Place::Item(place, index))?;
    }
    Ok(())
}

fn is_numeric(text: &str) -> bool {
    (1..=18).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_web_url(text: &str) -> bool {
    let rest = strip_scheme(text, "https://").or_else(|| strip_scheme(text, "http://"));
    let Some(first) = rest.and_then(|rest| rest.bytes().next()) else {
        return false;
    };
    !matches!(first, b'/' | b'?' | b'#' | b':' | b'@')
        && text
            .chars()
            .all(|c| !c.is_control() && !c.is_whitespace() && !matches!(c, '"' | '<' | '>' | '\\'))
}

fn strip_scheme<'a>(text: &'a str, scheme: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(scheme.len())?;
    start.eq_ignore_ascii_case(scheme).then_some(rest)
}

impl WebhookUrl {
    /// An absolute `http` or `https` URL: a scheme, `//`, a host, and nothing a URL cannot hold.
    ///
    /// This is no URL parser. It keeps `javascript:` and the like, white space and control characters
    /// out; whether the host answers is the caller's affair.
    #[must_use]
    pub fn parse(text: impl Into<String>) -> Option<Self> {
        let text = text.into();
        is_web_url(&text).then_some(Self(text))
    }
}

/// A place in a result. Written out only when something is wrong there.
#[derive(Clone, Copy)]
enum Place<'a> {
    Root,
    Field(&'a Place<'a>, &'a str),
    Item(&'a Place<'a>, usize),
}

impl Place<'_> {
    fn path(&self) -> String {
        let mut path = String::new();
        self.write(&mut path);
        path
    }

    fn write(&self, path: &mut String) {
        match self {
            Self::Root => {}
            Self::Field(parent, name) => {
                parent.write(path);
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
            Self::Item(parent, index) => {
                parent.write(path);
                path.push('[');
                push_decimal(path, *index as u64);
                path.push(']');
            }
        }
    }

    fn wrong(&self, expected: &'static str, value: &Value) -> ResultError {
        ResultError::Type {
            path: self.path(),
            expected,
            found: value.kind(),
        }
    }
}
