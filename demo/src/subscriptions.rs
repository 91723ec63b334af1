//! The host's receiver of signed events, and the list for its page.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use launch_complete::subscription::{
    Reply,
    axum::{Subscription, SubscriptionRejection},
};
use serde_json::json;
use tokio::task::spawn_blocking;

use crate::{
    decide::decide,
    events::Events,
    guard,
    refusal::{self, Refusal},
    site::App,
    store::StoreError,
};

/// `POST /subscriptions`
pub(crate) async fn receive(
    State(app): State<App>,
    event: Result<Subscription, SubscriptionRejection>,
) -> Response {
    match event {
        Ok(Subscription { message, key }) => {
            let answer = move |events: &Events| {
                events.answer(&key, &message, |message| decide(message.event()))
            };
            let reply = in_events(&app, answer).await;
            reply.unwrap_or_else(Reply::unavailable).into_response()
        }
        Err(rejection) => {
            if let SubscriptionRejection::Refused(refusal) = &rejection {
                let refusal = refusal.clone();
                // Whether it could be written down or not, the sender is told the same.
                in_events(&app, move |events| events.refuse(&refusal)).await;
            }
            rejection.into_response()
        }
    }
}

/// `GET /api/subscriptions`
pub(crate) async fn list(State(app): State<App>, headers: HeaderMap) -> Result<Response, Refusal> {
    guard::same_origin(&headers, app.origin())?;
    let (events, refusals) = in_events(&app, |events| Ok((events.list()?, events.refused()?)))
        .await
        .ok_or_else(out_of_order)?;
    Ok(refusal::json(
        &json!({ "events": events, "refusals": refusals }),
    ))
}

/// Runs on a thread that may wait for the disk. Nothing where the database failed.
async fn in_events<T: Send + 'static>(
    app: &App,
    work: impl FnOnce(&Events) -> Result<T, StoreError> + Send + 'static,
) -> Option<T> {
    let events = app.shared.events.clone();
    let done = spawn_blocking(move || work(&events)).await.ok()?;
    done.inspect_err(|error| eprintln!("the database failed: {error}"))
        .ok()
}

fn out_of_order() -> Refusal {
    Refusal::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "STORE_UNAVAILABLE",
        "the events cannot be read: try again later",
    )
}
