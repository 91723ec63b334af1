//! Receiving a signed event natively, from the headers to the typed event, against the crate `standardwebhooks`.
//! Prints one JSON list.
//!
//! Either side gets an `http::HeaderMap` and the raw bytes, reads the system's clock, checks its window, verifies
//! its own scheme's HMAC-SHA-256 and ends with the same types: strings of the envelope, an enum of payloads. The
//! peer's crate leaves reading JSON to its caller, which is `serde_json` here as anywhere.

#![forbid(unsafe_code)]

use std::error::Error;
use std::hint::black_box;
use std::time::{SystemTime, UNIX_EPOCH};

use http::{HeaderMap, HeaderValue};
use launch_complete::subscription::{
    Dispatcher, Event, PublicPath, Receiver, Request, Secret, Tolerance,
};
use launch_complete_benches::body::{SIZES, of_length};
use launch_complete_benches::measure::{Entry, Measured, interleaved};
use launch_complete_benches::{CLIENT, SECRET};
use serde::Deserialize;
use serde_json::value::RawValue;
use standardwebhooks::Webhook;

const PATH: &str = "/subscriptions/order";
const ROUNDS: usize = 301;

fn main() -> Result<(), Box<dyn Error>> {
    let mut all = Vec::new();
    for (row, length) in SIZES {
        all.extend(of_size(row, &of_length(length)?)?);
    }
    println!("{}", serde_json::to_string(&all)?);
    Ok(())
}

fn of_size(row: &str, body: &[u8]) -> Result<Vec<Measured>, Box<dyn Error>> {
    let mut entries = vec![ours(body)?, peer(body)?];
    for entry in &mut entries {
        // Before anything is measured: it does accept.
        (entry.work)();
    }
    let table = "native, headers to typed event";
    Ok(interleaved(table, row, body.len(), ROUNDS, entries))
}

fn now() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.map_or(0, |now| now.as_secs())
}

fn ours(body: &[u8]) -> Result<Entry<'_>, Box<dyn Error>> {
    let path = || PublicPath::registered(PATH);
    // The widest window: the same request is received over and over.
    let receiver = Receiver::new(CLIENT, [Secret::new(SECRET)?], path()?)?
        .with_tolerance(Tolerance::seconds(3600, 2)?);
    let sent = Dispatcher::new(CLIENT, Secret::new(SECRET)?, path()?)?.dispatch_body(body, now());
    let mut headers = common_headers();
    for (name, value) in sent.headers() {
        headers.insert(name, HeaderValue::from_bytes(value)?);
    }
    Ok(Entry {
        who: format!("launch-complete {}", env!("CARGO_PKG_VERSION")),
        does: "three headers exactly once, client id, window, MAC over five parts, typed event",
        work: Box::new(move || {
            let pairs = headers.iter();
            let pairs = pairs.map(|(name, value)| (name.as_str(), value.as_bytes()));
            let request = Request::new("POST", PATH, pairs, black_box(body));
            let received = receiver.receive(&request, now());
            let message = received.expect("the request is good").into_message();
            assert!(!matches!(message.event(), Event::Other(_)));
            black_box(message);
        }),
    })
}

fn peer(body: &[u8]) -> Result<Entry<'_>, Box<dyn Error>> {
    const ID: &str = "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk";
    let webhook = Webhook::from_bytes(SECRET.as_bytes().to_vec())?;
    let time = now();
    let signature = webhook.sign(ID, i64::try_from(time)?, body)?;
    let mut headers = common_headers();
    headers.insert("webhook-id", HeaderValue::from_static(ID));
    headers.insert("webhook-timestamp", HeaderValue::from(time));
    headers.insert("webhook-signature", HeaderValue::from_str(&signature)?);
    Ok(Entry {
        who: "standardwebhooks 1.0.1".into(),
        does: "three headers, window, MAC over three parts; then serde_json into the same types",
        work: Box::new(move || {
            let verified = webhook.verify(black_box(body), &headers);
            verified.expect("the request is good");
            let message: Typed = serde_json::from_slice(body).expect("the body is good");
            black_box(message);
        }),
    })
}

/// What else comes with a request.
fn common_headers() -> HeaderMap {
    let pairs = [
        ("host", "app.example"),
        ("content-type", "application/json"),
        ("accept", "*/*"),
    ];
    let pairs = pairs.map(|(name, value)| (name.parse(), HeaderValue::from_static(value)));
    pairs
        .into_iter()
        .filter_map(|(name, value)| Some((name.ok()?, value)))
        .collect::<HeaderMap>()
}

/// What a careful caller of the peer reads: every documented field, and the installation request as written.
#[derive(Deserialize)]
#[expect(dead_code, reason = "they are read, and that is what is measured")]
struct Typed {
    event: Envelope,
    payload: Payload,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "as above")]
struct Envelope {
    name: String,
    component: String,
    resource: String,
    action: String,
    version: String,
    subscription_id: i64,
    dispatched_at: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "as above")]
struct Payload {
    location_id: Option<i64>,
    guid: Option<String>,
    installation_request: Option<Box<RawValue>>,
}
