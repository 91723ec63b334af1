//! The redirect in `form_post` mode.

mod common;

use common::{Ask, CYCLE_RESULT, Reply, World};
use launch_complete_demo::Site::{Host, Marketplace};

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

async fn post(world: &World, path: &str, headers: &[(&str, &str)], form: &str) -> Reply {
    world
        .ask(Host, Ask::new("POST", path).headers(headers).body(form))
        .await
        .unwrap()
}

#[tokio::test]
async fn embeds_the_text_as_data_and_stores_nothing() {
    let world = World::start().await;
    let texts = [
        CYCLE_RESULT,
        "</script><script>alert(1)</script>",
        "<!--<script>&amp;\u{2028}\u{2029} é 😀 \\ \" + %41",
        "",
    ];
    for path in ["/host/landing.html", "/host/demo/landing-backend.html"] {
        for text in texts {
            let form = format!("launch_result={}", encoded(text));
            let reply = post(&world, path, &[FORM, ("origin", "null")], &form).await;
            assert_eq!(
                (reply.status, reply.header("content-type")),
                (200, "text/html; charset=utf-8")
            );
            let page = reply.text();
            let (_, data) = page
                .split_once("<script type=\"application/json\" id=\"launch-result\">")
                .unwrap();
            let (data, rest) = data.split_once("</script>").unwrap();
            assert_eq!(serde_json::from_str::<String>(data).unwrap(), text);
            assert!(
                !data.contains(['<', '>', '&', '\u{2028}', '\u{2029}']),
                "{data}"
            );
            assert!(
                rest.trim_start().starts_with("</head>") && !rest.contains("<script"),
                "{rest}"
            );
            assert_eq!(reply.header("referrer-policy"), "no-referrer");
            assert!(
                reply
                    .header("content-security-policy")
                    .starts_with("default-src 'none'")
            );
            assert_eq!(reply.header("cache-control"), "no-store");
        }
    }
    assert_eq!(world.demo.store().list().unwrap(), []);
    assert!(
        !world
            .get(Host, "/host/landing.html")
            .await
            .text()
            .contains("launch-result")
    );
}

#[tokio::test]
async fn refuses_with_a_page_that_says_why() {
    let world = World::start().await;
    let marketplace = world.demo.marketplace_origin().to_owned();
    let form = format!("launch_result={}", encoded(CYCLE_RESULT));
    type Headers<'a> = &'a [(&'a str, &'a str)];
    let table: &[(u16, &str, Headers<'_>, &str)] = &[
        (200, "", &[FORM], &form),
        (
            200,
            "",
            &[
                FORM,
                ("origin", &marketplace),
                ("sec-fetch-site", "cross-site"),
            ],
            &form,
        ),
        (
            403,
            "FOREIGN_ORIGIN",
            &[FORM, ("origin", "https://evil.example")],
            &form,
        ),
        (
            415,
            "CONTENT_TYPE",
            &[("content-type", "text/plain")],
            &form,
        ),
        (
            415,
            "CONTENT_TYPE",
            &[("content-type", "multipart/form-data; boundary=x")],
            &form,
        ),
        (415, "CONTENT_TYPE", &[], &form),
        (400, "FORM_FIELD", &[FORM], "other=1"),
        (400, "FORM_FIELD", &[FORM], ""),
        (400, "FORM_FIELD", &[FORM], "launch_result=%FF"),
        (
            400,
            "FORM_FIELD",
            &[FORM],
            "launch_result=a&launch_result=b",
        ),
    ];
    for (status, code, headers, form) in table {
        let reply = post(&world, "/host/landing.html", headers, form).await;
        assert_eq!(reply.status, *status, "{code} {headers:?}");
        assert!(
            reply.text().contains(code) && reply.text().contains("</html>") == (*status != 200)
        );
        assert_eq!(reply.header("content-type"), "text/html; charset=utf-8");
        assert_eq!(reply.header("referrer-policy"), "no-referrer");
    }
}

#[tokio::test]
async fn takes_a_text_as_long_as_the_receivers_do() {
    let world = World::start().await;
    let limit = 4 * 1024 * 1024;
    for (length, status) in [(limit, 200), (limit + 1, 413), (13 * 1024 * 1024, 413)] {
        let form = format!("launch_result={}", "x".repeat(length));
        let reply = post(&world, "/host/landing.html", &[FORM], &form).await;
        assert_eq!(reply.status, status, "{length}");
    }
    let form = format!("launch_result={}", "%C3%A9".repeat(limit / 2));
    assert_eq!(
        post(&world, "/host/landing.html", &[FORM], &form)
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn other_pages_take_no_forms() {
    let world = World::start().await;
    let table = [
        (Host, "/host/proxy.html"),
        (Host, "/host/index.html"),
        (Marketplace, "/marketplace/complete.html"),
    ];
    for (site, path) in table {
        let ask = Ask::new("POST", path)
            .headers(&[FORM])
            .body("launch_result=x");
        assert_eq!(world.ask(site, ask).await.unwrap().status, 405, "{path}");
    }
}
