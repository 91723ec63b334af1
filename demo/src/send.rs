//! One signed request, sent to the host as any client would, and its answer.

use std::{
    error::Error,
    net::Ipv4Addr,
    time::{Duration, Instant},
};

use axum::{
    body::Body,
    http::{Request, Uri, header},
};
use hyper::client::conn::http1::handshake;
use hyper_util::rt::TokioIo;
use launch_complete::subscription::{Dispatch, Reply};
use serde::Serialize;
use tokio::{net::TcpStream, time::timeout};

use crate::body;

/// How long the host may take. The document does not say how long the marketplace waits.
const PATIENCE: Duration = Duration::from_secs(10);

/// The longest answer that is looked at, in bytes.
const LIMIT: usize = 64 * 1024;

/// What the host answered.
#[derive(Debug, Serialize)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
    pub(crate) milliseconds: u128,
}

/// Sends a request to an origin of this machine.
pub(crate) async fn send(
    origin: &str,
    sent: &Dispatch,
) -> Result<Answer, Box<dyn Error + Send + Sync>> {
    let start = Instant::now();
    let (status, body) = timeout(PATIENCE, exchange(origin, sent)).await??;
    Ok(Answer {
        status,
        body,
        milliseconds: start.elapsed().as_millis(),
    })
}

async fn exchange(
    origin: &str,
    sent: &Dispatch,
) -> Result<(u16, String), Box<dyn Error + Send + Sync>> {
    let origin: Uri = origin.parse()?;
    let authority = origin.authority().ok_or("no origin")?;
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, authority.port_u16().unwrap_or(80)));
    let (mut sender, connection) = handshake(TokioIo::new(stream.await?)).await?;
    // Moves the bytes until the answer is read; what it fails with, the answer fails with, too.
    let connection = tokio::spawn(connection);
    let mut request = Request::builder()
        .method(sent.method)
        .uri(&sent.path)
        .header(header::HOST, authority.as_str())
        .header(header::CONTENT_TYPE, Reply::CONTENT_TYPE);
    for (name, value) in sent.headers() {
        request = request.header(name, value);
    }
    let request = request.body(Body::from(sent.body.clone()))?;
    let answer = sender.send_request(request).await?;
    let status = answer.status().as_u16();
    // An answer that is too long has no details that anybody would be shown.
    let body = body::read(Body::new(answer.into_body()), LIMIT).await;
    connection.abort();
    let body = String::from_utf8_lossy(&body.unwrap_or_default()).into_owned();
    Ok((status, body))
}
