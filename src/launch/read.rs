//! From a JSON value to a result: lenient where the documents are vague, precise about what is wrong.

use super::error::ResultError;
use super::result::{Cycle, CycleResult, LaunchResult, MarketplaceResult, Webhook};
use super::validate::{
    Place, identity, list, object, package_id, status, text, text_if_text, text_item, webhook_url,
};
use super::value::{Fields, Value};

impl LaunchResult {
    /// Reads and checks a result.
    ///
    /// # Errors
    ///
    /// [`ResultError`], which names the place.
    pub fn from_value(value: Value) -> Result<Self, ResultError> {
        match value {
            Value::Null => Err(ResultError::Missing),
            Value::Object(fields) => from_fields(fields),
            other => Err(ResultError::NotObject {
                found: other.kind(),
            }),
        }
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
    #[cfg(feature = "json")]
    pub fn from_text(text: &str) -> Result<Self, ResultError> {
        super::text::check_limits(text, super::text::DEFAULT_MAX_BYTES)?;
        let text = super::text::without_lone_surrogates(text);
        let value = serde_json::from_str(&text).map_err(|_| ResultError::NotJson)?;
        Self::from_value(value)
    }
}

fn from_fields(mut fields: Fields) -> Result<LaunchResult, ResultError> {
    let has = |name: &str| {
        fields
            .iter()
            .any(|(known, value)| known == name && *value != Value::Null)
    };
    if has("cycles") {
        marketplace(&mut fields).map(LaunchResult::Marketplace)
    } else if has("cycleId") {
        single_cycle(&mut fields).map(LaunchResult::Cycle)
    } else {
        Err(ResultError::Form)
    }
}

fn marketplace(fields: &mut Fields) -> Result<MarketplaceResult, ResultError> {
    let root = &Place::Root;
    Ok(MarketplaceResult {
        account_id: identity(fields, root, "accountId")?,
        account_api_id: text(fields, root, "accountApiId")?,
        user_id: text(fields, root, "userId")?,
        install_complete_message: text(fields, root, "installCompleteMessage")?,
        marketplace_package_id: package_id(fields, root)?,
        cycles: list(fields, root, "cycles", cycle)?.unwrap_or_default(),
        errors: list(fields, root, "errors", text_item)?,
        other: core::mem::take(fields),
    })
}

fn cycle(value: Value, place: &Place<'_>) -> Result<Cycle, ResultError> {
    let fields = &mut object(value, place)?;
    Ok(Cycle {
        cycle_id: identity(fields, place, "cycleId")?,
        template_id: text(fields, place, "templateId")?,
        template_release_id: text_if_text(fields, "templateReleaseId"),
        status: status(fields, place)?,
        webhooks: list(fields, place, "webhooks", webhook)?,
        other: core::mem::take(fields),
    })
}

fn webhook(value: Value, place: &Place<'_>) -> Result<Webhook, ResultError> {
    let fields = &mut object(value, place)?;
    let at = Place::Field(place, "url");
    let step_name = text(fields, place, "stepName")?;
    let url = match super::validate::take(fields, "url") {
        Some(value) => webhook_url(value, &at)?,
        None => return Err(ResultError::Required { path: at.path() }),
    };
    Ok(Webhook {
        step_name,
        url,
        other: core::mem::take(fields),
    })
}

fn single_cycle(fields: &mut Fields) -> Result<CycleResult, ResultError> {
    let root = &Place::Root;
    Ok(CycleResult {
        account_id: identity(fields, root, "accountId")?,
        account_api_id: text(fields, root, "accountApiId")?,
        user_id: text(fields, root, "userId")?,
        cycle_id: identity(fields, root, "cycleId")?,
        template_id: text(fields, root, "templateId")?,
        template_release_id: text_if_text(fields, "templateReleaseId"),
        status: status(fields, root)?,
        webhooks: list(fields, root, "webhooks", webhook_url)?,
        errors: list(fields, root, "errors", text_item)?,
        complete_parameter: text(fields, root, "completeParameter")?,
        other: core::mem::take(fields),
    })
}
