//! The payloads of the four documented events.

use serde::Serialize as DeriveSerialize;
use serde::de::DeserializeOwned;
use serde::ser::{Error, Serialize, Serializer};
use serde_json::value::RawValue;

use super::error::EventError;
use super::json;
use super::wire::{integer, object, required, text};
use crate::json::Value;

/// JSON exactly as it was written, spaces, order and all.
///
/// ```
/// use launch_complete::subscription::RawJson;
///
/// let json = RawJson::new(r#" [1, 2] "#)?;
/// assert_eq!(json.as_str(), "[1, 2]");
/// assert_eq!(json.parse::<Vec<u8>>().unwrap(), [1, 2]);
/// # Ok::<(), launch_complete::subscription::EventError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawJson(Box<str>);

impl RawJson {
    /// Checks that the text is JSON and keeps it.
    ///
    /// # Errors
    ///
    /// [`EventError::NotJson`], or [`EventError::TooDeep`] beyond 64 levels.
    pub fn new(text: impl Into<String>) -> Result<Self, EventError> {
        let text = text.into();
        json::check(&text)?;
        Ok(Self(text.trim().into()))
    }

    /// A field of a text that was walked already.
    pub(crate) fn kept(written: &str) -> Self {
        Self(written.into())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
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

impl Serialize for RawJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let raw: &RawValue = serde_json::from_str(&self.0).map_err(S::Error::custom)?;
        raw.serialize(serializer)
    }
}

/// The payload of `marketplace.Location.deleted`: an app was uninstalled.
#[derive(Clone, Debug, PartialEq, Eq, DeriveSerialize)]
#[serde(rename_all = "camelCase")]
pub struct Location {
    /// The Customer Hub location id.
    pub location_id: i64,
}

/// The payload of `marketplace.InstallationRequest.created` and `….cancelled`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveSerialize)]
#[serde(rename_all = "camelCase")]
pub struct InstallationRequest {
    /// The Customer Hub location id.
    pub location_id: i64,
    /// The installation request's GUID.
    pub guid: String,
}

/// The payload of `marketplace.InstallationValidation.created`.
///
/// ```
/// use launch_complete::subscription::InstallationValidation;
///
/// let validation = InstallationValidation::new(r#"{"locationId":1}"#)?;
/// let fields: std::collections::HashMap<String, i64> = validation.parse().unwrap();
/// assert_eq!((validation.json(), fields["locationId"]), (r#"{"locationId":1}"#, 1));
/// assert!(InstallationValidation::new("[]").is_err());
/// # Ok::<(), launch_complete::subscription::EventError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, DeriveSerialize)]
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

/// The names of the fields of all payloads.
pub(crate) const PAYLOAD: [&str; 3] = ["locationId", "guid", "installationRequest"];

/// A payload, with those fields of it.
pub(crate) type Payload<'a> = Option<Value<'a, { PAYLOAD.len() }>>;

impl Location {
    pub(crate) fn read(payload: Payload<'_>) -> Result<Self, EventError> {
        let [location_id, ..] = object(payload, "payload")?;
        Ok(Self {
            location_id: integer(location_id, "payload.locationId")?,
        })
    }
}

impl InstallationRequest {
    pub(crate) fn read(payload: Payload<'_>) -> Result<Self, EventError> {
        let [location_id, guid, _] = object(payload, "payload")?;
        Ok(Self {
            location_id: integer(location_id, "payload.locationId")?,
            guid: text(guid, "payload.guid")?,
        })
    }
}

impl InstallationValidation {
    pub(crate) fn read(payload: Payload<'_>) -> Result<Self, EventError> {
        let [.., request] = object(payload, "payload")?;
        let request = required(request, "payload.installationRequest")?;
        Self::of(RawJson::kept(request))
    }
}
