//! A running demo on free ports, small pages to serve, and a client that speaks HTTP over a socket.

#![allow(dead_code, reason = "every test file uses its own part of this")]

use std::path::Path;

use launch_complete_demo::{Config, Demo, Site, serve};
use serde_json::Value;
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

pub(crate) const MARKETPLACE_RESULT: &str = r#"{"accountId":"a-1","marketplacePackageId":"7","cycles":[
    {"cycleId":"c-1","webhooks":[{"stepName":"Hook","url":"https://hooks.example/canary"}]},{"cycleId":"c-2"}
]}"#;
pub(crate) const CYCLE_RESULT: &str =
    r#"{"accountId":"a-2","cycleId":"c-9","status":"Stopped","errors":["no quota"]}"#;

const PAGES: &[(&str, &str)] = &[
    ("host/index.html", "<title>Host</title>"),
    (
        "host/landing.html",
        "<!doctype html><head><title>Landing</title></head><body></body>",
    ),
    (
        "host/proxy.html",
        "<main data-marketplace-origin=\"http://marketplace.localhost:8081\">",
    ),
    (
        "host/demo/proxy-both.html",
        "<main data-marketplace-origin=\"http://marketplace.localhost:8081\">",
    ),
    ("host/demo/landing-backend.html", "<head></head>"),
    ("marketplace/index.html", "<title>Marketplace</title>"),
    (
        "marketplace/complete.html",
        "<script>'http://host.localhost:8080'</script>",
    ),
    (
        "lib/launch-complete.js",
        "'http://host.localhost:8080 http://marketplace.localhost:8081'",
    ),
    (
        "lib/launch-complete-host.mjs",
        "export default 'http://host.localhost:8080'",
    ),
    (
        "lib/launch-complete.wasm",
        "\0asm http://host.localhost:8080",
    ),
    ("shared/style.css", "/* http://host.localhost:8080 */"),
    (
        "shared/config.json",
        r#"{"hostOrigin":"http://host.localhost:8080","backEnd":false,"extra":1}"#,
    ),
];

/// A demo with pages and a database of its own.
pub(crate) struct World {
    pub(crate) folder: TempDir,
    pub(crate) demo: Demo,
}

impl World {
    pub(crate) async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        write_pages(folder.path());
        let demo = serve(config(folder.path())).await.unwrap();
        Self { folder, demo }
    }

    /// Ends the demo and starts it again on the same files.
    pub(crate) async fn restart(self) -> Self {
        let Self { folder, demo } = self;
        demo.shutdown().await;
        let demo = serve(config(folder.path())).await.unwrap();
        Self { folder, demo }
    }

    pub(crate) fn origin(&self, site: Site) -> &str {
        match site {
            Site::Host => self.demo.host_origin(),
            Site::Marketplace => self.demo.marketplace_origin(),
        }
    }

    pub(crate) async fn get(&self, site: Site, path: &str) -> Reply {
        self.ask(site, Ask::new("GET", path)).await.unwrap()
    }

    /// Hands a result in as the host's own pages do.
    pub(crate) async fn hand_in(&self, text: &str) -> Reply {
        let key = launch_complete::launch::idempotency_key(text);
        let ask = Ask::new("POST", "/api/results")
            .header("content-type", "application/json")
            .header("idempotency-key", &key)
            .header("origin", self.demo.host_origin())
            .body(text);
        self.ask(Site::Host, ask).await.unwrap()
    }

    /// Nothing where the connection ended without an answer.
    pub(crate) async fn ask(&self, site: Site, ask: Ask) -> Option<Reply> {
        let address = self.origin(site).strip_prefix("http://").unwrap();
        let (_, port) = address.rsplit_once(':').unwrap();
        let mut head = format!(
            "{} {} HTTP/1.1\r\nConnection: close\r\n",
            ask.method, ask.target
        );
        if ask.headers.iter().all(|(name, _)| name != "host") {
            head += &format!("Host: {address}\r\n");
        }
        for (name, value) in &ask.headers {
            head += &format!("{name}: {value}\r\n");
        }
        head += &format!("Content-Length: {}\r\n\r\n", ask.body.len());
        let mut stream = TcpStream::connect(format!("127.0.0.1:{port}"))
            .await
            .unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        stream.write_all(&ask.body).await.unwrap();
        let mut answer = Vec::new();
        match stream.read_to_end(&mut answer).await {
            Ok(_) if !answer.is_empty() => Some(Reply::parse(&answer)),
            _ => None,
        }
    }
}

/// A request.
pub(crate) struct Ask {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Ask {
    pub(crate) fn new(method: &str, target: &str) -> Self {
        Self {
            method: method.into(),
            target: target.into(),
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    pub(crate) fn headers(self, headers: &[(&str, &str)]) -> Self {
        headers
            .iter()
            .fold(self, |ask, (name, value)| ask.header(name, value))
    }

    pub(crate) fn body(mut self, body: impl AsRef<[u8]>) -> Self {
        self.body = body.as_ref().to_vec();
        self
    }
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    fn parse(answer: &[u8]) -> Self {
        let end = answer
            .windows(4)
            .position(|window| window == b"\r\n\r\n")
            .unwrap();
        let head = std::str::from_utf8(&answer[..end]).unwrap();
        let mut lines = head.split("\r\n");
        let status = lines
            .next()
            .unwrap()
            .split(' ')
            .nth(1)
            .unwrap()
            .parse()
            .unwrap();
        let headers = lines
            .map(|line| line.split_once(": ").unwrap())
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        Self {
            status,
            headers,
            body: answer[end + 4..].to_vec(),
        }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        let mut found = self.headers.iter().filter(|(key, _)| key == name);
        let value = found.next().map_or("", |(_, value)| value);
        assert!(found.next().is_none(), "{name} twice");
        value
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn code(&self) -> String {
        assert_eq!(self.header("content-type"), "application/json");
        let json = self.json();
        assert!(
            json["message"]
                .as_str()
                .is_some_and(|message| !message.is_empty()),
            "{json}"
        );
        json["code"].as_str().unwrap().to_owned()
    }
}

pub(crate) fn config(folder: &Path) -> Config {
    Config {
        host_port: 0,
        marketplace_port: 0,
        www: folder.join("www"),
        database: folder.join("new/demo.sqlite"),
        verbose: false,
    }
}

pub(crate) fn write_pages(folder: &Path) {
    for (file, text) in PAGES {
        let file = folder.join("www").join(file);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
}
