//! From a checked JSON value to the typed result.

#[cfg(feature = "json")]
use super::check::is_too_deep;
use super::cycle::{Cycle, Status};
use super::error::ResultError;
use super::result::{CycleResult, Form, LaunchResult, MarketplaceResult, PackageId};
use super::validate::validate;
use super::value::{Fields, Value};
use super::webhook::{Webhook, WebhookUrl};

impl LaunchResult {
    /// Checks a value and reads it as a result.
    ///
    /// # Errors
    ///
    /// [`ResultError`], which names the place.
    ///
    /// ```
    /// use launch_complete::launch::{LaunchResult, Value};
    ///
    /// let fields = vec![("accountId".into(), "a".into()), ("cycleId".into(), "c".into())];
    /// let result = LaunchResult::from_value(Value::Object(fields))?;
    /// assert_eq!(result.cycles()[0].cycle_id, "c");
    /// # Ok::<(), launch_complete::launch::ResultError>(())
    /// ```
    pub fn from_value(value: Value) -> Result<Self, ResultError> {
        let form = validate(&value)?;
        let fields = &mut Taker(fields_of(value));
        Ok(match form {
            Form::Marketplace => Self::Marketplace(marketplace(fields)),
            Form::Cycle => Self::Cycle(single_cycle(fields)),
        })
    }

    /// Reads a result from its JSON text: at most [`DEFAULT_MAX_BYTES`](super::DEFAULT_MAX_BYTES) long and
    /// [`MAX_NESTING`](super::MAX_NESTING) deep.
    ///
    /// Lone surrogates, which JavaScript can write and Rust cannot hold, read as U+FFFD; keep the text
    /// itself where that matters.
    ///
    /// # Errors
    ///
    /// [`ResultError`], which names the place.
    ///
    /// ```
    /// use launch_complete::launch::{DEFAULT_MAX_BYTES, LaunchResult, MAX_NESTING};
    ///
    /// let deep = "[".repeat(MAX_NESTING + 1);
    /// assert_eq!(LaunchResult::from_text(&deep).unwrap_err().code(), "RESULT_TOO_DEEP");
    /// let long = " ".repeat(DEFAULT_MAX_BYTES + 1);
    /// assert_eq!(LaunchResult::from_text(&long).unwrap_err().code(), "RESULT_TOO_LARGE");
    /// ```
    #[cfg(feature = "json")]
    pub fn from_text(text: &str) -> Result<Self, ResultError> {
        let limit = super::text::DEFAULT_MAX_BYTES;
        if text.len() > limit {
            return Err(ResultError::TooLarge { limit });
        }
        // A parser recurses.
        if is_too_deep(text) {
            return Err(ResultError::TooDeep);
        }
        let text = super::text::without_lone_surrogates(text);
        let value = serde_json::from_str(&text).map_err(|_| ResultError::NotJson)?;
        Self::from_value(value)
    }
}

fn marketplace(fields: &mut Taker) -> MarketplaceResult {
    MarketplaceResult {
        account_id: fields.text("accountId").unwrap_or_default(),
        account_api_id: fields.text("accountApiId"),
        user_id: fields.text("userId"),
        install_complete_message: fields.text("installCompleteMessage"),
        marketplace_package_id: fields.package_id(),
        cycles: fields
            .list("cycles", |value| cycle(&mut Taker(fields_of(value))))
            .unwrap_or_default(),
        errors: fields.list("errors", text_of),
        other: core::mem::take(&mut fields.0),
    }
}

fn cycle(fields: &mut Taker) -> Cycle {
    Cycle {
        cycle_id: fields.text("cycleId").unwrap_or_default(),
        template_id: fields.text("templateId"),
        template_release_id: fields.text("templateReleaseId"),
        status: fields.text("status").map(Status::new),
        webhooks: fields.list("webhooks", |value| webhook(&mut Taker(fields_of(value)))),
        other: core::mem::take(&mut fields.0),
    }
}

fn webhook(fields: &mut Taker) -> Webhook {
    Webhook {
        step_name: fields.text("stepName"),
        url: WebhookUrl(fields.text("url").unwrap_or_default()),
        other: core::mem::take(&mut fields.0),
    }
}

fn single_cycle(fields: &mut Taker) -> CycleResult {
    CycleResult {
        account_id: fields.text("accountId").unwrap_or_default(),
        account_api_id: fields.text("accountApiId"),
        user_id: fields.text("userId"),
        cycle_id: fields.text("cycleId").unwrap_or_default(),
        template_id: fields.text("templateId"),
        template_release_id: fields.text("templateReleaseId"),
        status: fields.text("status").map(Status::new),
        webhooks: fields.list("webhooks", |value| WebhookUrl(text_of(value))),
        errors: fields.list("errors", text_of),
        complete_parameter: fields.text("completeParameter"),
        other: core::mem::take(&mut fields.0),
    }
}

/// Takes documented fields out of checked ones; what is left is kept. A `null`, and a value of a type no
/// document fixed, stays among the rest and so is written back.
struct Taker(Fields);

impl Taker {
    fn take(&mut self, name: &str, fits: fn(&Value) -> bool) -> Option<Value> {
        let at = self
            .0
            .iter()
            .rposition(|(known, _)| known == name)
            .filter(|at| fits(&self.0[*at].1))?;
        let (_, value) = self.0.remove(at);
        // What stands there a second time never counted.
        self.0.retain(|(known, _)| known != name);
        Some(value)
    }

    fn text(&mut self, name: &str) -> Option<String> {
        self.take(name, |value| matches!(value, Value::Text(_)))
            .map(text_of)
    }

    fn list<T>(&mut self, name: &str, read: impl Fn(Value) -> T) -> Option<Vec<T>> {
        match self.take(name, |value| matches!(value, Value::Array(_)))? {
            Value::Array(items) => Some(items.into_iter().map(read).collect()),
            _ => None,
        }
    }

    fn package_id(&mut self) -> Option<PackageId> {
        match self.take("marketplacePackageId", |value| *value != Value::Null)? {
            Value::Integer(number) => Some(PackageId::Number(number)),
            other => Some(PackageId::Text(text_of(other))),
        }
    }
}

fn text_of(value: Value) -> String {
    match value {
        Value::Text(text) => text,
        _ => String::new(),
    }
}

fn fields_of(value: Value) -> Fields {
    match value {
        Value::Object(fields) => fields,
        _ => Fields::new(),
    }
}
