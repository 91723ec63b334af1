//! The back end's receiver of signed events, for Node, Deno, Bun and workers. Never in a browser.

use std::iter;

use js_sys::Object;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::convert::set;
use super::error::named_error;
use crate::subscription::{
    ConfigError, DEFAULT_MAX_BODY, Detail, Event, Key, PublicPath, Received, Receiver, Refusal,
    Reply, Request, Secret, Tolerance,
};

/// The one name of our errors here: `error.name === "SubscriptionError"`.
const NAME: &str = "SubscriptionError";

impl From<ConfigError> for JsValue {
    fn from(error: ConfigError) -> Self {
        named_error(NAME, error.code(), error.path(), &error.message())
    }
}

/// An event, for the shell, in one number: which secret signed it, doubled, and one more for a documented event. The
/// shell has the body already, and texts are what is slow to hand over.
fn accepted(received: &Received<'_>) -> JsValue {
    let documented = !matches!(received.message().event(), Event::Other(_));
    let secret = u32::try_from(received.authentic().secret()).unwrap_or(u32::MAX / 2);
    (2 * secret + u32::from(documented)).into()
}

/// A refusal, for the shell: the error for the log in the reply to send.
fn refused(refusal: &Refusal) -> JsValue {
    let verdict = reply(&refusal.reply());
    set(&verdict, "code", refusal.code());
    set(&verdict, "path", refusal.path());
    set(&verdict, "message", refusal.message());
    verdict
}

/// A reply: `{status, body}`.
fn reply(reply: &Reply) -> JsValue {
    let sent = Object::new().into();
    set(&sent, "status", reply.status());
    set(&sent, "body", reply.body());
    sent
}

/// A receiver with its configuration.
#[wasm_bindgen]
pub struct SubscriptionReceiver(Receiver);

#[wasm_bindgen]
impl SubscriptionReceiver {
    /// Throws a `SubscriptionError` where the configuration would refuse everything or let anybody in.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(js_name = clientId)] client_id: String,
        secrets: Vec<String>,
        #[wasm_bindgen(js_name = publicPath)] public_path: Option<String>,
        past: f64,
        future: f64,
        #[wasm_bindgen(js_name = maxBody)] max_body: Option<u32>,
    ) -> Result<SubscriptionReceiver, JsValue> {
        let secrets: Result<Vec<_>, _> = secrets.into_iter().map(Secret::new).collect();
        let path = match public_path {
            Some(path) => PublicPath::registered(&path)?,
            None => PublicPath::of_request(),
        };
        let tolerance = Tolerance::seconds(whole(past)?, whole(future)?)?;
        let max_body = max_body.map_or(DEFAULT_MAX_BODY, |limit| limit as usize);
        let receiver = Receiver::new(client_id, secrets?, path)?;
        Ok(Self(
            receiver.with_tolerance(tolerance).with_max_body(max_body),
        ))
    }

    /// `head` is the method, the path, and the headers' names and values in turn, a line each: one text is much
    /// quicker to hand over than several. `now` is in seconds since 1970.
    pub fn receive(&self, head: &str, body: &[u8], now: f64) -> JsValue {
        let mut lines = head.split('\n');
        let (method, path) = (lines.next(), lines.next());
        let pairs = iter::from_fn(|| Some((lines.next()?, lines.next()?.as_bytes())));
        let (method, path) = (method.unwrap_or_default(), path.unwrap_or_default());
        let request = Request::new(method, path, pairs, body);
        // A clock that is no number reads as 0 and refuses everything.
        match self.0.receive(&request, now as u64) {
            Ok(received) => accepted(&received),
            Err(refusal) => refused(&refusal),
        }
    }

    /// The longest body that is looked at, in bytes.
    #[wasm_bindgen(getter, js_name = maxBody)]
    pub fn max_body(&self) -> usize {
        self.0.max_body()
    }
}

/// Only whole numbers of seconds; the window itself is checked where it is made.
fn whole(seconds: f64) -> Result<u32, ConfigError> {
    if seconds.trunc() == seconds && (0.0..=f64::from(u32::MAX)).contains(&seconds) {
        Ok(seconds as u32)
    } else {
        Err(ConfigError::Tolerance)
    }
}

/// What an inbox knows an event by: the SHA-256 of its raw body in hex.
#[wasm_bindgen(js_name = keyOf)]
pub fn key_of(body: &[u8]) -> String {
    Key::of(body).to_string()
}

/// The fixed replies: `accepted`, `unavailable`.
#[wasm_bindgen(js_name = fixedReply)]
pub fn fixed_reply(accepted: bool) -> JsValue {
    reply(&if accepted {
        Reply::accepted()
    } else {
        Reply::unavailable()
    })
}

/// A rejection; `details` are properties and messages in turn.
#[wasm_bindgen(js_name = rejectedReply)]
pub fn rejected_reply(details: Vec<String>) -> JsValue {
    let details = details.chunks_exact(2);
    let details = details.map(|pair| Detail::new(pair[0].as_str(), pair[1].as_str()));
    reply(&Reply::rejected(details))
}
