//! A receiver of signed events as the documentation has it: the extractor for axum, the inbox on SQLite, one insert
//! in its transaction. Prints its port, and serves until it is killed.
//!
//! usage: load-receiver DATABASE

#![forbid(unsafe_code)]

use std::env;
use std::error::Error;
use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::extract::{FromRef, State};
use axum::routing::post;
use launch_complete::subscription::axum::{Endpoint, Subscription};
use launch_complete::subscription::{
    Event, Inbox, Message, PublicPath, Receiver, Reply, Secret, SqliteInbox,
};
use launch_complete_benches::{CLIENT, SECRET};
use rusqlite::Connection;
use tokio::net::TcpListener;
use tokio::task::spawn_blocking;

const TABLE: &str = "CREATE TABLE IF NOT EXISTS installation (guid TEXT NOT NULL)";

#[derive(Clone)]
struct App {
    endpoint: Endpoint,
    inbox: Arc<SqliteInbox>,
}

impl FromRef<App> for Endpoint {
    fn from_ref(app: &App) -> Self {
        app.endpoint.clone()
    }
}

async fn receive(State(app): State<App>, Subscription { message, key }: Subscription) -> Reply {
    let work = move || {
        app.inbox
            .handle(&key, |transaction| store(transaction, &message))
    };
    match spawn_blocking(work).await {
        Ok(Ok(reply)) => reply,
        _ => Reply::unavailable(),
    }
}

fn store(transaction: &Connection, message: &Message) -> Reply {
    let Event::InstallationRequestCreated(request) = message.event() else {
        return Reply::accepted();
    };
    let insert = transaction.prepare_cached("INSERT INTO installation VALUES (?1)");
    match insert.and_then(|mut insert| insert.execute([&request.guid])) {
        Ok(_) => Reply::accepted(),
        Err(_) => Reply::unavailable(),
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let file = env::args().nth(1).ok_or("usage: load-receiver DATABASE")?;
    Connection::open(&file)?.execute_batch(TABLE)?;
    let path = PublicPath::registered("/subscriptions")?;
    let receiver = Receiver::new(CLIENT, [Secret::new(SECRET)?], path)?;
    let app = App {
        // A line for each of the bad ones is not what is measured.
        endpoint: Endpoint::with_log(receiver, |_| {}),
        inbox: Arc::new(SqliteInbox::open(Path::new(&file))?),
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    println!("{}", listener.local_addr()?.port());
    let router = Router::new().route("/subscriptions", post(receive));
    let nodelay = axum::serve::ListenerExt::tap_io(listener, |stream| {
        // Failing costs only time.
        let _ = stream.set_nodelay(true);
    });
    axum::serve(nodelay, router.with_state(app)).await?;
    Ok(())
}
