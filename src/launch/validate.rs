//! What makes a value a result. A text is checked by [`check`](super::check()), without making values of it.

use super::error::ResultError;
use super::place::Place;
use super::result::Form;
use super::rule::{MARKETPLACE, Rule, SINGLE_CYCLE, Table, is_web_url};
use super::value::{Fields, Value, field};

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

fn check_fields(fields: &Fields, table: Table, parent: &Place<'_>) -> Result<(), ResultError> {
    for (name, rule) in table {
        let place = Place::Field(parent, name);
        match field(fields, name) {
            Some(value) => check(value, rule, &place)?,
            None if rule.is_required() => {
                return Err(ResultError::Required { path: place.path() });
            }
            None => {}
        }
    }
    Ok(())
}

fn check(value: &Value, rule: &Rule, place: &Place<'_>) -> Result<(), ResultError> {
    let path = || place.path();
    match (rule, value) {
        (Rule::Identity, Value::Text(text)) if text.trim_ascii().is_empty() => {
            Err(ResultError::Required { path: path() })
        }
        (Rule::Url, Value::Text(text)) if !is_web_url(text.chars()) => {
            Err(ResultError::Url { path: path() })
        }
        (Rule::Identity | Rule::Text | Rule::Url, Value::Text(_))
        | (Rule::PackageId, Value::Integer(_)) => Ok(()),
        (Rule::PackageId, Value::Text(text)) if is_numeric(text) => Ok(()),
        (Rule::Any, _) => Ok(()),
        (Rule::List(rule), Value::Array(items)) => {
            let mut places = items.iter().enumerate();
            places.try_for_each(|(index, item)| check(item, rule, &Place::Item(place, index)))
        }
        (Rule::Object(table), Value::Object(fields)) => check_fields(fields, table, place),
        _ => Err(ResultError::Type {
            path: path(),
            expected: rule.expected(),
            found: value.kind(),
        }),
    }
}

/// A package id as a text.
fn is_numeric(text: &str) -> bool {
    (1..=18).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}
