//! The host's back end: what is stored, what is refused, what survives.

mod common;

use common::{Ask, CYCLE_RESULT, MARKETPLACE_RESULT, World};
use launch_complete::launch::idempotency_key;
use launch_complete_demo::Site::Host;
use serde_json::json;

#[tokio::test]
async fn stores_both_forms_once_and_verbatim() {
    let world = World::start().await;
    let odd = "{\"accountId\" : \"é\\ud800\\u2028\", \"__proto__\":{}, \"cycleId\":\"c\"}\n";
    for text in [MARKETPLACE_RESULT, CYCLE_RESULT, odd] {
        let key = idempotency_key(text);
        let first = world.hand_in(text).await;
        assert_eq!(
            (first.status, first.json()),
            (201, json!({ "stored": true, "key": key }))
        );
        let second = world.hand_in(text).await;
        assert_eq!(
            (second.status, second.json()),
            (200, json!({ "stored": false, "key": key }))
        );
        assert_eq!(
            world.demo.store().text(&key).unwrap().as_deref(),
            Some(text)
        );
    }
    assert_eq!(world.demo.store().list().unwrap().len(), 3);
}

#[tokio::test]
async fn two_hand_offs_at_once_store_one() {
    let world = World::start().await;
    let (one, two) = tokio::join!(world.hand_in(CYCLE_RESULT), world.hand_in(CYCLE_RESULT));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 201]);
}

#[tokio::test]
async fn lists_newest_first_without_secrets() {
    let world = World::start().await;
    assert_eq!(world.get(Host, "/api/results").await.json(), json!([]));
    world.hand_in(MARKETPLACE_RESULT).await;
    world.hand_in(CYCLE_RESULT).await;
    let reply = world.get(Host, "/api/results").await;
    assert!(!reply.text().contains("canary"));
    let mut list = reply.json();
    for row in list.as_array_mut().unwrap() {
        let at = row.as_object_mut().unwrap().remove("receivedAt").unwrap();
        let at = at.as_str().unwrap();
        assert!(
            at.len() == 24 && at.starts_with("20") && at.ends_with('Z'),
            "{at}"
        );
    }
    let row = |text, account, package: Option<&str>, form, cycles| {
        json!({
            "key": idempotency_key(text),
            "accountId": account,
            "packageId": package,
            "form": form,
            "cycles": cycles
        })
    };
    let cycle = row(CYCLE_RESULT, "a-2", None, "cycle", 1);
    let marketplace = row(MARKETPLACE_RESULT, "a-1", Some("7"), "marketplace", 2);
    assert_eq!(list, json!([cycle, marketplace]));
}

#[tokio::test]
async fn a_restart_keeps_what_is_stored() {
    let world = World::start().await;
    world.hand_in(MARKETPLACE_RESULT).await;
    let before = world.demo.store().list().unwrap();
    let world = world.restart().await;
    assert_eq!(world.demo.store().list().unwrap(), before);
    assert_eq!(world.hand_in(MARKETPLACE_RESULT).await.status, 200);
}

#[tokio::test]
async fn refuses_with_a_reason() {
    let world = World::start().await;
    let origin = world.demo.host_origin().to_owned();
    let marketplace = world.demo.marketplace_origin().to_owned();
    let address = format!("http://127.0.0.1:{}", origin.rsplit(':').next().unwrap());
    let good = CYCLE_RESULT;
    let kind = "content-type: application/json";
    let key = format!("idempotency-key: {}", idempotency_key(good));
    let shouted = format!("idempotency-key: {}", idempotency_key(good).to_uppercase());
    let other = format!("idempotency-key: {}", idempotency_key("{}"));
    let from = |origin: &str| format!("{kind}\n{key}\norigin: {origin}");
    let fetched = |site: &str| format!("{kind}\n{key}\nsec-fetch-site: {site}");
    let table = [
        (403, "FOREIGN_ORIGIN", from(&marketplace)),
        (403, "FOREIGN_ORIGIN", from(&address)),
        (403, "FOREIGN_ORIGIN", from("null")),
        (
            403,
            "FOREIGN_ORIGIN",
            from(&format!("{origin}\norigin: null")),
        ),
        (
            403,
            "FOREIGN_ORIGIN",
            from(&format!("{origin}.evil.example")),
        ),
        (403, "FOREIGN_ORIGIN", fetched("cross-site")),
        (403, "FOREIGN_ORIGIN", fetched("same-site")),
        (415, "CONTENT_TYPE", key.clone()),
        (
            415,
            "CONTENT_TYPE",
            format!("{key}\ncontent-type: text/plain"),
        ),
        (415, "CONTENT_TYPE", format!("{key}\n{kind}p")),
        (415, "CONTENT_TYPE", format!("{key}\n{kind}\n{kind}")),
        (400, "KEY_MISSING", kind.to_owned()),
        (400, "KEY_MISSING", format!("{kind}\n{key}\n{key}")),
        (
            400,
            "KEY_MISMATCH",
            format!("{kind}\nidempotency-key: sha-256="),
        ),
        (400, "KEY_MISMATCH", format!("{kind}\n{shouted}")),
        (400, "KEY_MISMATCH", format!("{kind}\n{other}")),
    ];
    for (status, code, headers) in table {
        let mut ask = Ask::new("POST", "/api/results").body(good);
        for (name, value) in headers.lines().map(|line| line.split_once(": ").unwrap()) {
            ask = ask.header(name, value);
        }
        let reply = world.ask(Host, ask).await.unwrap();
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (status, code),
            "{headers}"
        );
    }
    assert_eq!(world.demo.store().list().unwrap(), []);
    assert_eq!(world.hand_in(good).await.status, 201);
}

#[tokio::test]
async fn a_bad_result_names_its_place_and_no_secret() {
    let world = World::start().await;
    let deep = format!(
        r#"{{"accountId":"a","cycleId":"c","x":{}{}}}"#,
        "[".repeat(99),
        "]".repeat(99)
    );
    let table = [
        ("", "RESULT_NOT_JSON", None),
        ("{\"accountId\":", "RESULT_NOT_JSON", None),
        ("null", "RESULT_MISSING", None),
        ("[]", "RESULT_NOT_OBJECT", None),
        ("\"text\"", "RESULT_NOT_OBJECT", None),
        (r#"{"accountId":"a"}"#, "RESULT_FORM", None),
        (
            r#"{"accountId":"","cycleId":"c"}"#,
            "RESULT_INVALID",
            Some("accountId"),
        ),
        (
            r#"{"accountId":"a","cycles":[{"cycleId":"c","webhooks":[{"url":"javascript:canary"}]}]}"#,
            "RESULT_INVALID",
            Some("cycles[0].webhooks[0].url"),
        ),
        (&deep, "RESULT_TOO_DEEP", None),
    ];
    for (text, code, path) in table {
        let reply = world.hand_in(text).await;
        assert_eq!((reply.status, reply.code().as_str()), (400, code), "{text}");
        assert_eq!(reply.json()["path"].as_str(), path, "{text}");
        assert!(!reply.text().contains("canary"), "{}", reply.text());
    }
    let latin = Ask::new("POST", "/api/results")
        .header("content-type", "application/json; charset=utf-8")
        .header("idempotency-key", "sha-256=0")
        .body([b'"', 0xE9, b'"']);
    let reply = world.ask(Host, latin).await.unwrap();
    assert_eq!(
        (reply.status, reply.code().as_str()),
        (400, "RESULT_NOT_JSON")
    );
    assert_eq!(world.demo.store().list().unwrap(), []);
}

#[tokio::test]
async fn takes_four_mebibytes_and_not_one_byte_more() {
    let world = World::start().await;
    let frame = r#"{"accountId":"a","cycleId":"c","x":""}"#;
    let text =
        |length: usize| frame.replace("\"\"", &format!("\"{}\"", "x".repeat(length - frame.len())));
    let limit = 4 * 1024 * 1024;
    assert_eq!(world.hand_in(&text(limit)).await.status, 201);
    for length in [limit + 1, 2 * limit] {
        let reply = world.hand_in(&text(length)).await;
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (413, "BODY_TOO_LARGE")
        );
    }
}

#[tokio::test]
async fn only_its_own_pages_may_list_and_only_two_methods_exist() {
    let world = World::start().await;
    let foreign = Ask::new("GET", "/api/results").header("sec-fetch-site", "cross-site");
    let reply = world.ask(Host, foreign).await.unwrap();
    assert_eq!(
        (reply.status, reply.code().as_str()),
        (403, "FOREIGN_ORIGIN")
    );
    for method in ["PUT", "DELETE", "OPTIONS"] {
        let reply = world
            .ask(Host, Ask::new(method, "/api/results"))
            .await
            .unwrap();
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (405, "METHOD_NOT_ALLOWED"),
            "{method}"
        );
        assert_eq!(reply.header("access-control-allow-origin"), "");
    }
}
