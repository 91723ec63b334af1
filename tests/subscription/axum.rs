//! Real requests through a router.

use std::io::Error;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRef, State};
use axum::http::{Request, Response};
use axum::routing::post;
use futures_util::stream;
use launch_complete::subscription::axum::{Endpoint, Subscription};
use launch_complete::subscription::inbox::Full;
use launch_complete::subscription::{
    Detail, Dispatch, Event, MemoryInbox, Message, PublicPath, Receiver, Reply,
};
use tokio::sync::watch;
use tower::ServiceExt;

use crate::common::*;

#[derive(Clone)]
struct App {
    endpoint: Endpoint,
    inbox: Arc<MemoryInbox>,
    handled: Arc<AtomicUsize>,
    /// How many requests have come so far.
    arrived: Arc<watch::Sender<usize>>,
    /// How many must have come before one is handled.
    awaited: usize,
}

impl FromRef<App> for Endpoint {
    fn from_ref(app: &App) -> Self {
        app.endpoint.clone()
    }
}

async fn handler(
    State(app): State<App>,
    Subscription { message, key }: Subscription,
) -> Result<Reply, Full> {
    app.arrived.send_modify(|arrived| *arrived += 1);
    let mut arrivals = app.arrived.subscribe();
    app.inbox
        .answer(key, async || {
            let all = arrivals.wait_for(|arrived| *arrived >= app.awaited).await;
            drop(all.unwrap());
            app.handled.fetch_add(1, Ordering::SeqCst);
            match message.event() {
                Event::InstallationValidation(_) => {
                    Reply::rejected([Detail::new("locationId", "unknown")])
                }
                _ => Reply::accepted(),
            }
        })
        .await
}

struct Served {
    app: App,
    router: Router,
    log: Arc<Mutex<Vec<&'static str>>>,
}

fn served(path: PublicPath) -> Served {
    served_together(path, 1)
}

/// Nothing is handled before so many requests have come.
fn served_together(path: PublicPath, awaited: usize) -> Served {
    let receiver = Receiver::new(CLIENT, [secret()], path)
        .unwrap()
        .with_max_body(1000);
    let log = Arc::new(Mutex::new(Vec::new()));
    let into = log.clone();
    let endpoint = Endpoint::with_log(receiver, move |refusal| {
        into.lock().unwrap().push(refusal.code());
    });
    let app = App {
        endpoint: endpoint.with_clock(|| NOW),
        inbox: Arc::new(MemoryInbox::new(100).unwrap()),
        handled: Arc::default(),
        arrived: Arc::default(),
        awaited,
    };
    let inner = Router::new().route("/order", post(handler));
    let router = Router::new()
        .nest("/subscriptions", inner.clone())
        .nest("/rewritten", inner)
        .with_state(app.clone());
    Served { app, router, log }
}

fn registered() -> Served {
    served(PublicPath::registered(PATH).unwrap())
}

fn http(sent: &Dispatch, path: &str) -> Request<Body> {
    let mut request = Request::post(path);
    for (name, value) in sent.headers() {
        request = request.header(name, value);
    }
    request.body(Body::from(sent.body.clone())).unwrap()
}

fn signed(event: Event) -> Dispatch {
    dispatcher().dispatch(&Message::marketplace(event, 1, DISPATCHED), NOW)
}

async fn answer(served: &Served, request: Request<Body>) -> (u16, Option<String>, String) {
    let response: Response<Body> = served.router.clone().oneshot(request).await.unwrap();
    let content_type = response.headers().get("content-type");
    let content_type = content_type.map(|value| value.to_str().unwrap().to_owned());
    let status = response.status().as_u16();
    let body = to_bytes(response.into_body(), 10_000).await.unwrap();
    (
        status,
        content_type,
        String::from_utf8(body.into()).unwrap(),
    )
}

#[tokio::test]
async fn an_event_is_handled_and_answered() {
    let served = registered();
    let sent = signed(Event::location_deleted(1));
    let reply = answer(&served, http(&sent, PATH)).await;
    assert_eq!(reply, (204, None, String::new()));
    let sent = signed(Event::installation_validation("{}").unwrap());
    let (status, content_type, body) = answer(&served, http(&sent, PATH)).await;
    assert_eq!(status, 422);
    assert_eq!(content_type.as_deref(), Some("application/json"));
    assert!(body.contains(r#""details":[{"property":"locationId","message":"unknown"}]"#));
    assert!(served.log.lock().unwrap().is_empty());
}

#[tokio::test]
async fn the_path_may_be_rewritten_or_nested() {
    let sent = signed(Event::location_deleted(1));
    let served_registered = registered();
    let (status, ..) = answer(&served_registered, http(&sent, "/rewritten/order")).await;
    assert_eq!(status, 204);
    let served_own = served(PublicPath::of_request());
    let (status, ..) = answer(&served_own, http(&sent, "/subscriptions/order?tenant=1")).await;
    assert_eq!(
        status, 204,
        "nest takes a part off the path, which was signed"
    );
    let (status, ..) = answer(&served_own, http(&sent, "/rewritten/order")).await;
    assert_eq!(status, 401);
    assert_eq!(*served_own.log.lock().unwrap(), ["SIGNATURE_MISMATCH"]);
}

#[tokio::test]
async fn repeats_are_handled_once_even_at_the_same_time() {
    let served = served_together(PublicPath::registered(PATH).unwrap(), 3);
    let sent = signed(Event::installation_validation("{}").unwrap());
    let (one, two, three) = tokio::join!(
        answer(&served, http(&sent, PATH)),
        answer(&served, http(&sent, PATH)),
        answer(&served, http(&sent, PATH)),
    );
    let four = answer(&served, http(&sent, PATH)).await;
    assert_eq!(one.0, 422);
    assert!(one == two && two == three && three == four);
    assert_eq!(served.app.handled.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn strangers_get_one_and_the_same_answer_and_the_log_the_reason() {
    let served = registered();
    let sent = signed(Event::location_deleted(1));
    let with = |change: fn(&mut Request<Body>)| {
        let mut request = http(&sent, PATH);
        change(&mut request);
        request
    };
    let mut answers = Vec::new();
    for request in [
        with(|request| drop(request.headers_mut().remove("x-access-key"))),
        with(|request| drop(request.headers_mut().remove("x-signature"))),
        with(|request| {
            let again = request.headers()["x-signature"].clone();
            request.headers_mut().append("x-signature", again);
        }),
        with(|request| {
            let value = "1571158800000".parse().unwrap();
            request.headers_mut().insert("x-timestamp", value);
        }),
        with(|request| *request.body_mut() = Body::from("{}")),
        with(|request| *request.body_mut() = Body::empty()),
        http(&dispatcher().dispatch(&requested(), NOW - 11), PATH),
        http(&dispatcher().dispatch(&requested(), NOW + 3), PATH),
    ] {
        answers.push(answer(&served, request).await);
    }
    assert_eq!(answers[0].0, 401);
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert_eq!(
        *served.log.lock().unwrap(),
        [
            "HEADER_MISSING",
            "HEADER_MISSING",
            "HEADER_REPEATED",
            "TIMESTAMP_FORMAT",
            "SIGNATURE_MISMATCH",
            "SIGNATURE_MISMATCH",
            "TIMESTAMP_STALE",
            "TIMESTAMP_FUTURE",
        ]
    );
    assert_eq!(served.app.handled.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn what_is_authentic_but_no_event_is_told_so() {
    let served = registered();
    let sent = dispatcher().dispatch_body("{}", NOW);
    let (status, _, body) = answer(&served, http(&sent, PATH)).await;
    assert_eq!(status, 400);
    assert_eq!(
        body,
        r#"{"code":"EVENT_INVALID","message":"event: required, but missing or empty"}"#
    );
    assert_eq!(*served.log.lock().unwrap(), ["EVENT_INVALID"]);
}

#[tokio::test]
async fn a_body_over_the_limit_is_not_kept() {
    let served = registered();
    let fits = dispatcher().dispatch_body(vec![b' '; 1000], NOW);
    assert_eq!(answer(&served, http(&fits, PATH)).await.0, 400);
    let long = dispatcher().dispatch_body(vec![b' '; 1001], NOW);
    assert_eq!(answer(&served, http(&long, PATH)).await.0, 413);
    // Without a length in front, and without an end.
    let mut endless = http(&fits, PATH);
    *endless.body_mut() = Body::from_stream(stream::repeat_with(|| Ok::<_, Error>("x")));
    assert_eq!(answer(&served, endless).await.0, 413);
    assert_eq!(
        *served.log.lock().unwrap(),
        ["BODY_NOT_JSON", "BODY_TOO_LARGE", "BODY_TOO_LARGE"]
    );
}

#[tokio::test]
async fn a_body_that_ends_early_is_refused() {
    let served = registered();
    let mut request = http(&signed(Event::location_deleted(1)), PATH);
    *request.body_mut() = Body::from_stream(stream::iter([Ok("{"), Err(Error::other("cut"))]));
    assert_eq!(answer(&served, request).await.0, 400);
}

#[tokio::test]
async fn other_methods_have_no_route() {
    let served = registered();
    let mut request = http(&signed(Event::location_deleted(1)), PATH);
    *request.method_mut() = "PUT".parse().unwrap();
    assert_eq!(answer(&served, request).await.0, 405);
}
