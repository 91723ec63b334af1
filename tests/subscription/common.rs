//! What the tests of subscriptions share.

use base64ct::{Base64, Encoding};
use launch_complete::subscription::{
    Dispatch, Dispatcher, Event, Message, PublicPath, Receiver, Request, Secret, Tolerance,
};
use proptest::test_runner::Config;
use serde::Deserialize;

pub(crate) const CLIENT: &str = "23b08412a29bbe8625967e16c1a41dc9";
pub(crate) const SECRET: &str = "de17f1f0-4816-157b-97ae-eb4b0f656a1f";
pub(crate) const OLD_SECRET: &str = "0b6d1c2e-1111-4222-8333-944455566677";
pub(crate) const PATH: &str = "/subscriptions/order";
pub(crate) const GUID: &str = "07a3a97e-6154-4e18-97a0-4b59cdd79007";
pub(crate) const DISPATCHED: &str = "2019-10-15T17:00:00.000Z";
pub(crate) const NOW: u64 = 1_571_158_800;

pub(crate) fn secret() -> Secret {
    Secret::new(SECRET).unwrap()
}

pub(crate) fn receiver() -> Receiver {
    Receiver::new(CLIENT, [secret()], PublicPath::registered(PATH).unwrap()).unwrap()
}

pub(crate) fn dispatcher() -> Dispatcher {
    Dispatcher::new(CLIENT, secret(), PublicPath::registered(PATH).unwrap()).unwrap()
}

pub(crate) fn requested() -> Message {
    Message::marketplace(Event::installation_requested(1, GUID), 1, DISPATCHED)
}

pub(crate) fn request(sent: &Dispatch) -> Request<'_> {
    Request::new(sent.method, &sent.path, sent.headers(), &sent.body)
}

/// Cases of a property. A failure prints its smallest case; no file is kept.
pub(crate) fn cases(cases: u32) -> Config {
    Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    }
}

/// `tests/vectors/requests.json`, which every build of the verifier is held against.
#[derive(Deserialize)]
pub(crate) struct Table {
    receiver: Options,
    pub(crate) cases: Vec<Case>,
}

#[derive(Deserialize)]
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) code: String,
    pub(crate) event: Option<String>,
    pub(crate) now: u64,
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: Body,
    receiver: Option<Override>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Options {
    client_id: String,
    secrets: Vec<String>,
    public_path: Option<String>,
    tolerance: Window,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Override {
    secrets: Option<Vec<String>>,
    /// Missing, `null` and a path are three different things.
    #[serde(default, deserialize_with = "given")]
    public_path: Option<Option<String>>,
    tolerance: Option<Window>,
}

fn given<'a, D: serde::Deserializer<'a>>(from: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(from).map(Some)
}

#[derive(Clone, Copy, Deserialize)]
struct Window {
    past: u32,
    future: u32,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Body {
    Text(String),
    Parts(Vec<Part>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Part {
    Text(String),
    Repeated { text: String, times: usize },
    Bytes { base64: String },
}

impl Table {
    pub(crate) fn read() -> Self {
        serde_json::from_str(include_str!("../vectors/requests.json")).unwrap()
    }

    pub(crate) fn receiver(&self, case: &Case) -> Receiver {
        let common = &self.receiver;
        let own = case.receiver.as_ref();
        let secrets = own.and_then(|own| own.secrets.as_ref());
        let secrets = secrets.unwrap_or(&common.secrets).iter();
        let path = own.and_then(|own| own.public_path.as_ref());
        let path = path.unwrap_or(&common.public_path).as_deref();
        let path = path.map_or_else(PublicPath::of_request, |path| {
            PublicPath::registered(path).unwrap()
        });
        let window = own
            .and_then(|own| own.tolerance)
            .unwrap_or(common.tolerance);
        let secrets = secrets.map(|secret| Secret::new(secret.as_str()).unwrap());
        Receiver::new(common.client_id.as_str(), secrets, path)
            .unwrap()
            .with_tolerance(Tolerance::seconds(window.past, window.future).unwrap())
    }
}

impl Case {
    pub(crate) fn body(&self) -> Vec<u8> {
        let parts = match &self.body {
            Body::Text(text) => return text.clone().into_bytes(),
            Body::Parts(parts) => parts.iter(),
        };
        parts
            .flat_map(|part| match part {
                Part::Text(text) => text.clone().into_bytes(),
                Part::Repeated { text, times } => text.repeat(*times).into_bytes(),
                Part::Bytes { base64 } => Base64::decode_vec(base64).unwrap(),
            })
            .collect()
    }

    pub(crate) fn request<'a>(&'a self, body: &'a [u8]) -> Request<'a> {
        let headers = self.headers.iter();
        let headers = headers.map(|(name, value)| (name.as_str(), value.as_bytes()));
        Request::new(&self.method, &self.path, headers, body)
    }
}
