//! The envelope and the four events.

use serde::Serialize as DeriveSerialize;
use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::error::EventError;
use super::json;
use super::payload::{
    InstallationRequest, InstallationValidation, Location, PAYLOAD, Payload, RawJson,
};
use super::wire::{integer, object, text};
use crate::json::Value;

const LOCATION_DELETED: &str = "marketplace.Location.deleted";
const REQUEST_CREATED: &str = "marketplace.InstallationRequest.created";
const REQUEST_CANCELLED: &str = "marketplace.InstallationRequest.cancelled";
const VALIDATION_CREATED: &str = "marketplace.InstallationValidation.created";
/// The only documented version.
const VERSION: &str = "v1";

/// What every event says of itself.
#[derive(Clone, Debug, PartialEq, Eq, DeriveSerialize)]
#[serde(rename_all = "camelCase")]
pub struct Envelope {
    /// What happened. Not always the next three joined: use this one.
    pub name: String,
    /// Such as `marketplace`.
    pub component: String,
    /// Such as `InstallationRequest`.
    pub resource: String,
    /// Such as `created`.
    pub action: String,
    /// Such as `v1`.
    pub version: String,
    /// Which subscription it was sent for.
    pub subscription_id: i64,
    /// When, such as `2019-10-15T17:00:00.000Z`.
    pub dispatched_at: String,
}

/// What happened.
///
/// ```
/// use launch_complete::subscription::{Event, InstallationRequest};
///
/// let Event::InstallationRequestCreated(request) = Event::installation_requested(1, "07a3a97e") else {
///     unreachable!()
/// };
/// assert_eq!(request, InstallationRequest { location_id: 1, guid: "07a3a97e".into() });
/// assert_ne!(Event::installation_cancelled(1, "07a3a97e"), Event::InstallationRequestCreated(request));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// `marketplace.Location.deleted`: an app was uninstalled.
    LocationDeleted(Location),
    /// `marketplace.InstallationRequest.created`: an installation was requested.
    InstallationRequestCreated(InstallationRequest),
    /// `marketplace.InstallationRequest.cancelled`: the request was cancelled before it was complete.
    InstallationRequestCancelled(InstallationRequest),
    /// `marketplace.InstallationValidation.created`: may this be installed? The only event whose answer
    /// decides: somebody waits for it.
    InstallationValidation(InstallationValidation),
    /// Any other name, or another version of a known one, with its payload as it was written. Accept it: the
    /// marketplace may send more than was asked for.
    Other(RawJson),
}

/// An event with its envelope.
///
/// ```
/// use launch_complete::subscription::{Envelope, Event, Message};
///
/// let sent = Message::marketplace(Event::location_deleted(1), 7, "2019-10-15T17:00:00.000Z");
/// let read = Message::from_body(&sent.to_body())?;
/// assert_eq!(read.envelope().name, "marketplace.Location.deleted");
/// let (envelope, event): (Envelope, Event) = read.into_parts();
/// assert_eq!(Message::new(envelope, event), sent);
/// # Ok::<(), launch_complete::subscription::EventError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    envelope: Envelope,
    event: Event,
}

impl Event {
    /// The event of an uninstalled app.
    #[must_use]
    pub fn location_deleted(location_id: i64) -> Self {
        Self::LocationDeleted(Location { location_id })
    }

    /// The event of a requested installation.
    #[must_use]
    pub fn installation_requested(location_id: i64, guid: impl Into<String>) -> Self {
        let guid = guid.into();
        Self::InstallationRequestCreated(InstallationRequest { location_id, guid })
    }

    /// The event of a cancelled request.
    #[must_use]
    pub fn installation_cancelled(location_id: i64, guid: impl Into<String>) -> Self {
        let guid = guid.into();
        Self::InstallationRequestCancelled(InstallationRequest { location_id, guid })
    }

    /// The event that asks whether something may be installed; `json` is an object.
    ///
    /// # Errors
    ///
    /// As [`InstallationValidation::new`].
    pub fn installation_validation(json: impl Into<String>) -> Result<Self, EventError> {
        InstallationValidation::new(json).map(Self::InstallationValidation)
    }

    fn read(envelope: &Envelope, payload: Payload<'_>) -> Result<Self, EventError> {
        let name = match envelope.version.as_str() {
            VERSION => envelope.name.as_str(),
            _ => "",
        };
        Ok(match name {
            LOCATION_DELETED => Self::LocationDeleted(Location::read(payload)?),
            REQUEST_CREATED => {
                Self::InstallationRequestCreated(InstallationRequest::read(payload)?)
            }
            REQUEST_CANCELLED => {
                Self::InstallationRequestCancelled(InstallationRequest::read(payload)?)
            }
            VALIDATION_CREATED => {
                Self::InstallationValidation(InstallationValidation::read(payload)?)
            }
            _ => Self::Other(RawJson::kept(
                payload.map_or("null", |payload| payload.written),
            )),
        })
    }

    /// Resource and action of a documented event.
    fn kind(&self) -> (&'static str, &'static str) {
        match self {
            Self::LocationDeleted(_) => ("Location", "deleted"),
            Self::InstallationRequestCreated(_) => ("InstallationRequest", "created"),
            Self::InstallationRequestCancelled(_) => ("InstallationRequest", "cancelled"),
            Self::InstallationValidation(_) => ("InstallationValidation", "created"),
            Self::Other(_) => ("Unknown", "unknown"),
        }
    }
}

impl Message {
    /// Any event in any envelope, for those that are not documented here.
    #[must_use]
    pub fn new(envelope: Envelope, event: Event) -> Self {
        Self { envelope, event }
    }

    /// A documented event in its documented envelope. `dispatched_at` is a text such as
    /// [`utc_text`](super::utc_text) makes.
    #[must_use]
    pub fn marketplace(
        event: Event,
        subscription_id: i64,
        dispatched_at: impl Into<String>,
    ) -> Self {
        let (resource, action) = event.kind();
        let envelope = Envelope {
            name: format!("marketplace.{resource}.{action}"),
            component: "marketplace".into(),
            resource: resource.into(),
            action: action.into(),
            version: VERSION.into(),
            subscription_id,
            dispatched_at: dispatched_at.into(),
        };
        Self { envelope, event }
    }

    /// Reads a body. Whoever sent it is not known here: [`Receiver::receive`](super::Receiver::receive) verifies
    /// first.
    ///
    /// # Errors
    ///
    /// Every [`EventError`]: no UTF-8, no JSON object, too deep, or a field that is missing, doubled or of
    /// another type. Unknown fields are no error.
    pub fn from_body(body: &[u8]) -> Result<Self, EventError> {
        let body = core::str::from_utf8(body).map_err(|_| EventError::NotUtf8)?;
        let body = json::body(body, &ENVELOPE, &PAYLOAD)?;
        if body.repeated {
            return Err(EventError::Repeated { path: "" });
        }
        let envelope = Envelope::read(body.event)?;
        let event = Event::read(&envelope, body.payload)?;
        Ok(Self { envelope, event })
    }

    /// The body that [`from_body`](Message::from_body) reads, without spaces and in the documented order.
    #[must_use]
    pub fn to_body(&self) -> Vec<u8> {
        // Every key is a text and every value is a plain one: nothing here can fail.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// What the event says of itself.
    #[must_use]
    pub fn envelope(&self) -> &Envelope {
        &self.envelope
    }

    /// What happened.
    #[must_use]
    pub fn event(&self) -> &Event {
        &self.event
    }

    /// Takes it apart.
    #[must_use]
    pub fn into_parts(self) -> (Envelope, Event) {
        (self.envelope, self.event)
    }
}

impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut body = serializer.serialize_struct("Message", 2)?;
        body.serialize_field("event", &self.envelope)?;
        match &self.event {
            Event::LocationDeleted(payload) => body.serialize_field("payload", payload)?,
            Event::InstallationRequestCreated(payload)
            | Event::InstallationRequestCancelled(payload) => {
                body.serialize_field("payload", payload)?;
            }
            Event::InstallationValidation(payload) => body.serialize_field("payload", payload)?,
            Event::Other(payload) => body.serialize_field("payload", payload)?,
        }
        body.end()
    }
}

/// The names of the envelope's fields.
const ENVELOPE: [&str; 7] = [
    "name",
    "component",
    "resource",
    "action",
    "version",
    "subscriptionId",
    "dispatchedAt",
];

impl Envelope {
    fn read(event: Option<Value<'_, { ENVELOPE.len() }>>) -> Result<Self, EventError> {
        let [
            name,
            component,
            resource,
            action,
            version,
            subscription_id,
            dispatched_at,
        ] = object(event, "event")?;
        Ok(Self {
            name: text(name, "event.name")?,
            component: text(component, "event.component")?,
            resource: text(resource, "event.resource")?,
            action: text(action, "event.action")?,
            version: text(version, "event.version")?,
            subscription_id: integer(subscription_id, "event.subscriptionId")?,
            dispatched_at: text(dispatched_at, "event.dispatchedAt")?,
        })
    }
}
