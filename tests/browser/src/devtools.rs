//! The Chrome DevTools Protocol, as far as it is needed: what every window, frame and worker writes to the console,
//! also of those that close at once.
//!
//! It is the browser itself that is listened to. BiDi would tell the same by a page of the driver's own, which works
//! as hard as the pages it listens to, and which Chromium's headless shell cannot open.

mod line;

use std::{
    collections::HashMap,
    fs,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use futures_util::{SinkExt, StreamExt, stream::SplitSink};
use serde_json::{Value, json};
use tokio::{
    net::TcpStream,
    sync::{Mutex as AsyncMutex, Notify},
    task::JoinHandle,
    time::timeout,
};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async, tungstenite::Message};

use crate::{LIMIT, Line, Result};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// A connection that listens. Dropping it ends it.
#[derive(Debug)]
pub(crate) struct Devtools {
    ears: Arc<Ears>,
    reader: JoinHandle<()>,
}

#[derive(Debug)]
struct Ears {
    asking: AsyncMutex<Asking>,
    heard: Mutex<Heard>,
    answered: Notify,
}

#[derive(Debug)]
struct Asking {
    sink: SplitSink<Socket, Message>,
    last: u64,
}

/// A page, a frame of another site or a worker; the browser itself is none.
type Session = Option<String>;

#[derive(Debug, Default)]
struct Heard {
    lines: Vec<Line>,
    sessions: Vec<Session>,
    /// Questions without an answer so far, and whom they were put to.
    open: HashMap<u64, Session>,
}

impl Devtools {
    /// Listens from now on to the browser with this profile.
    pub(crate) async fn connect(profile: &Path) -> Result<Self> {
        // A port and a path, a line each.
        let told = fs::read_to_string(profile.join("DevToolsActivePort"))?;
        let (port, path) = told.split_once('\n').ok_or("the browser names no port")?;
        let url = format!("ws://127.0.0.1:{}{}", port.trim(), path.trim());
        let (socket, _) = connect_async(url).await?;
        let (sink, mut stream) = socket.split();
        let ears = Arc::new(Ears {
            asking: AsyncMutex::new(Asking { sink, last: 0 }),
            heard: Mutex::new(Heard {
                sessions: vec![None],
                ..Heard::default()
            }),
            answered: Notify::new(),
        });
        let listening = Arc::clone(&ears);
        let reader = tokio::spawn(async move {
            while let Some(Ok(message)) = stream.next().await {
                let message = message.into_data();
                match serde_json::from_slice(&message) {
                    Ok(message) => listening.hear(&message).await,
                    Err(_) => listening.heard().lines.extend(line::unreadable(&message)),
                }
            }
        });
        // A window may close at once, so it waits until it is listened to.
        ears.ask(&None, "Target.setAutoAttach", attach(true))
            .await?;
        let devtools = Self { ears, reader };
        // Once the browser has answered, every page that is open is known; once those have, they are listened to.
        devtools.ears.settle().await?;
        devtools.ears.settle().await?;
        Ok(devtools)
    }

    /// The lines since the last call.
    pub(crate) async fn take(&self) -> Result<Vec<Line>> {
        // What a page wrote before its answer has arrived before it.
        self.ears.settle().await?;
        Ok(std::mem::take(&mut self.ears.heard().lines))
    }
}

impl Drop for Devtools {
    fn drop(&mut self) {
        self.reader.abort();
    }
}

/// Whatever opens is attached to.
fn attach(waits: bool) -> Value {
    json!({ "autoAttach": true, "waitForDebuggerOnStart": waits, "flatten": true })
}

impl Ears {
    fn heard(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn hear(&self, message: &Value) {
        let params = &message["params"];
        if let Some(id) = message["id"].as_u64() {
            self.heard().open.remove(&id);
            self.answered.notify_waiters();
            return;
        }
        match message["method"].as_str() {
            Some("Target.attachedToTarget") => {
                let session = params["sessionId"].as_str().map(String::from);
                self.heard().sessions.push(session.clone());
                // One that is gone already answers nothing.
                drop(self.listen(&session).await);
            }
            Some("Target.detachedFromTarget") => {
                let gone = params["sessionId"].as_str().map(String::from);
                let mut heard = self.heard();
                heard.sessions.retain(|session| *session != gone);
                heard.open.retain(|_, session| *session != gone);
                drop(heard);
                self.answered.notify_waiters();
            }
            Some(method) => {
                if let Some(line) = line::of(method, params) {
                    self.heard().lines.push(line);
                }
            }
            None => {}
        }
    }

    async fn listen(&self, session: &Session) -> Result {
        let none = json!({});
        // No answer is read, so none is kept.
        let network = json!({ "maxTotalBufferSize": 0, "maxResourceBufferSize": 0 });
        for (method, params) in [
            ("Runtime.enable", none.clone()),
            ("Log.enable", none.clone()),
            ("Network.enable", network),
            // A frame does not wait: where the driver attaches to its page meanwhile, Chromium would never let it go on.
            // The browser keeps what it writes until then, and tells it afterwards.
            ("Target.setAutoAttach", attach(false)),
            ("Runtime.runIfWaitingForDebugger", none),
        ] {
            self.ask(session, method, params).await?;
        }
        Ok(())
    }

    async fn ask(&self, session: &Session, method: &str, params: Value) -> Result {
        let mut asking = self.asking.lock().await;
        asking.last += 1;
        let id = asking.last;
        let mut question = json!({ "id": id, "method": method, "params": params });
        if let Some(session) = session {
            question["sessionId"] = json!(session);
        }
        self.heard().open.insert(id, session.clone());
        Ok(asking
            .sink
            .send(Message::text(question.to_string()))
            .await?)
    }

    /// Asks everybody something, and waits until everybody has answered or is gone.
    async fn settle(&self) -> Result {
        let sessions = self.heard().sessions.clone();
        for session in &sessions {
            let method = match session {
                Some(_) => "Runtime.getIsolateId",
                None => "Browser.getVersion",
            };
            self.ask(session, method, json!({})).await?;
        }
        let answers = async {
            loop {
                let answered = self.answered.notified();
                tokio::pin!(answered);
                answered.as_mut().enable();
                if self.heard().open.is_empty() {
                    break;
                }
                answered.await;
            }
        };
        timeout(LIMIT, answers)
            .await
            .map_err(|_| format!("no answer from the browser: {:?}", self.heard().open).into())
    }
}
