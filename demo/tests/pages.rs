//! What is served, under which names, of which type, with which headers.

mod common;

use common::{Ask, World, config, write_pages};
use launch_complete_demo::{
    DemoError,
    Site::{self, Host, Marketplace},
    serve_below,
};
use serde_json::json;

/// What the document prints for a kind of page, for this demo's origins.
fn printed(world: &World, heading: &str) -> String {
    let document = include_str!("../../docs/content-security-policy.md");
    let (_, section) = document
        .split_once(&format!("\n## {heading}\n"))
        .unwrap_or_else(|| panic!("no section {heading}"));
    let (_, policy) = section.split_once("\nContent-Security-Policy: ").unwrap();
    let policy = policy.lines().next().unwrap();
    policy.replace(
        "https://marketplace.example",
        world.demo.marketplace_origin(),
    )
}

#[tokio::test]
async fn serves_each_site_its_own_folders() {
    let world = World::start().await;
    let html = "text/html; charset=utf-8";
    let script = "text/javascript; charset=utf-8";
    let table: &[(Site, &str, u16, &str)] = &[
        (Host, "/host/", 200, html),
        (Host, "/host/index.html?query=1", 200, html),
        (Host, "/host/demo/proxy-both.html", 200, html),
        (Host, "/lib/launch-complete-host.mjs", 200, script),
        (Host, "/lib/launch-complete.js", 200, script),
        (Host, "/lib/launch-complete.wasm", 200, "application/wasm"),
        (Host, "/shared/style.css", 200, "text/css; charset=utf-8"),
        (Host, "/shared/config.json", 200, "application/json"),
        (Host, "/marketplace/", 404, "application/json"),
        (Host, "/api/launch-complete-html", 404, "application/json"),
        (Host, "/host/none.html", 404, "application/json"),
        (
            Host,
            "/host/..%2f..%2fnew/demo.sqlite",
            404,
            "application/json",
        ),
        (Host, "/../new/demo.sqlite", 404, "application/json"),
        (Marketplace, "/marketplace/complete.html", 200, html),
        (Marketplace, "/lib/launch-complete.js", 200, script),
        (
            Marketplace,
            "/shared/style.css",
            200,
            "text/css; charset=utf-8",
        ),
        (Marketplace, "/host/", 404, "application/json"),
        (Marketplace, "/api/results", 404, "application/json"),
    ];
    for (site, path, status, kind) in table {
        let reply = world.get(*site, path).await;
        assert_eq!(
            (reply.status, reply.header("content-type")),
            (*status, *kind),
            "{path}"
        );
    }
    let head = world.ask(Host, Ask::new("HEAD", "/host/")).await.unwrap();
    assert_eq!((head.status, head.body.len()), (200, 0));
    let posted = world.ask(Host, Ask::new("POST", "/host/")).await.unwrap();
    assert_eq!(
        (posted.status, posted.code().as_str()),
        (405, "METHOD_NOT_ALLOWED")
    );
}

#[tokio::test]
async fn leads_to_the_folders() {
    let world = World::start().await;
    let table = [
        (Host, "/", "/host/"),
        (Host, "/host?x=1", "/host/?x=1"),
        (Marketplace, "/?package=one", "/marketplace/?package=one"),
    ];
    for (site, path, location) in table {
        let reply = world.get(site, path).await;
        assert_eq!(
            (reply.status, reply.header("location")),
            (307, location),
            "{path}"
        );
    }
}

#[tokio::test]
async fn serves_below_a_path() {
    let folder = tempfile::tempdir().unwrap();
    write_pages(folder.path());
    let wrong = serve_below(config(folder.path()), "some").await;
    assert!(matches!(wrong, Err(DemoError::Base { .. })));
    let demo = serve_below(config(folder.path()), "/some/where")
        .await
        .unwrap();
    assert!(demo.host_url().ends_with("/some/where/"));
    let world = World { folder, demo };
    let table = [
        ("/some/where/host/", 200, ""),
        ("/some/where/lib/launch-complete.js", 200, ""),
        ("/some/where/api/results", 200, ""),
        ("/some/where", 307, "/some/where/host/"),
        ("/some/where/?x=1", 307, "/some/where/host/?x=1"),
        ("/some/where/host", 307, "/some/where/host/"),
        ("/host/", 404, ""),
        ("/some/whereelse/host/", 404, ""),
        ("/some/where/../host/", 404, ""),
    ];
    for (path, status, location) in table {
        let reply = world.get(Host, path).await;
        let found = (reply.status, reply.header("location"));
        assert_eq!(found, (status, location), "{path}");
    }
}

#[tokio::test]
async fn answers_only_to_its_own_names() {
    let world = World::start().await;
    let port = world
        .demo
        .host_origin()
        .rsplit(':')
        .next()
        .unwrap()
        .to_owned();
    let other = world
        .demo
        .marketplace_origin()
        .rsplit(':')
        .next()
        .unwrap()
        .to_owned();
    let table = [
        (format!("host.localhost:{port}"), 200),
        (format!("HOST.localhost:{port}"), 200),
        (format!("127.0.0.1:{port}"), 200),
        (format!("host.localhost:{other}"), 421),
        (format!("marketplace.localhost:{port}"), 421),
        (format!("localhost:{port}"), 421),
        (format!("host.localhost.:{port}"), 421),
        (format!("evil.example:{port}"), 421),
        (format!("a.host.localhost:{port}"), 421),
        ("host.localhost".to_owned(), 421),
        (String::new(), 421),
    ];
    for (name, status) in &table {
        let reply = world
            .ask(Host, Ask::new("GET", "/host/").header("host", name))
            .await
            .unwrap();
        assert_eq!(reply.status, *status, "{name}");
        if *status == 421 {
            assert_eq!(reply.code(), "WRONG_HOST", "{name}");
        }
    }
    let name = &table[0].0;
    let twice = Ask::new("GET", "/host/")
        .header("host", name)
        .header("host", name);
    assert_ne!(world.ask(Host, twice).await.unwrap().status, 200);
    let absolute =
        |host: &str| Ask::new("GET", &format!("http://{host}/host/")).header("host", name);
    assert_eq!(world.ask(Host, absolute(name)).await.unwrap().status, 200);
    assert_eq!(
        world
            .ask(Host, absolute("evil.example"))
            .await
            .unwrap()
            .status,
        421
    );
}

#[tokio::test]
async fn sends_the_security_headers() {
    let world = World::start().await;
    let [app, proxy, landing] =
        ["Your app", "The proxy page", "The landing page"].map(|heading| printed(&world, heading));
    let framed = format!("frame-ancestors 'self' {}", world.demo.host_origin());
    let simulator = app.replace("frame-ancestors 'none'", &framed).replace(
        "form-action 'none'",
        &framed.replace("frame-ancestors", "form-action"),
    );
    let table = [
        (Host, "/host/", &app, "no-referrer"),
        (
            Host,
            "/host/landing.html?launch_result=x",
            &landing,
            "no-referrer",
        ),
        (
            Host,
            "/host/demo/landing-backend.html",
            &landing,
            "no-referrer",
        ),
        (Host, "/host/proxy.html", &proxy, "no-referrer"),
        (Host, "/host/demo/proxy-both.html", &proxy, "no-referrer"),
        (Host, "/host/snippet.html", &proxy, "no-referrer"),
        (Host, "/host/none.html", &app, "no-referrer"),
        (Host, "/api/results", &app, "no-referrer"),
        (Marketplace, "/marketplace/", &simulator, ""),
        (Marketplace, "/marketplace/complete.html", &framed, ""),
    ];
    for policy in [&app, &proxy, &landing] {
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains('*'),
            "{policy}"
        );
    }
    assert!(proxy.contains(&format!("; frame-src {};", world.demo.marketplace_origin())));
    for (site, path, policy, referrer) in table {
        let reply = world.get(site, path).await;
        assert_eq!(reply.header("content-security-policy"), policy, "{path}");
        assert_eq!(reply.header("referrer-policy"), referrer, "{path}");
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(reply.header("cache-control"), "no-store", "{path}");
        assert_eq!(reply.header("access-control-allow-origin"), "", "{path}");
    }
}

#[tokio::test]
async fn lets_the_marketplace_compare_the_librarys_files() {
    let world = World::start().await;
    let marketplace = world.demo.marketplace_origin();
    for (site, path, allowed) in [
        (Host, "/lib/launch-complete.js", marketplace),
        (Host, "/host/app.js", ""),
        (Host, "/lib", ""),
        (Marketplace, "/lib/launch-complete.js", ""),
    ] {
        let reply = world.get(site, path).await;
        let header = reply.header("access-control-allow-origin");
        assert_eq!(header, allowed, "{site:?} {path}");
    }
}

#[tokio::test]
async fn writes_the_actual_origins_into_the_pages() {
    let world = World::start().await;
    let (host, marketplace) = (world.demo.host_origin(), world.demo.marketplace_origin());
    let table = [
        (
            Marketplace,
            "/marketplace/complete.html",
            format!("<script>'{host}'</script>"),
        ),
        (
            Host,
            "/host/proxy.html",
            format!("<main data-marketplace-origin=\"{marketplace}\">"),
        ),
        (
            Host,
            "/lib/launch-complete.js",
            format!("'{host} {marketplace}'"),
        ),
        (
            Host,
            "/lib/launch-complete-host.mjs",
            format!("export default '{host}'"),
        ),
        // What is no text of ours stays as it is.
        (
            Host,
            "/lib/launch-complete.wasm",
            "\0asm http://host.localhost:8080".to_owned(),
        ),
        (
            Host,
            "/shared/style.css",
            "/* http://host.localhost:8080 */".to_owned(),
        ),
    ];
    for (site, path, text) in &table {
        assert_eq!(world.get(*site, path).await.text(), text, "{path}");
    }
    let config = json!({ "hostOrigin": host, "marketplaceOrigin": marketplace, "backEnd": true, "extra": 1 });
    assert_eq!(world.get(Host, "/shared/config.json").await.json(), config);
}

#[tokio::test]
async fn remembers_request_lines_and_no_bodies() {
    let world = World::start().await;
    let ask = Ask::new("GET", "/host/?q=in-the-line")
        .header("referer", "http://marketplace.localhost/in-the-referer")
        .header("origin", "http://in-the-origin.example")
        .body("in-the-body");
    world.ask(Host, ask).await.unwrap();
    let table = [
        ("in-the-line", 1),
        ("in-the-referer", 1),
        ("in-the-origin", 1),
        ("in-the-body", 0),
    ];
    for (text, count) in table {
        assert_eq!(world.demo.log().with(text).len(), count, "{text}");
    }
    let line = world.demo.log().lines().pop().unwrap();
    assert_eq!(
        (line.site, line.method.as_str(), line.target.as_str()),
        (Host, "GET", "/host/?q=in-the-line")
    );
    world.demo.log().clear();
    assert_eq!(world.demo.log().lines(), []);
}
