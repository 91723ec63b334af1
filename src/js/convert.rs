//! Between JavaScript values, JSON text and Rust.

use crate::json::words;
use crate::launch::{DeliveryError, LaunchError, Origin, ResultError};
use js_sys::{Array, JSON, Object, Reflect};
use serde::Serializer as _;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};

/// What `JSON.stringify` makes of a value, as it is and here: this very text travels, so that the app gets what the
/// page had. Getters, `toJSON` and proxies on the page run here, once.
pub(crate) fn stringify(value: &JsValue) -> Result<(JsValue, String), ResultError> {
    if value.is_undefined() {
        return Err(ResultError::Missing);
    }
    let written: JsValue = JSON::stringify(value)
        .map_err(|_| ResultError::NotJson)?
        .into();
    // No text comes back for a function or where `toJSON` says so, against the declared type.
    match written.as_string() {
        Some(text) => Ok((written, text)),
        None if value.is_object() => Err(ResultError::NotJson),
        None => Err(ResultError::NotObject { found: "no object" }),
    }
}

/// Parses a text: numbers, lone surrogates and unknown fields are as they were written. `None` where it is no JSON.
pub(crate) fn parse_plain(text: &str) -> Option<JsValue> {
    let parsed = JSON::parse(text).ok()?;
    // However it is written: an underscore can be an escape.
    if words::has(text, "__proto__") || words::has(text, "\\u005") {
        remove_own_prototypes(&parsed);
    }
    Some(parsed)
}

/// Whether the browser's parser takes a text.
pub(crate) fn is_json(text: &str) -> bool {
    JSON::parse(text).is_ok()
}

/// `JSON.parse` makes an own property of `"__proto__"`. It is harmless until somebody copies the object
/// with `Object.assign`, which makes a prototype of it; so it does not get that far.
fn remove_own_prototypes(value: &JsValue) {
    if !value.is_object() {
        return;
    }
    let object: &Object = value.unchecked_ref();
    if !Array::is_array(object) {
        drop(Reflect::delete_property(object, &"__proto__".into()));
    }
    for inner in Object::values(object).iter() {
        remove_own_prototypes(&inner);
    }
}

/// Makes a plain object of texts.
pub(crate) fn object(fields: &[(&str, &str)]) -> JsValue {
    Serializer::json_compatible()
        .collect_map(fields.iter().copied())
        .unwrap_or(JsValue::UNDEFINED)
}

/// Sets a property of a fresh object.
pub(crate) fn set(object: &JsValue, name: &str, value: impl Into<JsValue>) {
    put(object, name, value.into());
}

#[inline(never)]
fn put(object: &JsValue, name: &str, value: JsValue) {
    // Fresh objects are extensible: setting cannot fail.
    drop(Reflect::set(object, &name.into(), &value));
}

/// A property of an object; `undefined` where there is none or its getter throws.
#[inline(never)]
pub(crate) fn property(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// An option that is not of its form, by its name.
macro_rules! option_error {
    ($($error:ty),*) => {$(
        impl From<&'static str> for $error {
            fn from(option: &'static str) -> Self {
                Self::Option(option)
            }
        }
    )*};
}

option_error!(DeliveryError, LaunchError);

/// Options, read by name. The shells hand over objects without a prototype, so nothing is inherited.
pub(crate) struct Options(pub(crate) JsValue);

impl Options {
    fn get(&self, name: &str) -> Option<JsValue> {
        let value = property(&self.0, name);
        (!value.is_undefined() && !value.is_null()).then_some(value)
    }

    /// A text; `Err` with the option's name where it is something else.
    #[inline(never)]
    pub(crate) fn text(&self, name: &'static str) -> Result<Option<String>, &'static str> {
        match self.get(name) {
            None => Ok(None),
            Some(value) => value.as_string().map(Some).ok_or(name),
        }
    }

    /// The same, where it is given.
    #[inline(never)]
    pub(crate) fn set_text(
        &self,
        name: &'static str,
        to: &mut Option<String>,
    ) -> Result<(), &'static str> {
        *to = self.text(name)?;
        Ok(())
    }

    /// An exact origin that must be there.
    #[inline(never)]
    pub(crate) fn origin(&self, name: &'static str) -> Result<Origin, LaunchError> {
        let text = self.text(name)?.ok_or(name)?;
        Origin::parse(&text).map_err(|error| LaunchError::Origin(name, error))
    }

    /// A text, or a list of texts joined by spaces: the two ways to write lists in options.
    pub(crate) fn words(&self, name: &'static str) -> Result<Option<String>, &'static str> {
        match self.get(name) {
            Some(value) if Array::is_array(&value) => {
                let list: &Array = value.unchecked_ref();
                let mut words = String::new();
                for item in list.iter() {
                    words.push_str(&item.as_string().ok_or(name)?);
                    words.push(' ');
                }
                Ok(Some(words))
            }
            _ => self.text(name),
        }
    }

    /// A number of milliseconds or bytes.
    #[inline(never)]
    pub(crate) fn number(&self, name: &'static str) -> Result<Option<u32>, &'static str> {
        let Some(value) = self.get(name) else {
            return Ok(None);
        };
        match value.as_f64() {
            Some(number) if (0.0..=f64::from(u32::MAX)).contains(&number) => {
                Ok(Some(number as u32))
            }
            _ => Err(name),
        }
    }

    /// The same, in place of the default where it is given.
    pub(crate) fn set_number(&self, name: &'static str, to: &mut u32) -> Result<(), &'static str> {
        if let Some(number) = self.number(name)? {
            *to = number;
        }
        Ok(())
    }

    /// An object of options within the options.
    pub(crate) fn object(&self, name: &'static str) -> Result<Option<Self>, &'static str> {
        match self.get(name) {
            None => Ok(None),
            Some(value) if value.is_object() => Ok(Some(Self(value))),
            Some(_) => Err(name),
        }
    }
}

/// A list with one item.
pub(crate) fn list_of(item: &JsValue) -> Array {
    Array::of1(item)
}
