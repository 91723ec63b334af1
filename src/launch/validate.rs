//! What makes a field acceptable, and where it stands.

use super::error::ResultError;
use super::result::{PackageId, Status, WebhookUrl};
use super::value::{Fields, Value};

/// A place in a result. Written out only when something is wrong there.
#[derive(Clone, Copy)]
pub(crate) enum Place<'a> {
    Root,
    Field(&'a Place<'a>, &'a str),
    Item(&'a Place<'a>, usize),
}

impl Place<'_> {
    pub(crate) fn path(&self) -> String {
        match self {
            Self::Root => String::new(),
            Self::Field(Self::Root, name) => String::from(*name),
            Self::Field(parent, name) => {
                let mut path = parent.path();
                path.push('.');
                path.push_str(name);
                path
            }
            Self::Item(parent, index) => {
                let mut path = parent.path();
                path.push('[');
                push_decimal(&mut path, *index);
                path.push(']');
                path
            }
        }
    }

    pub(crate) fn wrong(&self, expected: &'static str, value: &Value) -> ResultError {
        ResultError::Type {
            path: self.path(),
            expected,
            found: value.kind(),
        }
    }
}

fn push_decimal(text: &mut String, number: usize) {
    if number >= 10 {
        push_decimal(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

/// Takes a documented field out of an object. A `null` counts as absent but stays, so that it is written back.
pub(crate) fn take(fields: &mut Fields, name: &str) -> Option<Value> {
    let at = fields.iter().position(|(known, _)| known == name)?;
    if fields[at].1 == Value::Null {
        return None;
    }
    Some(fields.remove(at).1)
}

pub(crate) fn text(
    fields: &mut Fields,
    parent: &Place<'_>,
    name: &str,
) -> Result<Option<String>, ResultError> {
    match take(fields, name) {
        None => Ok(None),
        Some(Value::Text(text)) => Ok(Some(text)),
        Some(other) => Err(Place::Field(parent, name).wrong("a text", &other)),
    }
}

/// A text, or nothing where it has a type the documents never fixed: then it stays among the other fields.
pub(crate) fn text_if_text(fields: &mut Fields, name: &str) -> Option<String> {
    let at = fields
        .iter()
        .position(|(known, value)| known == name && matches!(value, Value::Text(_)))?;
    match fields.remove(at).1 {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

pub(crate) fn identity(
    fields: &mut Fields,
    parent: &Place<'_>,
    name: &str,
) -> Result<String, ResultError> {
    match text(fields, parent, name)? {
        Some(text) if !text.trim_ascii().is_empty() => Ok(text),
        _ => Err(ResultError::Required {
            path: Place::Field(parent, name).path(),
        }),
    }
}

/// A list whose items are read one by one.
pub(crate) fn list<T>(
    fields: &mut Fields,
    parent: &Place<'_>,
    name: &str,
    read: impl Fn(Value, &Place<'_>) -> Result<T, ResultError>,
) -> Result<Option<Vec<T>>, ResultError> {
    let place = Place::Field(parent, name);
    match take(fields, name) {
        None => Ok(None),
        Some(Value::Array(items)) => items
            .into_iter()
            .enumerate()
            .map(|(index, item)| read(item, &Place::Item(&place, index)))
            .collect::<Result<_, _>>()
            .map(Some),
        Some(other) => Err(place.wrong("a list", &other)),
    }
}

pub(crate) fn object(value: Value, place: &Place<'_>) -> Result<Fields, ResultError> {
    match value {
        Value::Object(fields) => Ok(fields),
        other => Err(place.wrong("an object", &other)),
    }
}

pub(crate) fn text_item(value: Value, place: &Place<'_>) -> Result<String, ResultError> {
    match value {
        Value::Text(text) => Ok(text),
        other => Err(place.wrong("a text", &other)),
    }
}

pub(crate) fn webhook_url(value: Value, place: &Place<'_>) -> Result<WebhookUrl, ResultError> {
    match value {
        Value::Text(text) => {
            WebhookUrl::parse(text).ok_or_else(|| ResultError::Url { path: place.path() })
        }
        other => Err(place.wrong("a text", &other)),
    }
}

pub(crate) fn status(
    fields: &mut Fields,
    parent: &Place<'_>,
) -> Result<Option<Status>, ResultError> {
    Ok(text(fields, parent, "status")?.map(Status::new))
}

pub(crate) fn package_id(
    fields: &mut Fields,
    parent: &Place<'_>,
) -> Result<Option<PackageId>, ResultError> {
    const NAME: &str = "marketplacePackageId";
    match take(fields, NAME) {
        None => Ok(None),
        Some(Value::Integer(number)) => Ok(Some(PackageId::Number(number))),
        Some(Value::Text(text)) if is_numeric(&text) => Ok(Some(PackageId::Text(text))),
        Some(other) => {
            Err(Place::Field(parent, NAME).wrong("a whole number or a numeric text", &other))
        }
    }
}

fn is_numeric(text: &str) -> bool {
    (1..=18).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl WebhookUrl {
    /// An absolute `http` or `https` URL: a scheme, `//`, a host, and nothing a URL cannot hold.
    ///
    /// This is no URL parser. It keeps `javascript:` and the like, white space and control characters
    /// out; whether the host answers is the caller's affair.
    #[must_use]
    pub fn parse(text: impl Into<String>) -> Option<Self> {
        let text = text.into();
        let rest = strip_scheme(&text, "https://").or_else(|| strip_scheme(&text, "http://"))?;
        let host_first = rest.as_bytes().first()?;
        let good = !matches!(host_first, b'/' | b'?' | b'#' | b':' | b'@' | b'\\')
            && rest.chars().all(|c| {
                !c.is_control() && !c.is_whitespace() && !matches!(c, '"' | '<' | '>' | '\\')
            });
        good.then_some(Self(text))
    }
}

fn strip_scheme<'a>(text: &'a str, scheme: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(scheme.len())?;
    start.eq_ignore_ascii_case(scheme).then_some(rest)
}
