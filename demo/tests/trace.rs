//! What pages tell of a launch: who may, in which words, and who hears it.

mod common;

use std::time::{Duration, Instant};

use common::{Ask, Reply, World};
use launch_complete_demo::Site::{self, Host, Marketplace};
use serde_json::{Value, json};

const PATH: &str = "/api/trace";

async fn tell(world: &World, site: Site, seen: &Value) -> Reply {
    let ask = Ask::new("POST", PATH)
        .header("content-type", "application/json")
        .header("origin", world.origin(site))
        .header("sec-fetch-site", "same-origin")
        .body(seen.to_string());
    world.ask(site, ask).await.unwrap()
}

fn seen(at: f64) -> Value {
    json!({ "launch": "0123456789abcdef", "at": at, "place": "popup", "page": "choose", "kind": "shown" })
}

fn with(changes: &[(&str, Value)]) -> Value {
    let mut seen = seen(1.0);
    for (name, value) in changes {
        seen[name] = value.clone();
    }
    seen
}

#[tokio::test]
async fn the_app_hears_what_pages_of_both_sites_saw() {
    let world = World::start().await;
    let full = with(&[
        ("place", json!("frame")),
        ("kind", json!("state")),
        ("state", json!("failed")),
        ("code", json!("NO_WINDOW")),
        ("opener", json!(false)),
        ("took", json!(1.5)),
        ("status", json!(503)),
    ]);
    assert_eq!(tell(&world, Marketplace, &full).await.status, 204);
    assert_eq!(tell(&world, Host, &seen(2.0)).await.status, 204);
    let heard = world.get(Host, PATH).await.json();
    let line = |number: u64, site: &str, seen: Value| {
        let mut line = seen;
        line["number"] = json!(number);
        line["site"] = json!(site);
        line
    };
    let (first, second) = (line(1, "marketplace", full), line(2, "host", seen(2.0)));
    assert_eq!(heard, json!({ "last": 2, "seen": [first, second] }));
    let remembered: Value = serde_json::from_str(&world.demo.trace().json()).unwrap();
    assert_eq!(remembered, heard);
    // After a line only what came later; all of it after a line of a server that has ended since.
    for (after, count) in [("0", 2), ("1", 1), ("77", 2), ("x", 2)] {
        let heard = world.get(Host, &format!("{PATH}?after={after}")).await;
        let lines = heard.json()["seen"].as_array().unwrap().len();
        assert_eq!(lines, count, "after {after}");
    }
}

#[tokio::test]
async fn a_question_waits_for_the_news() {
    let world = World::start().await;
    let started = Instant::now();
    let news = async {
        let heard = world.get(Host, &format!("{PATH}?after=0")).await.json();
        (heard, started.elapsed())
    };
    let telling = async {
        // Asked before anything is told: the log has the question.
        while world.demo.log().with(PATH).is_empty() {
            tokio::task::yield_now().await;
        }
        tell(&world, Marketplace, &seen(1.0)).await
    };
    let ((heard, took), told) = tokio::join!(news, telling);
    assert_eq!((told.status, &heard["last"]), (204, &json!(1)));
    assert!(took < Duration::from_secs(4), "{took:?}");
}

#[tokio::test]
async fn nothing_but_the_words_of_the_lists_is_written_down() {
    let world = World::start().await;
    let secret = "https://hooks.example/canary";
    let table = [
        with(&[("launch", json!("0123456789abcdeF"))]),
        with(&[("launch", json!("0123456789abcde"))]),
        with(&[("launch", json!(secret))]),
        with(&[("at", json!(secret))]),
        with(&[("place", json!("app"))]),
        with(&[("page", json!("canary"))]),
        with(&[("kind", json!("canary"))]),
        with(&[("state", json!("canary"))]),
        with(&[("code", json!("canary"))]),
        with(&[("code", json!("HTTPS://HOOKS"))]),
        with(&[("code", json!("A".repeat(41)))]),
        with(&[("opener", json!("canary"))]),
        with(&[("took", json!(secret))]),
        with(&[("status", json!(65_536))]),
        with(&[("text", json!("canary"))]),
        with(&[("url", json!(secret))]),
        json!([seen(1.0)]),
        json!("canary"),
        Value::Null,
    ];
    for seen in table {
        let reply = tell(&world, Marketplace, &seen).await;
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (400, "TRACE_INVALID"),
            "{seen}"
        );
        assert!(!reply.text().contains("canary"), "{}", reply.text());
    }
    let long = with(&[("text", json!("x".repeat(1024)))]);
    assert_eq!(tell(&world, Marketplace, &long).await.status, 413);
    assert_eq!(world.demo.trace().json(), r#"{"last":0,"seen":[]}"#);
}

#[tokio::test]
async fn other_origins_may_neither_tell_nor_hear() {
    let world = World::start().await;
    for (method, header) in [
        ("POST", ("origin", world.demo.marketplace_origin())),
        ("POST", ("sec-fetch-site", "cross-site")),
        ("GET", ("origin", "null")),
        ("GET", ("sec-fetch-site", "same-site")),
    ] {
        let ask = Ask::new(method, PATH)
            .header("content-type", "application/json")
            .headers(&[header])
            .body(seen(1.0).to_string());
        let reply = world.ask(Host, ask).await.unwrap();
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (403, "FOREIGN_ORIGIN")
        );
    }
    assert_eq!(world.demo.trace().json(), r#"{"last":0,"seen":[]}"#);
}

#[tokio::test]
async fn the_pages_that_pass_results_on_tell_and_the_files_do_not() {
    let world = World::start().await;
    let script = "<script src=\"/shared/trace.js\"></script>\n</head>";
    let table = [
        ("/host/landing.html", 1),
        ("/host/demo/landing-backend.html", 1),
        ("/host/index.html", 0),
        // Without a head there is no place for it.
        ("/host/proxy.html", 0),
    ];
    for (path, count) in table {
        let page = world.get(Host, path).await.text().to_owned();
        assert_eq!(page.matches(script).count(), count, "{path}: {page}");
    }
}
