//! The marketplace's side: an event is signed and sent, and what comes of it is told to the page.

use std::time::{SystemTime, UNIX_EPOCH};

use axum::{
    extract::{Request, State},
    http::StatusCode,
    response::Response,
};
use launch_complete::subscription::{CallerError, Dispatch, Message, utc_text};
use serde::Serialize;

use crate::{
    body, guard,
    order::{How, Name, Order},
    refusal::{self, Refusal, require_type},
    send::{Answer, send},
    site::App,
};

/// The longest order, in bytes.
const LIMIT: usize = 64 * 1024;

/// Which subscription the events are sent for.
const SUBSCRIPTION: i64 = 1;

/// How long ago a stale event was signed, in seconds.
const STALE: u64 = 60;

/// What happened, for the page. The client secret is not in it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
    event: Name,
    how: How,
    /// The parts of the signed text, in their order.
    signed: [Part; 5],
    url: String,
    headers: Vec<(String, String)>,
    body: String,
    answers: Vec<Answer>,
    /// What whoever asked for the installation is told, where it was rejected.
    caller_error: Option<CallerError>,
}

#[derive(Debug, Serialize)]
struct Part {
    name: &'static str,
    text: String,
}

/// `POST /api/events`
pub(crate) async fn send_event(
    State(app): State<App>,
    request: Request,
) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let body = body::read(body, LIMIT).await;
    guard::same_origin(&parts.headers, app.origin())?;
    require_type(&parts.headers, "application/json")?;
    let order: Order = serde_json::from_slice(&body?).map_err(|error| {
        let message = format!("send {{\"event\": name, \"how\": \"sent\"}}: {error}");
        Refusal::new(StatusCode::BAD_REQUEST, "ORDER_INVALID", message)
    })?;
    Ok(refusal::json(&carry_out(&app, &order).await?))
}

async fn carry_out(app: &App, order: &Order) -> Result<Report, Refusal> {
    let event = order.event().map_err(|error| {
        Refusal::new(StatusCode::BAD_REQUEST, error.code(), error.message()).at(error.path())
    })?;
    let now = milliseconds();
    let message = Message::marketplace(event, SUBSCRIPTION, utc_text(now));
    let age = if order.how == How::Stale { STALE } else { 0 };
    let mut sent = app.shared.dispatcher.dispatch(&message, now / 1000 - age);
    let signed = signed(&sent);
    if order.how == How::Tampered {
        tamper(&mut sent);
    }
    let host = &app.shared.origins.host;
    let times = if order.how == How::Twice { 2 } else { 1 };
    let mut answers = Vec::new();
    for _ in 0..times {
        answers.push(
            send(host, &sent)
                .await
                .map_err(|error| unreachable(&*error))?,
        );
    }
    let headers = sent
        .headers()
        .map(|(name, value)| (name.to_owned(), String::from_utf8_lossy(value).into_owned()));
    Ok(Report {
        event: order.event,
        how: order.how,
        signed,
        url: format!("{host}{}", sent.path),
        headers: headers.into(),
        body: text(&sent.body),
        caller_error: caller_error(order.event, &answers),
        answers,
    })
}

fn signed(sent: &Dispatch) -> [Part; 5] {
    let part = |name, text: &str| Part {
        name,
        text: text.to_owned(),
    };
    [
        part("client id", &sent.access_key),
        part("method", sent.method),
        part("path", &sent.path),
        part("body", &text(&sent.body)),
        part("timestamp", &sent.timestamp),
    ]
}

/// Another subscription's number, as somebody on the way might put there: still an event, no longer signed.
fn tamper(sent: &mut Dispatch) {
    let number = format!("\"subscriptionId\":{SUBSCRIPTION}");
    sent.body = text(&sent.body)
        .replacen(&number, "\"subscriptionId\":2", 1)
        .into_bytes();
}

/// Only a validation has a caller who waits for it.
fn caller_error(event: Name, answers: &[Answer]) -> Option<CallerError> {
    let answer = answers.last().filter(|_| event == Name::Validation)?;
    CallerError::from_answer(
        answer.status,
        answer.body.as_bytes(),
        utc_text(milliseconds()),
    )
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn milliseconds() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.map_or(0, |now| u64::try_from(now.as_millis()).unwrap_or(u64::MAX))
}

fn unreachable(error: &(dyn std::error::Error + Send + Sync)) -> Refusal {
    Refusal::new(
        StatusCode::BAD_GATEWAY,
        "SUBSCRIBER_UNREACHABLE",
        format!("the host gave no answer: {error}"),
    )
}
