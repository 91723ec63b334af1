//! The options of a delivery.

use wasm_bindgen::JsValue;

use crate::js::convert::Options as PlainOptions;
use crate::launch::redirect::Redirect;
use crate::launch::{Acknowledgement, DeliveryError, Options, OriginList, RedirectError, Via};

pub(super) fn read_options(options: JsValue) -> Result<Options, DeliveryError> {
    let plain = PlainOptions(options);
    // Field by field: what is read so far is let go of in one place where a later field is wrong.
    let mut options = Options::default();
    match plain.text("via")?.as_deref() {
        None | Some("auto" | "") => {}
        Some("opener") => options.via = Via::Opener,
        Some("parent") => options.via = Via::Parent,
        Some("redirect") => options.via = Via::Redirect,
        Some(_) => return Err(DeliveryError::Option("via")),
    }
    match plain.text("ack")?.as_deref() {
        None | Some("optional" | "") => {}
        Some("required") => options.acknowledgement = Acknowledgement::Required,
        Some("none") => options.acknowledgement = Acknowledgement::None,
        Some(_) => return Err(DeliveryError::Option("ack")),
    }
    if let Some(words) = plain.words("targetOrigin")? {
        options.targets = Some(OriginList::parse(&words)?);
    }
    let wanted = plain.text("redirectTo")?;
    match plain.words("redirectUri")? {
        Some(registered) => {
            let modes = plain.words("responseMode")?.unwrap_or_default();
            let wanted = wanted.unwrap_or_default();
            options.redirect = Some(Redirect::parse(&registered, &wanted, &modes)?);
        }
        None if wanted.is_some() => return Err(RedirectError::NotRegistered.into()),
        None => {}
    }
    plain.set_number("ackTimeout", &mut options.timeout)?;
    plain.set_number("proxyAckTimeout", &mut options.proxy_timeout)?;
    Ok(options)
}
