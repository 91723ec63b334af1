//! What a proxy or landing page is told, and the options both have.

use js_sys::{Function, Object};
use wasm_bindgen::JsValue;

use crate::js::backend::BackEnd;
use crate::js::convert::{Options, set};
use crate::js::error::error;
use crate::launch::{LaunchError, Relay, RelayReport, Sinks};

/// The sinks of a proxy or landing page: `deliverTo`, `backend` (a URL), `ack`.
pub(crate) fn read_sinks(
    options: &Options,
    bound: bool,
) -> Result<(Relay, Option<BackEnd>), LaunchError> {
    let sinks = Sinks::parse(&options.text("deliverTo")?.unwrap_or_default())
        .ok_or(LaunchError::Option("deliverTo"))?;
    let back_end = match options.text("backend")? {
        Some(url) => Some(BackEnd::at(url)),
        None => BackEnd::read(options, "backendOptions")?,
    };
    if sinks.back_end && back_end.is_none() {
        return Err(LaunchError::Option("backend"));
    }
    let must_answer = match options.text("ack")?.as_deref() {
        None | Some("required") => true,
        Some("optional") => false,
        Some(_) => return Err(LaunchError::Option("ack")),
    };
    Ok((Relay::new(sinks, must_answer, bound), back_end))
}

/// Tells the page how a relay ended.
pub(crate) fn report_end(on_report: &Function, end: &RelayReport) {
    match end {
        RelayReport::Delivered { .. } => report(on_report, "delivered", None),
        RelayReport::Sent => report(on_report, "sent", None),
        RelayReport::Refused(code) => {
            let error = error(code, "", code);
            report(on_report, "refused", Some(&error));
        }
        RelayReport::Failed(code) => {
            let error = error(code, "", failure(code));
            report(on_report, "failed", Some(&error));
        }
    }
}

fn failure(code: &str) -> &'static str {
    match code {
        "BACKEND_FAILED" => "the app's server did not take the result",
        "LAUNCH_UNKNOWN" => "no launch is waiting for this result",
        _ => "the app did not confirm that it got the result",
    }
}

pub(crate) fn report(on_report: &Function, status: &str, error: Option<&JsValue>) {
    let object = Object::new();
    set(&object, "status", status);
    if let Some(error) = error {
        set(&object, "error", error);
    }
    // What the page's function throws ends nothing here.
    drop(on_report.call1(&JsValue::UNDEFINED, &object));
}
