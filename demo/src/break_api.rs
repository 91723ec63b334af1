//! Breaking things from the host app's page, on both sites.
//!
//! A site's switches are its own pages' affair. The app's page gets only this list of names: whoever it is opened
//! by, it can set no other header and no other path of the marketplace.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde::{Deserialize, Serialize};

use crate::{
    body,
    breaks::{self, Shown},
    guard,
    refusal::{self, Refusal, require_type},
    site::{App, Site},
};

/// Where they are read and set; like the switches', no switch applies here.
pub(crate) const PATH: &str = "/api/breaks";

const LIMIT: usize = 4 * 1024;
const SITES: [Site; 2] = [Site::Host, Site::Marketplace];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    on: Vec<String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct List {
    breaks: Vec<Shown>,
    /// How many switches are set that belong to none of them.
    others: usize,
}

/// `GET /api/breaks`
pub(crate) async fn read(State(app): State<App>, headers: HeaderMap) -> Result<Response, Refusal> {
    guard::same_origin(&headers, app.origin())?;
    Ok(refusal::json(&list(&app)))
}

/// `PUT /api/breaks`: exactly these, each from its beginning. None puts everything back.
pub(crate) async fn write(State(app): State<App>, request: Request) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let body = body::read(body, LIMIT).await;
    guard::same_origin(&parts.headers, app.origin())?;
    require_type(&parts.headers, "application/json")?;
    let wanted: Wanted = serde_json::from_slice(&body?).map_err(|_| invalid())?;
    let known = breaks::all(&app.shared.origins);
    let is_known = |name: &String| known.iter().any(|it| it.name == name);
    if !wanted.on.iter().all(is_known) {
        return Err(invalid());
    }
    for site in SITES {
        let chosen = known
            .iter()
            .filter(|it| wanted.on.iter().any(|name| name == it.name));
        let switches = chosen.flat_map(|it| &it.switches);
        let switches = switches
            .filter(|(of, _)| *of == site)
            .map(|(_, it)| it.clone());
        let set = app.shared.switches.set(site, switches.collect());
        set.map_err(|_| invalid())?;
    }
    Ok(refusal::json(&list(&app)))
}

fn list(app: &App) -> List {
    let switches = &app.shared.switches;
    let known = breaks::all(&app.shared.origins);
    let belongs = |site: Site, switch: &_| {
        let mut all = known.iter().flat_map(|it| &it.switches);
        all.any(|(of, known)| *of == site && known.is_same_fault(switch))
    };
    let others = SITES.into_iter().flat_map(|site| {
        let list = switches.list(site).into_iter();
        list.filter(move |switch| !belongs(site, switch))
    });
    List {
        others: others.count(),
        breaks: known.iter().map(|it| it.shown(switches)).collect(),
    }
}

fn invalid() -> Refusal {
    Refusal::new(
        StatusCode::BAD_REQUEST,
        "BREAK_INVALID",
        "send {\"on\": [names]} with names that GET lists",
    )
}
