//! From a result back to a JSON value, in the order the documents list the fields.

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use super::cycle::{Cycle, Status};
use super::result::{CycleResult, LaunchResult, MarketplaceResult, PackageId};
use super::value::{Fields, Value};
use super::webhook::{Webhook, WebhookUrl};

/// Collects fields, leaving out those that are not there.
struct Writer(Fields);

impl Writer {
    fn put(&mut self, name: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.0.push((name.into(), value.into()));
        }
    }

    fn with(mut self, other: Fields) -> Value {
        self.0.extend(other);
        Value::Object(self.0)
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(items: Vec<T>) -> Self {
        Self::Array(items.into_iter().map(Into::into).collect())
    }
}

impl From<PackageId> for Value {
    fn from(id: PackageId) -> Self {
        match id {
            PackageId::Number(number) => Self::Integer(number),
            PackageId::Text(text) => Self::Text(text),
        }
    }
}

impl From<Status> for Value {
    fn from(status: Status) -> Self {
        Self::from(status.as_str())
    }
}

impl From<WebhookUrl> for Value {
    fn from(url: WebhookUrl) -> Self {
        Self::Text(url.0)
    }
}

impl From<Webhook> for Value {
    fn from(webhook: Webhook) -> Self {
        let mut writer = Writer(Fields::new());
        writer.put("stepName", webhook.step_name);
        writer.put("url", Some(webhook.url));
        writer.with(webhook.other)
    }
}

impl From<Cycle> for Value {
    fn from(cycle: Cycle) -> Self {
        let mut writer = Writer(Fields::new());
        writer.put("cycleId", Some(cycle.cycle_id));
        writer.put("templateId", cycle.template_id);
        writer.put("templateReleaseId", cycle.template_release_id);
        writer.put("status", cycle.status);
        writer.put("webhooks", cycle.webhooks);
        writer.with(cycle.other)
    }
}

impl From<MarketplaceResult> for Value {
    fn from(result: MarketplaceResult) -> Self {
        let mut writer = Writer(Fields::new());
        writer.put("accountId", Some(result.account_id));
        writer.put("accountApiId", result.account_api_id);
        writer.put("userId", result.user_id);
        writer.put("installCompleteMessage", result.install_complete_message);
        writer.put("marketplacePackageId", result.marketplace_package_id);
        writer.put("cycles", Some(result.cycles));
        writer.put("errors", result.errors);
        writer.with(result.other)
    }
}

impl From<CycleResult> for Value {
    fn from(result: CycleResult) -> Self {
        let mut writer = Writer(Fields::new());
        writer.put("accountId", Some(result.account_id));
        writer.put("accountApiId", result.account_api_id);
        writer.put("userId", result.user_id);
        writer.put("cycleId", Some(result.cycle_id));
        writer.put("templateId", result.template_id);
        writer.put("templateReleaseId", result.template_release_id);
        writer.put("status", result.status);
        writer.put("webhooks", result.webhooks);
        writer.put("errors", result.errors);
        writer.put("completeParameter", result.complete_parameter);
        writer.with(result.other)
    }
}

impl From<LaunchResult> for Value {
    fn from(result: LaunchResult) -> Self {
        match result {
            LaunchResult::Marketplace(result) => result.into(),
            LaunchResult::Cycle(result) => result.into(),
        }
    }
}

impl LaunchResult {
    /// The JSON text of the result.
    #[cfg(feature = "json")]
    #[must_use]
    pub fn to_text(&self) -> String {
        // A value has text keys only and finite numbers only where it was read from JSON; the rest is null.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Serialize for LaunchResult {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::from(self.clone()).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for LaunchResult {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_value(Value::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}
