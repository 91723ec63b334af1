//! The marketplace's signed events.

use std::env;
use std::error::Error;

use axum::extract::State;
use launch_complete::subscription::axum::Subscription;
use launch_complete::subscription::{
    Detail, Event, Inbox, Key, Message, PublicPath, Receiver, Reply, Secret,
};
use rusqlite::{Connection, params};
use serde_json::{Map, Value};
use tokio::task::spawn_blocking;

use crate::App;

/// The path registered with the marketplace. It is signed.
pub(crate) const PATH: &str = "/subscriptions";

pub(crate) const LAYOUT: &str = "
    CREATE TABLE IF NOT EXISTS events (
        key TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        body BLOB NOT NULL
    ) STRICT;
";

/// Two secrets, with a space between them, while one replaces the other.
pub(crate) fn receiver() -> Result<Receiver, Box<dyn Error>> {
    let needed = |name| env::var(name).map_err(|_| format!("set {name}"));
    let secrets = needed("CLIENT_SECRET")?;
    let secrets: Result<Vec<_>, _> = secrets.split(' ').map(Secret::new).collect();
    let path = PublicPath::registered(PATH)?;
    Ok(Receiver::new(needed("CLIENT_ID")?, secrets?, path)?)
}

/// By the time this runs, the event is verified and read.
pub(crate) async fn receive(
    State(app): State<App>,
    Subscription { message, key }: Subscription,
) -> Reply {
    let answer = move || app.inbox.handle(&key, |tx| handle(tx, &key, &message));
    match spawn_blocking(answer).await {
        Ok(Ok(reply)) => reply,
        _ => Reply::unavailable(),
    }
}

/// Somebody waits for this answer, and is told the details.
fn decide(request: &Map<String, Value>) -> Reply {
    match request.get("locationId").and_then(Value::as_u64) {
        Some(1..) => Reply::accepted(),
        _ => Reply::rejected([Detail::new("locationId", "is missing")]),
    }
}

/// What is written here is committed together with the reply, or not at all.
fn handle(tx: &Connection, key: &Key, message: &Message) -> Reply {
    if let Event::InstallationValidation(validation) = message.event() {
        return decide(&validation.parse().unwrap_or_default());
    }
    let name = &message.envelope().name;
    let written = tx.execute(
        "INSERT INTO events VALUES (?1, ?2, ?3)",
        params![key.to_string(), name, message.to_body()],
    );
    match written {
        Ok(_) => Reply::accepted(),
        // Rolls back, and the event may come again.
        Err(_) => Reply::unavailable(),
    }
}
