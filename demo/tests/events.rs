//! The marketplace's signed events: sent by the simulator, received by the host, once.

mod common;

use common::{Ask, Reply, World};
use launch_complete::subscription::{Dispatch, Dispatcher, Event, Message, PublicPath, Secret};
use launch_complete_demo::{
    CLIENT_ID, CLIENT_SECRET,
    Site::{Host, Marketplace},
    Switch,
};
use serde_json::{Value, json};

const DELETED: &str = "marketplace.Location.deleted";
const REQUESTED: &str = "marketplace.InstallationRequest.created";
const CANCELLED: &str = "marketplace.InstallationRequest.cancelled";
const VALIDATION: &str = "marketplace.InstallationValidation.created";
const GOOD: &str = r#"{"locationId":1,"plan":"plus"}"#;

async fn order(world: &World, order: &Value) -> Reply {
    let ask = Ask::new("POST", "/api/events")
        .header("content-type", "application/json")
        .header("origin", world.demo.marketplace_origin())
        .header("sec-fetch-site", "same-origin")
        .body(order.to_string());
    world.ask(Marketplace, ask).await.unwrap()
}

async fn ordered(world: &World, event: &str, how: &str) -> Value {
    let reply = order(
        world,
        &json!({ "event": event, "how": how, "installationRequest": GOOD }),
    )
    .await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert!(!reply.text().contains(CLIENT_SECRET));
    reply.json()
}

async fn listed(world: &World) -> Value {
    let reply = world.get(Host, "/api/subscriptions").await;
    assert_eq!(reply.status, 200);
    assert!(!reply.text().contains(CLIENT_SECRET));
    reply.json()
}

/// An event signed by the test itself.
fn signed(secret: &str, location: i64) -> Dispatch {
    let path = PublicPath::registered("/subscriptions").unwrap();
    let dispatcher = Dispatcher::new(CLIENT_ID, Secret::new(secret).unwrap(), path).unwrap();
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let message = Message::marketplace(Event::location_deleted(location), 1, "now");
    dispatcher.dispatch(&message, now.unwrap().as_secs())
}

fn ask(sent: &Dispatch) -> Ask {
    let mut ask = Ask::new("POST", "/subscriptions").body(&sent.body);
    for (name, value) in sent.headers() {
        ask = ask.header(name, std::str::from_utf8(value).unwrap());
    }
    ask
}

#[tokio::test]
async fn each_of_the_four_is_received_and_stored_with_its_answer() {
    let world = World::start().await;
    for event in [DELETED, REQUESTED, CANCELLED, VALIDATION] {
        let report = ordered(&world, event, "sent").await;
        assert_eq!(report["event"], event);
        assert_eq!(report["answers"][0]["status"], 204, "{report}");
        assert_eq!(report["callerError"], Value::Null);
        let newest = &listed(&world).await["events"][0];
        assert_eq!(
            (&newest["name"], &newest["status"]),
            (&json!(event), &json!(204))
        );
        let body: Value = serde_json::from_str(newest["body"].as_str().unwrap()).unwrap();
        let sent: Value = serde_json::from_str(report["body"].as_str().unwrap()).unwrap();
        assert_eq!(body, sent);
        assert_eq!(body["event"]["name"], event);
    }
    assert_eq!(world.demo.events().count().unwrap(), 4);
    let world = world.restart().await;
    assert_eq!(listed(&world).await["events"].as_array().unwrap().len(), 4);
}

#[tokio::test]
async fn what_was_signed_can_be_checked_by_others() {
    let world = World::start().await;
    let report = ordered(&world, REQUESTED, "sent").await;
    let parts = report["signed"].as_array().unwrap();
    let names: Vec<_> = parts
        .iter()
        .map(|part| part["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["client id", "method", "path", "body", "timestamp"]);
    let text: String = parts
        .iter()
        .map(|part| part["text"].as_str().unwrap())
        .collect();
    // By other means than those under test.
    let openssl = std::process::Command::new("sh")
        .args([
            "-c",
            "printf %s \"$1\" | openssl dgst -sha256 -hmac \"$2\"",
            "sh",
            &text,
            CLIENT_SECRET,
        ])
        .output()
        .unwrap();
    let tag = String::from_utf8(openssl.stdout).unwrap();
    let tag = tag.trim().rsplit(' ').next().unwrap();
    assert_eq!(report["headers"][2], json!(["x-signature", tag]));
    assert_eq!(report["headers"][0], json!(["x-access-key", CLIENT_ID]));
}

#[tokio::test]
async fn a_repeat_is_answered_alike_and_stored_once() {
    let world = World::start().await;
    let wrong = json!({ "event": VALIDATION, "how": "twice", "installationRequest": "{}" });
    let report = order(&world, &wrong).await.json();
    let answers = report["answers"].as_array().unwrap();
    assert_eq!(answers.len(), 2);
    assert_eq!(answers[0]["body"], answers[1]["body"]);
    assert_eq!(
        (&answers[0]["status"], &answers[1]["status"]),
        (&json!(422), &json!(422))
    );
    let events = world.demo.events().list().unwrap();
    assert_eq!((events.len(), events[0].repeats), (1, 1));
    // Also where both come at once, and after a restart.
    let sent = signed(CLIENT_SECRET, 7);
    let (one, two) = tokio::join!(world.ask(Host, ask(&sent)), world.ask(Host, ask(&sent)));
    assert_eq!((one.unwrap().status, two.unwrap().status), (204, 204));
    let world = world.restart().await;
    assert_eq!(world.ask(Host, ask(&sent)).await.unwrap().status, 204);
    let events = world.demo.events().list().unwrap();
    assert_eq!((events.len(), events[0].repeats), (2, 2));
}

#[tokio::test]
async fn refusals_are_alike_outside_and_precise_inside() {
    let world = World::start().await;
    let mut answers = Vec::new();
    for how in ["tampered", "stale"] {
        let report = ordered(&world, DELETED, how).await;
        let [answer] = report["answers"].as_array().unwrap().as_slice() else {
            panic!("one answer: {report}");
        };
        assert_eq!(answer["status"], 401);
        answers.push(answer["body"].clone());
        let body = &report["signed"][3]["text"];
        assert_eq!(body != &report["body"], how == "tampered");
    }
    let stranger = ask(&signed("another secret of good length", 1));
    let stranger = world.ask(Host, stranger).await.unwrap();
    assert_eq!(stranger.status, 401);
    answers.push(json!(stranger.text()));
    let nobody = world
        .ask(Host, Ask::new("POST", "/subscriptions"))
        .await
        .unwrap();
    answers.push(json!(nobody.text()));
    assert!(
        answers.iter().all(|answer| *answer == answers[0]),
        "{answers:?}"
    );
    let list = listed(&world).await;
    assert_eq!(list["events"], json!([]));
    let refusals = list["refusals"].as_array().unwrap();
    let codes: Vec<_> = refusals
        .iter()
        .map(|it| it["code"].as_str().unwrap())
        .collect();
    assert_eq!(
        codes,
        [
            "HEADER_MISSING",
            "SIGNATURE_MISMATCH",
            "TIMESTAMP_STALE",
            "SIGNATURE_MISMATCH"
        ]
    );
    assert!(
        refusals
            .iter()
            .all(|it| it["message"] != "" && it["status"] == 401)
    );
}

#[tokio::test]
async fn a_rejected_validation_becomes_the_callers_error() {
    let world = World::start().await;
    let wrong = json!({
        "event": VALIDATION,
        "how": "sent",
        "installationRequest": r#"{"locationId":0,"plan":"gold"}"#,
    });
    let report = order(&world, &wrong).await.json();
    assert_eq!(report["answers"][0]["status"], 422);
    let mut error = report["callerError"].clone();
    let timestamp = error.as_object_mut().unwrap().remove("timestamp").unwrap();
    assert_eq!(timestamp.as_str().unwrap().len(), 24);
    assert_eq!(
        error,
        json!({
            "status": 400,
            "message": "Installation payload validation failed",
            "details": [
                { "property": "locationId", "message": "must be a location of yours" },
                { "property": "plan", "message": "is not one of: basic, plus" },
            ],
        })
    );
    // Refused altogether, the host gives no details.
    let report = ordered(&world, VALIDATION, "stale").await;
    assert_eq!(report["callerError"]["status"], 400);
    assert_eq!(report["callerError"].get("details"), None);
}

#[tokio::test]
async fn a_host_that_is_down_is_told_and_nothing_is_stored() {
    let world = World::start().await;
    let down = |switch: Switch| world.demo.switches().set(Host, vec![switch]).unwrap();
    down(Switch::on("/subscriptions").status(503));
    let report = ordered(&world, VALIDATION, "sent").await;
    assert_eq!(report["answers"][0]["status"], 503);
    assert_eq!(report["callerError"]["status"], 400);
    assert_eq!(world.demo.events().count().unwrap(), 0);
    // The answer is lost: the host has the event, the marketplace does not know.
    down(Switch::on("/subscriptions").drop_reply());
    let lost = order(&world, &json!({ "event": DELETED, "how": "sent" })).await;
    assert_eq!(
        (lost.status, lost.code().as_str()),
        (502, "SUBSCRIBER_UNREACHABLE")
    );
    assert_eq!(world.demo.events().count().unwrap(), 1);
}

#[tokio::test]
async fn orders_that_make_no_event_are_refused() {
    let world = World::start().await;
    let table = [
        (json!({ "event": "x", "how": "sent" }), "ORDER_INVALID"),
        (json!({ "event": DELETED, "how": "often" }), "ORDER_INVALID"),
        (json!({ "event": DELETED }), "ORDER_INVALID"),
        (
            json!({ "event": DELETED, "how": "sent", "secret": "" }),
            "ORDER_INVALID",
        ),
        (
            json!({ "event": VALIDATION, "how": "sent", "installationRequest": "[]" }),
            "EVENT_INVALID",
        ),
        (
            json!({ "event": VALIDATION, "how": "sent", "installationRequest": "{" }),
            "BODY_NOT_JSON",
        ),
    ];
    for (wrong, code) in table {
        let reply = order(&world, &wrong).await;
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (400, code),
            "{wrong}"
        );
    }
    assert_eq!(world.demo.events().count().unwrap(), 0);
}

#[tokio::test]
async fn only_pages_of_the_site_may_order_and_list() {
    let world = World::start().await;
    let foreign = world.demo.host_origin().to_owned();
    let body = json!({ "event": DELETED, "how": "sent" }).to_string();
    let kind = ("content-type", "application/json");
    for (headers, code) in [
        (vec![kind, ("origin", foreign.as_str())], "FOREIGN_ORIGIN"),
        (
            vec![kind, ("sec-fetch-site", "cross-site")],
            "FOREIGN_ORIGIN",
        ),
        (vec![("content-type", "text/plain")], "CONTENT_TYPE"),
    ] {
        let ask = Ask::new("POST", "/api/events")
            .headers(&headers)
            .body(&body);
        assert_eq!(world.ask(Marketplace, ask).await.unwrap().code(), code);
    }
    let list =
        Ask::new("GET", "/api/subscriptions").header("origin", world.demo.marketplace_origin());
    assert_eq!(
        world.ask(Host, list).await.unwrap().code(),
        "FOREIGN_ORIGIN"
    );
    // Each belongs to one site only.
    assert_eq!(
        world.get(Marketplace, "/api/subscriptions").await.status,
        404
    );
    assert_eq!(world.get(Host, "/api/events").await.status, 404);
    assert_eq!(world.get(Host, "/subscriptions").await.status, 405);
}

#[tokio::test]
async fn a_database_without_events_gets_their_tables() {
    let world = World::start().await;
    world.hand_in(common::CYCLE_RESULT).await;
    let file = world.folder.path().join("new/demo.sqlite");
    let old = rusqlite::Connection::open(file).unwrap();
    old.execute_batch(
        "DROP TABLE events; DROP TABLE refused_events; DROP TABLE subscription_inbox;
         DROP TABLE launches;
         PRAGMA user_version = 1;",
    )
    .unwrap();
    drop(old);
    let world = world.restart().await;
    assert_eq!(world.demo.store().list().unwrap().len(), 1);
    ordered(&world, DELETED, "sent").await;
    assert_eq!(world.demo.events().count().unwrap(), 1);
}

#[tokio::test]
async fn refusals_do_not_fill_the_disk() {
    let world = World::start().await;
    let nobody = || world.ask(Host, Ask::new("POST", "/subscriptions"));
    nobody().await.unwrap();
    let file = world.folder.path().join("new/demo.sqlite");
    let other = rusqlite::Connection::open(file).unwrap();
    // As if a thousand more had come.
    other
        .execute("UPDATE refused_events SET id = id + 1000", [])
        .unwrap();
    other
        .execute("INSERT INTO refused_events (id, code, path, message, status) VALUES (1, 'OLD', '', 'old', 401)", [])
        .unwrap();
    nobody().await.unwrap();
    let codes: Vec<_> = world
        .demo
        .events()
        .refused()
        .unwrap()
        .into_iter()
        .map(|it| it.code)
        .collect();
    assert_eq!(codes, ["HEADER_MISSING", "HEADER_MISSING"]);
}
