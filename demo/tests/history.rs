//! The app's past launches, and the text of one.

mod common;

use common::{Ask, MARKETPLACE_RESULT, Reply, World};
use launch_complete::launch::idempotency_key;
use launch_complete_demo::Site::Host;
use serde_json::{Value, json};

const PATH: &str = "/api/launches";

async fn tell(world: &World, launch: &Value) -> Reply {
    let ask = Ask::new("POST", PATH)
        .header("content-type", "application/json")
        .header("origin", world.demo.host_origin())
        .body(launch.to_string());
    world.ask(Host, ask).await.unwrap()
}

fn delivered(key: &str) -> Value {
    json!({
        "path": "proxy-both", "code": "DELIVERED", "via": "proxy", "key": key,
        "accountId": "é", "cycles": 3, "milliseconds": 812
    })
}

fn failed() -> Value {
    json!({
        "path": "opener", "code": "TIMEOUT", "via": null, "key": null,
        "accountId": null, "cycles": null, "milliseconds": 900_000
    })
}

#[tokio::test]
async fn lists_newest_first_and_joins_what_is_stored() {
    let world = World::start().await;
    assert_eq!(world.get(Host, PATH).await.json(), json!([]));
    world.hand_in(MARKETPLACE_RESULT).await;
    let key = idempotency_key(MARKETPLACE_RESULT);
    // Only the back end got it: the app knows the key alone.
    let mut back_end_only = delivered(&key);
    back_end_only["accountId"] = Value::Null;
    back_end_only["cycles"] = Value::Null;
    for launch in [delivered(&idempotency_key("{}")), failed(), back_end_only] {
        assert_eq!(tell(&world, &launch).await.status, 201);
    }
    let world = world.restart().await;
    let mut past = world.get(Host, PATH).await.json();
    for row in past.as_array_mut().unwrap() {
        let at = row.as_object_mut().unwrap().remove("endedAt").unwrap();
        assert!(
            at.as_str()
                .is_some_and(|at| at.len() == 24 && at.ends_with('Z')),
            "{at}"
        );
    }
    let row = |id: u64, stored: bool, account: Value, cycles: Value, launch: Value| {
        let mut row = launch;
        row["id"] = json!(id);
        row["stored"] = json!(stored);
        row["accountId"] = account;
        row["cycles"] = cycles;
        row
    };
    let expected = json!([
        row(3, true, json!("a-1"), json!(2), delivered(&key)),
        row(2, false, Value::Null, Value::Null, failed()),
        row(
            1,
            false,
            json!("é"),
            json!(3),
            delivered(&idempotency_key("{}"))
        ),
    ]);
    assert_eq!(past, expected);
    assert_eq!(world.demo.store().past().unwrap().len(), 3);
}

#[tokio::test]
async fn two_hundred_are_listed() {
    let world = World::start().await;
    for _ in 0..201 {
        tell(&world, &failed()).await;
    }
    let past = world.get(Host, PATH).await.json();
    let past = past.as_array().unwrap();
    assert_eq!((past.len(), &past[0]["id"]), (200, &json!(201)));
}

#[tokio::test]
async fn takes_nothing_but_what_belongs_there() {
    let world = World::start().await;
    let with = |name: &str, value: Value| {
        let mut launch = delivered(&idempotency_key("{}"));
        launch[name] = value;
        launch
    };
    let table = [
        with("path", json!("https://hooks.example/canary")),
        with("path", json!("")),
        with("code", json!("canary")),
        with("via", json!("Canary")),
        with("key", json!("sha-256=canary")),
        with("accountId", json!("x".repeat(1025))),
        with("cycles", json!(-1)),
        with("milliseconds", Value::Null),
        with("text", json!("canary")),
        json!([]),
    ];
    for launch in table {
        let reply = tell(&world, &launch).await;
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (400, "LAUNCH_INVALID"),
            "{launch}"
        );
        assert!(!reply.text().contains("canary"), "{}", reply.text());
    }
    assert_eq!(world.demo.store().past().unwrap(), []);
}

#[tokio::test]
async fn a_text_is_for_the_apps_own_pages() {
    let world = World::start().await;
    world.hand_in(MARKETPLACE_RESULT).await;
    let path = format!("/api/results/{}", idempotency_key(MARKETPLACE_RESULT));
    let reply = world.get(Host, &path).await;
    assert_eq!((reply.status, reply.text()), (200, MARKETPLACE_RESULT));
    assert_eq!(reply.header("cache-control"), "no-store");
    let unknown = format!("/api/results/{}", idempotency_key("{}"));
    assert_eq!(world.get(Host, &unknown).await.status, 404);
    for path in [path.as_str(), PATH] {
        let foreign = Ask::new("GET", path).header("sec-fetch-site", "cross-site");
        let reply = world.ask(Host, foreign).await.unwrap();
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (403, "FOREIGN_ORIGIN"),
            "{path}"
        );
    }
    let foreign = Ask::new("POST", PATH)
        .header("content-type", "application/json")
        .header("origin", world.demo.marketplace_origin())
        .body(failed().to_string());
    assert_eq!(world.ask(Host, foreign).await.unwrap().status, 403);
}
