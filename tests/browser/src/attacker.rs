//! A third site, which belongs to neither of the two.

use std::{future::IntoFuture, net::Ipv4Addr};

use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
    routing::get,
};
use tokio::{net::TcpListener, task::JoinHandle};

use crate::{Result, pages::fixtures};

/// `http://attacker.localhost` on a free port. Dropping it ends it.
#[derive(Debug)]
pub struct Attacker {
    /// Its origin.
    pub origin: String,
    server: JoinHandle<std::io::Result<()>>,
}

impl Attacker {
    pub(crate) async fn start() -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let origin = format!(
            "http://attacker.localhost:{}",
            listener.local_addr()?.port()
        );
        let router = Router::new()
            .route("/{file}", get(page))
            .with_state(fixtures().join("attacker"));
        let server = tokio::spawn(axum::serve(listener, router).into_future());
        Ok(Self { origin, server })
    }

    /// The address of one of its pages.
    #[must_use]
    pub fn url(&self, page: &str) -> String {
        format!("{}/{page}", self.origin)
    }
}

impl Drop for Attacker {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn page(State(folder): State<std::path::PathBuf>, Path(file): Path<String>) -> Response {
    match tokio::fs::read_to_string(folder.join(file)).await {
        Ok(text) => Html(text).into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}
