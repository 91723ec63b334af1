//! Faults on request, and the box of the marketplace's console.

mod common;

use common::{Ask, CYCLE_RESULT, Reply, World};
use launch_complete_demo::{
    Site::{self, Host, Marketplace},
    Switch,
};
use serde_json::{Value, json};

async fn put(world: &World, site: Site, path: &str, body: &Value) -> Reply {
    let ask = Ask::new("PUT", path)
        .header("content-type", "application/json")
        .header("origin", world.origin(site))
        .header("sec-fetch-site", "same-origin")
        .body(body.to_string());
    world.ask(site, ask).await.unwrap()
}

#[tokio::test]
async fn headers_are_set_replaced_and_left_out() {
    let world = World::start().await;
    let page = "/marketplace/complete.html";
    let switches = vec![
        Switch::on("/marketplace/").header("Cross-Origin-Opener-Policy", "unsafe-none"),
        Switch::on(page)
            .header("cross-origin-opener-policy", "same-origin")
            .without_header("content-security-policy"),
    ];
    world.demo.switches().set(Marketplace, switches).unwrap();
    let table = [
        (Marketplace, page, "same-origin", false),
        (Marketplace, "/marketplace/", "unsafe-none", true),
        (Marketplace, "/shared/style.css", "", true),
        (Host, "/host/", "", true),
    ];
    for (site, path, opener_policy, content_policy) in table {
        let reply = world.get(site, path).await;
        assert_eq!(
            reply.header("cross-origin-opener-policy"),
            opener_policy,
            "{path}"
        );
        assert_eq!(
            !reply.header("content-security-policy").is_empty(),
            content_policy,
            "{path}"
        );
    }
    world.demo.switches().clear();
    assert_eq!(
        world
            .get(Marketplace, page)
            .await
            .header("cross-origin-opener-policy"),
        ""
    );
}

#[tokio::test]
async fn fails_so_many_times_then_works() {
    let world = World::start().await;
    let failing = Switch::on("/api/results")
        .method("POST")
        .status(503)
        .times(2);
    world.demo.switches().set(Host, vec![failing]).unwrap();
    assert_eq!(world.get(Host, "/api/results").await.status, 200);
    for status in [503, 503, 201, 200] {
        assert_eq!(world.hand_in(CYCLE_RESULT).await.status, status);
    }
}

#[tokio::test]
async fn a_lost_reply_is_stored_all_the_same() {
    let world = World::start().await;
    let dropping = Switch::on("/api/results")
        .method("POST")
        .drop_reply()
        .times(1);
    world.demo.switches().set(Host, vec![dropping]).unwrap();
    let ask = Ask::new("POST", "/api/results")
        .header("content-type", "application/json")
        .header(
            "idempotency-key",
            &launch_complete::launch::idempotency_key(CYCLE_RESULT),
        )
        .body(CYCLE_RESULT);
    assert!(world.ask(Host, ask).await.is_none());
    assert_eq!(world.demo.store().list().unwrap().len(), 1);
    assert_eq!(world.hand_in(CYCLE_RESULT).await.status, 200);
}

#[tokio::test]
async fn a_delay_comes_before_the_answer() {
    let world = World::start().await;
    world
        .demo
        .switches()
        .set(Host, vec![Switch::on("/host/").delay_ms(150)])
        .unwrap();
    let started = std::time::Instant::now();
    assert_eq!(world.get(Host, "/host/").await.status, 200);
    assert!(started.elapsed().as_millis() >= 150);
}

#[tokio::test]
async fn pages_set_their_own_sites_switches() {
    let world = World::start().await;
    let wanted = json!([{ "prefix": "/", "headers": { "x-a": "b" }, "status": 418, "times": 1 }]);
    let reply = put(&world, Host, "/api/switches", &wanted).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert_eq!(reply.header("x-a"), "");
    let listed = world.demo.switches().list(Host);
    assert_eq!(
        listed,
        [Switch::on("/").header("x-a", "b").status(418).times(1)]
    );
    assert_eq!(world.get(Host, "/api/switches").await.json()[0]["times"], 1);
    let answer = world.get(Host, "/host/").await;
    assert_eq!((answer.status, answer.header("x-a")), (418, "b"));
    assert_eq!(world.get(Host, "/host/").await.status, 200);
    assert_eq!(world.demo.switches().list(Marketplace), []);
    assert_eq!(
        put(&world, Host, "/api/switches", &json!([])).await.json(),
        json!([])
    );

    let table = [
        json!({}),
        json!([{}]),
        json!([{ "prefix": "host" }]),
        json!([{ "prefix": "/", "delay": 1 }]),
        json!([{ "prefix": "/", "delayMs": 60_001 }]),
        json!([{ "prefix": "/", "status": 99 }]),
        json!([{ "prefix": "/", "status": 101 }]),
        json!([{ "prefix": "/", "headers": { "a b": "c" } }]),
        json!([{ "prefix": "/", "headers": { "a": "b\nc" } }]),
    ];
    for switches in table {
        let reply = put(&world, Host, "/api/switches", &switches).await;
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (400, "SWITCH_INVALID"),
            "{switches}"
        );
    }
    assert_eq!(world.demo.switches().list(Host), []);
}

#[tokio::test]
async fn the_box_holds_what_was_pasted() {
    let world = World::start().await;
    let path = "/api/launch-complete-html";
    let empty = json!({ "html": null, "redirectBack": false });
    assert_eq!(world.get(Marketplace, path).await.json(), empty);
    let html = "<h1>é</h1><script>window.opener</script>";
    for saved in [
        json!({ "html": html, "redirectBack": true }),
        json!({ "html": "", "redirectBack": false }),
    ] {
        assert_eq!(put(&world, Marketplace, path, &saved).await.json(), saved);
        assert_eq!(world.get(Marketplace, path).await.json(), saved);
    }
    let long = json!({ "html": "x".repeat(1024 * 1024) });
    let reply = put(&world, Marketplace, path, &long).await;
    assert_eq!(
        (reply.status, reply.code().as_str()),
        (413, "BODY_TOO_LARGE")
    );
    let reply = put(&world, Marketplace, path, &json!({ "html": 1 })).await;
    assert_eq!((reply.status, reply.code().as_str()), (400, "BOX_INVALID"));
}

#[tokio::test]
async fn other_origins_may_neither_read_nor_write() {
    let world = World::start().await;
    let host = world.demo.host_origin().to_owned();
    let paths = ["/api/launch-complete-html", "/api/switches"];
    let foreign = [
        ("origin", host.as_str()),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
    ];
    for (path, method, header) in paths.iter().flat_map(|path| {
        foreign
            .iter()
            .flat_map(move |header| [(path, "GET", header), (path, "PUT", header)])
    }) {
        let ask = Ask::new(method, path)
            .header("content-type", "application/json")
            .headers(&[*header])
            .body("[]");
        let reply = world.ask(Marketplace, ask).await.unwrap();
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (403, "FOREIGN_ORIGIN"),
            "{method} {path}"
        );
    }
    let plain = Ask::new("PUT", paths[1])
        .header("content-type", "text/plain")
        .body("[]");
    let reply = world.ask(Marketplace, plain).await.unwrap();
    assert_eq!((reply.status, reply.code().as_str()), (415, "CONTENT_TYPE"));
}
