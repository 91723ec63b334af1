//! Which handler answers what, and what stands in front of all of them.

use axum::{
    Router,
    extract::State,
    http::Uri,
    middleware::from_fn_with_state,
    response::Redirect,
    routing::{get, post},
};

use crate::{
    break_api, complete_html, credentials, gate, headers, history, pages,
    refusal::Refusal,
    results, simulator,
    site::{App, Site},
    subscriptions, switch_api, switching, trace_api,
};

/// One site, complete. From the outside in: log and host name, switches, security headers, handler.
pub(crate) fn router(app: App) -> Router {
    let site = match app.site {
        Site::Host => Router::new()
            .route("/api/results", post(results::store).get(results::list))
            .route("/api/results/{key}", get(history::text))
            .route("/api/launches", post(history::record).get(history::list))
            .route(break_api::PATH, get(break_api::read).put(break_api::write))
            .route(credentials::PATH, post(subscriptions::receive))
            .route("/api/subscriptions", get(subscriptions::list)),
        Site::Marketplace => Router::new()
            .route(
                "/api/launch-complete-html",
                get(complete_html::read).put(complete_html::write),
            )
            .route("/api/events", post(simulator::send_event)),
    };
    let base = app.shared.base.clone();
    let site = site
        .route(
            switch_api::PATH,
            get(switch_api::read).put(switch_api::write),
        )
        .route("/api/trace", post(trace_api::tell).get(trace_api::ask))
        .route("/", get(home))
        .method_not_allowed_fallback(async || Refusal::method_not_allowed())
        .fallback(pages::answer)
        .layer(from_fn_with_state(app.clone(), headers::protect))
        .layer(from_fn_with_state(app.clone(), switching::apply))
        .layer(from_fn_with_state(app.clone(), gate::admit))
        .with_state(app);
    match base.is_root() {
        true => site,
        false => Router::new().nest_service(&base.to_string(), site),
    }
}

async fn home(State(app): State<App>, uri: Uri) -> Redirect {
    pages::redirect(&app, app.site.home(), &uri)
}
