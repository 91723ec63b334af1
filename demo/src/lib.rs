//! Host app and marketplace simulator as two *sites* on one machine, with the host's back end.
//!
//! `http://host.localhost:8080` and `http://marketplace.localhost:8081` are different sites to a browser,
//! need no DNS and count as trustworthy, so everything the browser does to windows, frames and messages
//! between two companies happens between these two as well.
//!
//! | site | what it serves |
//! | --- | --- |
//! | both | `/lib/`, `/shared/`, [`/api/switches`](Switch), [`/api/trace`](#the-picture-of-a-launch) |
//! | host | `/host/`, [`/api/results`](#results), [`/api/launches`](#past-launches), [`/api/breaks`](#breaking-things), [`/subscriptions`, `/api/subscriptions`](#events) |
//! | marketplace | `/marketplace/`, [`/api/launch-complete-html`](#launch-complete-html), [`/api/events`](#events) |
//!
//! ```no_run
//! # async fn example() -> Result<(), launch_complete_demo::DemoError> {
//! use launch_complete_demo::{Config, Site, Switch, serve};
//!
//! let demo = serve(Config { host_port: 0, marketplace_port: 0, ..Config::default() }).await?;
//! println!("{}/", demo.host_origin());
//! let failing = Switch::on("/api/results").method("POST").status(503).times(2);
//! demo.switches().set(Site::Host, vec![failing]).expect("a valid switch");
//! demo.shutdown().await;
//! # Ok(())
//! # }
//! ```
//!
//! # Results
//!
//! `POST /api/results` takes the result's JSON text with `Idempotency-Key: sha-256=<hex of the text>` and
//! answers 201 `{"stored":true,"key":…}`, or 200 `{"stored":false,"key":…}` where that text is stored
//! already. `GET` lists what is stored, newest first, without texts and webhook URLs. A refusal is JSON
//! `{"code","message"}`, with a `path` where a place in the result is meant:
//!
//! | status | code |
//! | --- | --- |
//! | 400 | `KEY_MISSING`, `KEY_MISMATCH`, or the code of the result's own error |
//! | 403 | `FOREIGN_ORIGIN` |
//! | 405 | `METHOD_NOT_ALLOWED` |
//! | 413 | `BODY_TOO_LARGE` |
//! | 415 | `CONTENT_TYPE` |
//! | 503 | `STORE_UNAVAILABLE` |
//!
//! `POST /host/landing.html` is the redirect in `form_post` mode. It stores nothing: the text is embedded in
//! the landing page for its script, because only the browser's own storage tells which launch it belongs to.
//!
//! `GET /api/results/{key}` is the text of one, webhook URLs included, for the host's own pages only.
//!
//! # Past launches
//!
//! `POST /api/launches` is how the host app says that a launch has ended:
//! `{"path","code","via","key","accountId","cycles","milliseconds"}`, all but `path`, `code` and `milliseconds` may be
//! null. `GET` lists the latest 200, newest first, each with `id`, `endedAt` and whether its text is `stored`.
//!
//! # The picture of a launch
//!
//! `POST /api/trace` is how a page of a launch says what it saw, to the server of its own site:
//! `{"launch","at","place","page","kind"}` and, where there is one, `opener`, `took`, `state`, `code` or `status`. All
//! but the times are words of fixed lists: anything else is 400 `TRACE_INVALID`. `GET /api/trace?after=N` is
//! `{"last","seen"}`, what was seen after line `N`, on the host for the app's own page; it waits a few seconds where
//! that is nothing. Proxy and landing pages are served with the script that tells; the files themselves have none.
//!
//! # Breaking things
//!
//! `GET /api/breaks` lists what can be broken, in words, and what is. `PUT` with `{"on": [names]}` sets exactly the
//! switches of these on both sites, and none puts everything back.
//!
//! # Launch Complete HTML
//!
//! `GET` and `PUT /api/launch-complete-html` hold `{"html": text or null, "redirectBack": bool}` until the
//! server ends: the simulator's box, for pages of its own origin only.
//!
//! # Events
//!
//! `POST /subscriptions` is the host's receiver of the marketplace's signed events: the library's extractor, and
//! its inbox on SQLite in the same file as the results. What the host keeps of an event is written in the
//! transaction that stores the answer, so it is there once. `GET /api/subscriptions` lists
//! `{"events","refusals"}`, newest first, for the host's own pages: a refusal has the precise code, which the
//! sender is never told.
//!
//! `POST /api/events` makes the marketplace sign an event and send it, for its own pages:
//! `{"event": name, "how": "sent" | "twice" | "tampered" | "stale", "locationId", "guid", "installationRequest"}`,
//! all but the first two optional. The answer is what was signed, what was sent, the host's answers and, for a
//! validation that was rejected, the documented error for its caller. The secret is in none of it. A refusal is
//! 400 `ORDER_INVALID` or `EVENT_INVALID`, 403, 413, 415, or 502 `SUBSCRIBER_UNREACHABLE`.
//!
//! Both sides use [`CLIENT_ID`] and [`CLIENT_SECRET`].

#![forbid(unsafe_code)]

mod base;
mod body;
mod break_api;
mod breaks;
mod claim;
mod complete_html;
mod credentials;
mod decide;
mod embed;
mod error;
mod event_row;
mod events;
mod gate;
mod guard;
mod headers;
mod history;
mod landing;
mod listener;
mod log;
mod mime;
mod order;
mod pages;
mod past;
mod percent;
mod refusal;
mod results;
mod rewrite;
mod router;
mod send;
mod serve;
mod simulator;
mod site;
mod store;
mod subscriptions;
mod switch;
mod switch_api;
mod switches;
mod switching;
mod trace;
mod trace_api;

/// The Rust of the guides, as documentation tests: a back end has at hand what this crate has.
#[cfg(doctest)]
mod guides {
    #[doc = include_str!("../../docs/back-end.md")]
    mod back_end {}
    #[doc = include_str!("../../docs/subscriptions-rust.md")]
    mod subscriptions {}
}

pub use credentials::{CLIENT_ID, CLIENT_SECRET};
pub use error::DemoError;
pub use event_row::{RefusedEvent, StoredEvent};
pub use events::Events;
pub use log::{RequestLine, RequestLog};
pub use past::{EndedLaunch, PastLaunch};
pub use serve::{Config, Demo, serve, serve_below};
pub use site::Site;
pub use store::{Store, StoreError, StoredResult};
pub use switch::{Switch, SwitchError};
pub use switches::Switches;
pub use trace::Trace;
