//! A JSON value that keeps what it does not know.

use core::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// The members of a JSON object in the order they were written.
///
/// ```
/// use launch_complete::launch::{Fields, LaunchResult, Value};
///
/// let fields: Fields = vec![("accountId".into(), "a".into()), ("cycleId".into(), "c".into())];
/// assert_eq!(LaunchResult::from_value(Value::Object(fields))?.account_id(), "a");
/// # Ok::<(), launch_complete::launch::ResultError>(())
/// ```
pub type Fields = Vec<(String, Value)>;

/// Any JSON value.
///
/// The result of a LAUNCH grows fields over the years; a reader that knows four of them must not lose
/// the fifth. So results are read into this, the documented fields are taken out by name, and the rest
/// stays. Numbers keep the two kinds every JSON library keeps: integers up to 64 bits, else a double.
///
/// `Debug` shows shapes, never text: a value may hold a webhook URL, which is a secret.
///
/// ```
/// use launch_complete::launch::Value;
///
/// let value = Value::from("https://hooks.example/secret");
/// assert_eq!(format!("{value:?}"), "text(28)");
/// ```
#[derive(Clone, PartialEq)]
pub enum Value {
    /// `null`, and JavaScript's `undefined`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Number(f64),
    /// Text.
    Text(String),
    /// An array.
    Array(Vec<Value>),
    /// An object. A name given twice counts as its last value, as in `JSON.parse`.
    Object(Fields),
}

impl Value {
    /// What kind of value this is, in the words of an error message.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(_) => "true or false",
            Self::Integer(_) | Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::Array(_) => "a list",
            Self::Object(_) => "an object",
        }
    }
}

/// The value of a field; a `null` counts as absent.
pub(crate) fn field<'a>(fields: &'a Fields, name: &str) -> Option<&'a Value> {
    let (_, value) = fields.iter().rev().find(|(known, _)| known == name)?;
    (!matches!(value, Value::Null)).then_some(value)
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<f64> for Value {
    /// JavaScript knows one kind of number: `1.0` is the whole number `1`, as far as it is exact.
    fn from(number: f64) -> Self {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if number.abs() <= EXACT && number.trunc() == number {
            Self::Integer(number as i64)
        } else {
            Self::Number(number)
        }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Integer(_) | Self::Number(_) => f.write_str("number"),
            Self::Text(text) => write!(f, "text({})", text.len()),
            Self::Array(items) => f.debug_list().entries(items).finish(),
            Self::Object(fields) => f
                .debug_map()
                .entries(fields.iter().map(|(name, value)| (Name(name), value)))
                .finish(),
        }
    }
}

/// The name of a field: shown where it looks like one, because a URL can be a name, too.
struct Name<'a>(&'a str);

impl fmt::Debug for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        if self.0.len() <= 40 && self.0.bytes().all(plain) {
            f.write_str(self.0)
        } else {
            write!(f, "name({})", self.0.len())
        }
    }
}

/// The shape of the fields nobody knows.
pub(crate) struct Shape<'a>(pub(crate) &'a Fields);

impl fmt::Debug for Shape<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries(self.0.iter().map(|(name, value)| (Name(name), value)))
            .finish()
    }
}

/// `Debug` of what has other fields: their shape only, because a later field may hold a URL.
macro_rules! debug_with_shape {
    ($($type:ident { $($field:ident),* })*) => {$(
        impl core::fmt::Debug for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.debug_struct(stringify!($type))
                    $(.field(stringify!($field), &self.$field))*
                    .field("other", &$crate::launch::value::Shape(&self.other))
                    .finish()
            }
        }
    )*};
}

pub(crate) use debug_with_shape;

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        // Above i64::MAX a double is what a browser would have made of it, too.
        Ok(i64::try_from(value).map_or(Value::Number(value as f64), Value::Integer))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.into()))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut fields = Fields::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        // JavaScript objects have no double names; text may.
        #[cfg(feature = "json")]
        let fields = last_of_each_name(fields);
        Ok(Value::Object(fields))
    }
}

#[cfg(feature = "json")]
fn last_of_each_name(fields: Fields) -> Fields {
    use std::collections::HashMap;

    let mut at: HashMap<String, usize> = HashMap::with_capacity(fields.len());
    let mut kept: Fields = Fields::with_capacity(fields.len());
    for (name, value) in fields {
        match at.get(&name) {
            Some(&index) => kept[index].1 = value,
            None => {
                at.insert(name.clone(), kept.len());
                kept.push((name, value));
            }
        }
    }
    kept
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Integer(value) => serializer.serialize_i64(*value),
            Self::Number(value) => serializer.serialize_f64(*value),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Array(items) => serializer.collect_seq(items),
            Self::Object(fields) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (name, value) in fields {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}
