//! The options of a launch.

use std::rc::Rc;

use wasm_bindgen::JsValue;

use crate::js::backend::BackEnd;
use crate::js::convert::Options;
use crate::js::window::window;
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
        let plain = &Options(options);
        let origin = plain.text("marketplaceOrigin")?;
        let origin = origin.ok_or(LaunchError::Option("marketplaceOrigin"))?;
        let marketplace_origin = Origin::parse(&origin)
            .map_err(|error| LaunchError::Origin("marketplaceOrigin", error))?;
        // Field by field: what is read so far is let go of in one place where a later field is wrong.
        let mut options = Self {
            marketplace_origin,
            proxy_url: None,
            features: FEATURES.into(),
            limits: Limits::default(),
            max_bytes: DEFAULT_MAX_BYTES,
            expect: Expect::default(),
            unbound: UnboundLanding::Refuse,
            back_end: None,
        };
        if let Some(url) = plain.text("proxyUrl")? {
            options.proxy_url = Some(own_url(&url)?);
        }
        if let Some(features) = plain.text("features")? {
            options.features = features;
        }
        plain.set_number("timeout", &mut options.limits.timeout)?;
        plain.set_number("lostLimit", &mut options.limits.lost)?;
        if let Some(bytes) = plain.number("maxBytes")? {
            options.max_bytes = bytes as usize;
        }
        if let Some(fields) = plain.object("expect")? {
            read_expect(&mut options.expect, &fields).map_err(|_| LaunchError::Option("expect"))?;
        }
        match plain.text("unboundLanding")?.as_deref() {
            None | Some("refuse") => {}
            Some("single") => options.unbound = UnboundLanding::Single,
            Some(_) => return Err(LaunchError::Option("unboundLanding")),
        }
        options.back_end = BackEnd::read(plain)?.map(Rc::new);
        Ok(options)
    }
}

fn read_expect(expect: &mut Expect, fields: &Options) -> Result<(), &'static str> {
    expect.account_id = fields.text("accountId")?;
    expect.account_api_id = fields.text("accountApiId")?;
    expect.complete_parameter = fields.text("completeParameter")?;
    Ok(())
}

/// The proxy page must be of the host's own origin: only such a page can know the launch.
fn own_url(url: &str) -> Result<String, LaunchError> {
    let invalid = LaunchError::Option("proxyUrl");
    let location = window().location();
    let base = location.href().map_err(|_| invalid.clone())?;
    let resolved = web_sys::Url::new_with_base(url, &base).map_err(|_| invalid.clone())?;
    if location.origin() == Ok(resolved.origin()) {
        Ok(resolved.href())
    } else {
        Err(invalid)
    }
}
