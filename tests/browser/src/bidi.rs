//! WebDriver BiDi, as far as it is needed: console lines and uncaught errors of every window and frame,
//! also of those that close at once.

use std::sync::{Arc, Mutex, PoisonError};

use futures_util::{SinkExt, StreamExt, stream::SplitSink};
use serde_json::{Value, json};
use tokio::{
    net::TcpStream,
    sync::{Mutex as AsyncMutex, watch},
    task::JoinHandle,
    time::timeout,
};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async, tungstenite::Message};

use crate::{LIMIT, Line, Result};

const EVENTS: [&str; 2] = ["log.entryAdded", "network.responseCompleted"];

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// A connection that listens. Dropping it ends it.
#[derive(Debug)]
pub(crate) struct Bidi {
    lines: Arc<Mutex<Vec<Line>>>,
    asking: AsyncMutex<Asking>,
    reader: JoinHandle<()>,
}

#[derive(Debug)]
struct Asking {
    sink: SplitSink<Socket, Message>,
    last: u64,
    answered: watch::Receiver<u64>,
}

impl Bidi {
    /// Listens from now on.
    pub(crate) async fn connect(url: &str) -> Result<Self> {
        let (socket, _) = connect_async(url).await?;
        let (sink, mut stream) = socket.split();
        let lines = Arc::new(Mutex::new(Vec::new()));
        let (answers, answered) = watch::channel(0);
        let heard = Arc::clone(&lines);
        let reader = tokio::spawn(async move {
            while let Some(Ok(message)) = stream.next().await {
                let Ok(message) = serde_json::from_slice::<Value>(&message.into_data()) else {
                    continue;
                };
                if let Some(id) = message["id"].as_u64() {
                    answers.send_replace(id);
                } else if let Some(line) = line_of(&message) {
                    heard
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .push(line);
                }
            }
        });
        let asking = Asking {
            sink,
            last: 0,
            answered,
        };
        let bidi = Self {
            lines,
            asking: AsyncMutex::new(asking),
            reader,
        };
        bidi.ask("session.subscribe", json!({ "events": EVENTS }))
            .await?;
        Ok(bidi)
    }

    /// The lines since the last call.
    pub(crate) async fn take(&self) -> Result<Vec<Line>> {
        // What was written before this answer has arrived before it.
        self.ask("browsingContext.getTree", json!({})).await?;
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(std::mem::take(&mut *lines))
    }

    async fn ask(&self, method: &str, params: Value) -> Result {
        let mut asking = self.asking.lock().await;
        asking.last += 1;
        let id = asking.last;
        let question = json!({ "id": id, "method": method, "params": params });
        asking
            .sink
            .send(Message::text(question.to_string()))
            .await?;
        let answer = asking.answered.wait_for(|answered| *answered == id);
        timeout(LIMIT, answer).await??;
        Ok(())
    }
}

impl Drop for Bidi {
    fn drop(&mut self) {
        self.reader.abort();
    }
}

/// The console line that an event is, or would be: a browser also complains of answers like 404.
fn line_of(event: &Value) -> Option<Line> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let params = &event["params"];
    match event["method"].as_str()? {
        "log.entryAdded" => {
            let place = &params["stackTrace"]["callFrames"][0];
            let (url, line) = (text(&place["url"]), &place["lineNumber"]);
            Some(Line {
                level: text(&params["level"]),
                message: format!(
                    "{} {url}:{line} {}",
                    text(&params["type"]),
                    text(&params["text"])
                ),
            })
        }
        "network.responseCompleted" => {
            let status = params["response"]["status"]
                .as_u64()
                .filter(|status| *status >= 400)?;
            Some(Line {
                level: "error".into(),
                message: format!("network {status} {}", text(&params["response"]["url"])),
            })
        }
        _ => None,
    }
}
