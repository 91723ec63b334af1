//! Sends requests when they are due, whether earlier ones are answered or not.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::thread;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use async_channel::Receiver;
use http::{Request, header};
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use launch_complete::subscription::Dispatch;
use tokio::net::TcpStream;

use super::outcome::{Kind, Outcomes};
use super::plan::{Plan, Rate};

/// Where to, and over how many connections.
#[derive(Clone, Debug)]
pub struct Target {
    /// The server.
    pub address: SocketAddr,
    /// The name it is called by.
    pub host: String,
    /// Connections that are kept open.
    pub connections: usize,
}

struct Due {
    at: Instant,
    kind: Kind,
    dispatch: Dispatch,
}

/// Sends everything. Times count from when a request was due, so a receiver that falls behind is not spared the
/// waiting it causes.
///
/// # Errors
///
/// A connection cannot be made.
pub async fn fire(target: &Target, rate: Rate, mut plan: Plan) -> io::Result<(Outcomes, Plan)> {
    let (queue, waiting) = async_channel::unbounded();
    let target = Arc::new(target.clone());
    let mut connections = Vec::new();
    for _ in 0..target.connections {
        let sender = connect(&target).await?;
        let work = serve(Arc::clone(&target), sender, waiting.clone());
        connections.push(tokio::spawn(work));
    }
    drop(waiting);
    // A thread of its own: an asynchronous timer is exact to a millisecond only.
    let clock = thread::spawn(move || {
        let start = Instant::now();
        for number in 0..rate.total() {
            let at = start + rate.due(number);
            let dispatch = plan.make(number, seconds());
            thread::sleep(at.saturating_duration_since(Instant::now()));
            let kind = Plan::kind(number);
            // Fails only where every connection is gone; then what is missing is seen in the counts.
            let _ = queue.try_send(Due { at, kind, dispatch });
        }
        plan
    });
    let mut all = Outcomes::default();
    for connection in connections {
        all.join(connection.await?);
    }
    let plan = clock
        .join()
        .map_err(|_| io::Error::other("the clock's thread panicked"))?;
    Ok((all, plan))
}

async fn connect(target: &Target) -> io::Result<SendRequest<Full<Bytes>>> {
    let stream = TcpStream::connect(target.address).await?;
    stream.set_nodelay(true)?;
    let (sender, connection) = handshake(TokioIo::new(stream))
        .await
        .map_err(io::Error::other)?;
    tokio::spawn(connection);
    Ok(sender)
}

/// One connection: takes what is due, one after another.
async fn serve(
    target: Arc<Target>,
    mut sender: SendRequest<Full<Bytes>>,
    waiting: Receiver<Due>,
) -> Outcomes {
    let mut outcomes = Outcomes::default();
    while let Ok(Due { at, kind, dispatch }) = waiting.recv().await {
        let answer = send(&target, &mut sender, dispatch).await;
        let late = at.elapsed();
        if answer.is_err()
            && let Ok(fresh) = connect(&target).await
        {
            // The request that failed stays failed; the next ones shall not fail with it.
            sender = fresh;
        }
        outcomes.add(kind, late, answer);
    }
    outcomes
}

async fn send(
    target: &Target,
    sender: &mut SendRequest<Full<Bytes>>,
    dispatch: Dispatch,
) -> Result<u16, String> {
    let mut request = Request::post(&dispatch.path)
        .header(header::HOST, &target.host)
        .header(header::CONTENT_TYPE, "application/json");
    for (name, value) in dispatch.headers() {
        request = request.header(name, value);
    }
    let body = Full::new(Bytes::from(dispatch.body));
    let request = request.body(body).map_err(|error| error.to_string())?;
    sender.ready().await.map_err(|error| error.to_string())?;
    let answer = sender.send_request(request).await;
    let answer = answer.map_err(|error| error.to_string())?;
    let status = answer.status().as_u16();
    // To its end, or the connection cannot be used again.
    let body = answer.into_body().collect().await;
    body.map(|_| status).map_err(|error| error.to_string())
}

fn seconds() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.map_or(0, |now| now.as_secs())
}
