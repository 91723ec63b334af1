//! The payloads of the four documented events.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::depth::too_deep;
use super::error::EventError;
use super::wire::{Field, integer, object, required, text};

/// JSON exactly as it was written, spaces, order and all.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct RawJson(Box<RawValue>);

impl RawJson {
    /// Checks that the text is JSON and keeps it.
    ///
    /// # Errors
    ///
    /// [`EventError::NotJson`], or [`EventError::TooDeep`] beyond 64 levels.
    pub fn new(text: impl Into<String>) -> Result<Self, EventError> {
        let raw = RawValue::from_string(text.into()).map_err(|_| EventError::NotJson)?;
        if too_deep(raw.get()) {
            return Err(EventError::TooDeep);
        }
        Ok(Self(raw))
    }

    pub(crate) fn kept(field: Field<'_>) -> Self {
        Self(field.unwrap_or(RawValue::NULL).to_owned())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.get()
    }

    /// Reads it as a type of yours.
    ///
    /// # Errors
    ///
    /// It is not of that type.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(self.as_str())
    }
}

impl PartialEq for RawJson {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for RawJson {}

/// The payload of `marketplace.Location.deleted`: an app was uninstalled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Location {
    /// The Customer Hub location id.
    pub location_id: i64,
}

/// The payload of `marketplace.InstallationRequest.created` and `….cancelled`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InstallationRequest {
    /// The Customer Hub location id.
    pub location_id: i64,
    /// The installation request's GUID.
    pub guid: String,
}

/// The payload of `marketplace.InstallationValidation.created`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InstallationValidation {
    installation_request: RawJson,
}

impl InstallationValidation {
    /// Takes an installation request: a JSON object, whatever is in it.
    ///
    /// # Errors
    ///
    /// [`EventError::NotJson`], [`EventError::TooDeep`], or [`EventError::Type`] where it is no object.
    pub fn new(json: impl Into<String>) -> Result<Self, EventError> {
        Self::of(RawJson::new(json)?)
    }

    fn of(installation_request: RawJson) -> Result<Self, EventError> {
        if !installation_request.as_str().starts_with('{') {
            return Err(EventError::Type {
                path: "payload.installationRequest",
                expected: "an object",
            });
        }
        Ok(Self {
            installation_request,
        })
    }

    /// The installation request as it was written: "payload matches the one provided during app installation",
    /// so its fields depend on the app.
    #[must_use]
    pub fn json(&self) -> &str {
        self.installation_request.as_str()
    }

    /// Reads the installation request as a type of yours.
    ///
    /// # Errors
    ///
    /// It is not of that type.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        self.installation_request.parse()
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Fields<'a> {
    #[serde(borrow)]
    location_id: Field<'a>,
    #[serde(borrow)]
    guid: Field<'a>,
    #[serde(borrow)]
    installation_request: Field<'a>,
}

fn fields(payload: Field<'_>) -> Result<Fields<'_>, EventError> {
    object(required(payload, "payload")?.get(), "payload")
}

impl Location {
    pub(crate) fn read(payload: Field<'_>) -> Result<Self, EventError> {
        let fields = fields(payload)?;
        Ok(Self {
            location_id: integer(fields.location_id, "payload.locationId")?,
        })
    }
}

impl InstallationRequest {
    pub(crate) fn read(payload: Field<'_>) -> Result<Self, EventError> {
        let fields = fields(payload)?;
        Ok(Self {
            location_id: integer(fields.location_id, "payload.locationId")?,
            guid: text(fields.guid, "payload.guid")?,
        })
    }
}

impl InstallationValidation {
    pub(crate) fn read(payload: Field<'_>) -> Result<Self, EventError> {
        let request = fields(payload)?.installation_request;
        required(request, "payload.installationRequest")?;
        Self::of(RawJson::kept(request))
    }
}
