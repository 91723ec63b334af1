//! The options of a launch.

use std::rc::Rc;

use wasm_bindgen::JsValue;

use crate::js::backend::BackEnd;
use crate::js::convert::Options;
use crate::launch::{DEFAULT_MAX_BYTES, Expect, LaunchError, Limits, Origin, UnboundLanding};

pub(super) struct HostOptions {
    pub(super) marketplace_origin: Origin,
    pub(super) proxy_url: Option<String>,
    pub(super) features: String,
    pub(super) limits: Limits,
    pub(super) max_bytes: usize,
    pub(super) expect: Expect,
    pub(super) unbound: UnboundLanding,
    pub(super) back_end: Option<Rc<BackEnd>>,
}

/// A window of its own, large enough for a LAUNCH.
const FEATURES: &str = "popup,width=1000,height=760";

impl HostOptions {
    pub(super) fn read(options: JsValue) -> Result<Self, LaunchError> {
        let plain = Options(options);
        let text = |name| plain.text(name).map_err(LaunchError::Option);
        let number = |name| plain.number(name).map_err(LaunchError::Option);
        let origin = text("marketplaceOrigin")?.ok_or(LaunchError::Option("marketplaceOrigin"))?;
        let defaults = Limits::default();
        Ok(Self {
            marketplace_origin: Origin::parse(&origin)
                .map_err(|error| LaunchError::Origin("marketplaceOrigin", error))?,
            proxy_url: text("proxyUrl")?.as_deref().map(own_url).transpose()?,
            features: text("features")?.unwrap_or_else(|| FEATURES.into()),
            limits: Limits {
                timeout: number("timeout")?.unwrap_or(defaults.timeout),
                lost: number("lostLimit")?.unwrap_or(defaults.lost),
                goodbye: defaults.goodbye,
            },
            max_bytes: number("maxBytes")?.map_or(DEFAULT_MAX_BYTES, |bytes| bytes as usize),
            expect: expect(&plain)?,
            unbound: match text("unboundLanding")?.as_deref() {
                None | Some("refuse") => UnboundLanding::Refuse,
                Some("single") => UnboundLanding::Single,
                Some(_) => return Err(LaunchError::Option("unboundLanding")),
            },
            back_end: BackEnd::read(&plain)?.map(Rc::new),
        })
    }
}

fn expect(plain: &Options) -> Result<Expect, LaunchError> {
    let invalid = |_| LaunchError::Option("expect");
    let Some(fields) = plain.object("expect").map_err(invalid)? else {
        return Ok(Expect::default());
    };
    let text = |name| fields.text(name).map_err(invalid);
    Ok(Expect {
        account_id: text("accountId")?,
        account_api_id: text("accountApiId")?,
        complete_parameter: text("completeParameter")?,
    })
}

/// The proxy page must be of the host's own origin: only such a page can know the launch.
fn own_url(url: &str) -> Result<String, LaunchError> {
    let invalid = LaunchError::Option("proxyUrl");
    let location = gloo::utils::window().location();
    let base = location.href().map_err(|_| invalid.clone())?;
    let resolved = web_sys::Url::new_with_base(url, &base).map_err(|_| invalid.clone())?;
    if location.origin() == Ok(resolved.origin()) {
        Ok(resolved.href())
    } else {
        Err(invalid)
    }
}
