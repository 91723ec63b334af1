//! The options of a delivery.

use wasm_bindgen::JsValue;

use crate::js::convert::Options as PlainOptions;
use crate::launch::redirect::Redirect;
use crate::launch::{Acknowledgement, DeliveryError, Options, OriginList, RedirectError, Via};

pub(super) fn read_options(options: JsValue) -> Result<Options, DeliveryError> {
    let plain = PlainOptions(options);
    let via = match plain.text("via")?.as_deref() {
        None | Some("auto" | "") => Via::Auto,
        Some("opener") => Via::Opener,
        Some("parent") => Via::Parent,
        Some("redirect") => Via::Redirect,
        Some(_) => return Err(DeliveryError::Option("via")),
    };
    let acknowledgement = match plain.text("ack")?.as_deref() {
        None | Some("optional" | "") => Acknowledgement::Optional,
        Some("required") => Acknowledgement::Required,
        Some("none") => Acknowledgement::None,
        Some(_) => return Err(DeliveryError::Option("ack")),
    };
    let targets = match plain.words("targetOrigin")? {
        Some(words) => Some(OriginList::parse(&words)?),
        None => None,
    };
    let redirect = match plain.words("redirectUri")? {
        Some(registered) => Some(Redirect::parse(
            &registered,
            &plain.text("redirectTo")?.unwrap_or_default(),
            &plain.words("responseMode")?.unwrap_or_default(),
        )?),
        None if plain.text("redirectTo")?.is_some() => {
            return Err(RedirectError::NotRegistered.into());
        }
        None => None,
    };
    let defaults = Options::default();
    Ok(Options {
        via,
        acknowledgement,
        targets,
        redirect,
        timeout: plain.number("ackTimeout")?.unwrap_or(defaults.timeout),
        proxy_timeout: plain
            .number("proxyAckTimeout")?
            .unwrap_or(defaults.proxy_timeout),
    })
}

impl From<&'static str> for DeliveryError {
    fn from(option: &'static str) -> Self {
        Self::Option(option)
    }
}
