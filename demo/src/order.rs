//! What a visitor of the simulator wants to be sent.

use launch_complete::subscription::{Event, EventError};
use serde::{Deserialize, Serialize};

/// The document's own example.
const GUID: &str = "07a3a97e-6154-4e18-97a0-4b59cdd79007";

/// One order.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Order {
    pub(crate) event: Name,
    pub(crate) how: How,
    #[serde(default = "first")]
    location_id: i64,
    #[serde(default = "guid")]
    guid: String,
    /// JSON as it is to be written, in a text.
    #[serde(default = "empty")]
    installation_request: String,
}

/// The four events of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) enum Name {
    #[serde(rename = "marketplace.Location.deleted")]
    Deleted,
    #[serde(rename = "marketplace.InstallationRequest.created")]
    Requested,
    #[serde(rename = "marketplace.InstallationRequest.cancelled")]
    Cancelled,
    #[serde(rename = "marketplace.InstallationValidation.created")]
    Validation,
}

/// How it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum How {
    /// As it is signed.
    Sent,
    /// And once more, the same body.
    Twice,
    /// With a body that was changed after it was signed.
    Tampered,
    /// Signed a minute ago.
    Stale,
}

impl Order {
    /// The event that is ordered.
    pub(crate) fn event(&self) -> Result<Event, EventError> {
        Ok(match self.event {
            Name::Deleted => Event::location_deleted(self.location_id),
            Name::Requested => Event::installation_requested(self.location_id, &self.guid),
            Name::Cancelled => Event::installation_cancelled(self.location_id, &self.guid),
            Name::Validation => Event::installation_validation(self.installation_request.as_str())?,
        })
    }
}

fn first() -> i64 {
    1
}

fn guid() -> String {
    GUID.into()
}

fn empty() -> String {
    "{}".into()
}
