//! Breaking things by name, on both sites, from the host app's page.

mod common;

use common::{Ask, CYCLE_RESULT, Reply, World};
use launch_complete_demo::{
    Site::{Host, Marketplace},
    Switch,
};
use serde_json::{Value, json};

const PATH: &str = "/api/breaks";

async fn set(world: &World, on: Value) -> Reply {
    let ask = Ask::new("PUT", PATH)
        .header("content-type", "application/json")
        .header("origin", world.demo.host_origin())
        .header("sec-fetch-site", "same-origin")
        .body(json!({ "on": on }).to_string());
    world.ask(Host, ask).await.unwrap()
}

/// The names of those that are on, with what is left of them.
fn on(list: &Value) -> Vec<(String, Value)> {
    let all = list["breaks"].as_array().unwrap().iter();
    let on = all.filter(|it| it["on"] == true);
    on.map(|it| (it["name"].as_str().unwrap().into(), it["left"].clone()))
        .collect()
}

#[tokio::test]
async fn each_one_alone_and_all_together_can_be_set_and_put_back() {
    let world = World::start().await;
    let list = world.get(Host, PATH).await.json();
    let all = list["breaks"].as_array().unwrap();
    let names: Vec<&str> = all.iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert!(names.len() >= 10, "{names:?}");
    for each in all {
        for words in ["group", "title", "hint"] {
            assert!(
                each[words].as_str().is_some_and(|it| it.len() > 4),
                "{each}"
            );
        }
        let name = each["name"].as_str().unwrap();
        let now = set(&world, json!([name])).await.json();
        let set: Vec<String> = on(&now).into_iter().map(|(name, _)| name).collect();
        assert_eq!((set, &now["others"]), (vec![name.to_owned()], &json!(0)));
    }
    assert_eq!(
        on(&set(&world, json!(names)).await.json()).len(),
        names.len()
    );
    assert_eq!(on(&set(&world, json!([])).await.json()), []);
    let left = [Host, Marketplace].map(|site| world.demo.switches().list(site));
    assert_eq!(left, [vec![], vec![]]);
}

#[tokio::test]
async fn they_do_what_they_say() {
    let world = World::start().await;
    set(
        &world,
        json!(["sign-in-isolates", "no-wasm-app", "no-wasm-complete"]),
    )
    .await;
    let policy = |reply: Reply| reply.header("cross-origin-opener-policy").to_owned();
    let sign_in = world.get(Marketplace, "/marketplace/connect.html").await;
    assert_eq!(policy(sign_in), "same-origin");
    let start = world.get(Marketplace, "/marketplace/").await;
    assert_eq!(policy(start), "");
    let complete = world.get(Marketplace, "/marketplace/complete.html").await;
    let complete = complete.header("content-security-policy");
    assert!(
        complete.contains("script-src 'self' 'unsafe-inline'"),
        "{complete}"
    );
    assert!(
        complete.contains("frame-ancestors 'self' http://host.localhost"),
        "{complete}"
    );
    for path in ["/host/", "/host/proxy.html"] {
        let reply = world.get(Host, path).await;
        let policy = reply.header("content-security-policy");
        assert!(policy.contains("script-src 'self'; "), "{policy}");
        assert!(
            policy.contains("frame-src http://marketplace.localhost"),
            "{policy}"
        );
    }

    set(&world, json!(["no-framing"])).await;
    let start = world.get(Marketplace, "/marketplace/").await;
    assert_eq!(
        start.header("content-security-policy"),
        "frame-ancestors 'none'"
    );
}

#[tokio::test]
async fn one_that_ends_by_itself_says_what_is_left() {
    let world = World::start().await;
    let name = "back-end-fails-twice";
    set(&world, json!([name])).await;
    for (status, left) in [(503, 1), (503, 0), (201, 0)] {
        assert_eq!(world.hand_in(CYCLE_RESULT).await.status, status);
        let list = world.get(Host, PATH).await.json();
        assert_eq!(on(&list), [(name.to_owned(), json!(left))]);
    }
    // Set again, it begins anew.
    assert_eq!(on(&set(&world, json!([name])).await.json())[0].1, 2);
}

#[tokio::test]
async fn what_was_set_by_hand_is_counted_and_put_back_as_well() {
    let world = World::start().await;
    let by_hand = Switch::on("/host/").header("x-a", "b");
    world.demo.switches().set(Host, vec![by_hand]).unwrap();
    assert_eq!(world.get(Host, PATH).await.json()["others"], 1);
    // No switch applies to the address itself.
    let all = Switch::on("/").status(418);
    world.demo.switches().set(Host, vec![all]).unwrap();
    let reply = set(&world, json!([])).await;
    assert_eq!((reply.status, &reply.json()["others"]), (200, &json!(0)));
    assert_eq!(world.get(Host, "/host/").await.status, 200);
}

#[tokio::test]
async fn unknown_names_and_other_origins_change_nothing() {
    let world = World::start().await;
    set(&world, json!(["no-framing"])).await;
    for wanted in [
        json!(["canary"]),
        json!(["no-framing", "canary"]),
        json!("no-framing"),
        json!([1]),
    ] {
        let reply = set(&world, wanted).await;
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (400, "BREAK_INVALID")
        );
    }
    for header in [
        ("origin", world.demo.marketplace_origin()),
        ("sec-fetch-site", "cross-site"),
    ] {
        for method in ["GET", "PUT"] {
            let ask = Ask::new(method, PATH)
                .header("content-type", "application/json")
                .headers(&[header])
                .body(r#"{"on":[]}"#);
            let reply = world.ask(Host, ask).await.unwrap();
            assert_eq!(
                (reply.status, reply.code().as_str()),
                (403, "FOREIGN_ORIGIN")
            );
        }
    }
    // The marketplace has no such address.
    assert_eq!(world.get(Marketplace, PATH).await.status, 404);
    let list = world.get(Host, PATH).await.json();
    assert_eq!(on(&list), [("no-framing".to_owned(), Value::Null)]);
}
