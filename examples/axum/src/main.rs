//! A back end that takes results and signed events.

#![forbid(unsafe_code)]

mod events;
mod results;

use std::env;
use std::error::Error;
use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRef};
use axum::routing::post;
use launch_complete::subscription::SqliteInbox;
use launch_complete::subscription::axum::Endpoint;
use rusqlite::Connection;
use tokio::net::TcpListener;

/// The longest result, the same as the receivers' default.
const RESULT_LIMIT: usize = 4 * 1024 * 1024;

/// What every request needs.
#[derive(Clone)]
struct App {
    /// The origin of the app's pages.
    origin: Arc<str>,
    endpoint: Endpoint,
    inbox: Arc<SqliteInbox>,
    database: Arc<Mutex<Connection>>,
}

impl FromRef<App> for Endpoint {
    fn from_ref(app: &App) -> Self {
        app.endpoint.clone()
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let or = |name, value: &str| env::var(name).unwrap_or_else(|_| value.into());
    let port: u16 = or("PORT", "8080").parse()?;
    let origin = or("APP_ORIGIN", &format!("http://host.localhost:{port}"));
    let file = or("STORED", "stored.sqlite");
    let file = Path::new(&file);

    // Opened first: it puts the file into the mode that lets both connections write in turn.
    let inbox = SqliteInbox::open(file)?;
    let database = Connection::open(file)?;
    database.execute_batch(results::LAYOUT)?;
    database.execute_batch(events::LAYOUT)?;
    let app = App {
        origin: origin.as_str().into(),
        endpoint: Endpoint::new(events::receiver()?),
        inbox: Arc::new(inbox),
        database: Arc::new(Mutex::new(database)),
    };
    let router = Router::new()
        .route("/api/results", post(results::store))
        .layer(DefaultBodyLimit::max(RESULT_LIMIT))
        .route(events::PATH, post(events::receive))
        .with_state(app);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    println!("{origin}/");
    Ok(axum::serve(listener, router).await?)
}
