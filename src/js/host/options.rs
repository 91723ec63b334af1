//! The options of a launch.

use std::rc::Rc;

use wasm_bindgen::JsValue;

use crate::js::backend::BackEnd;
use crate::js::convert::Options;
use crate::js::window::{own_origin, window};
use crate::launch::{DEFAULT_MAX_BYTES, Expect, LaunchError, Limits, Origin, UnboundLanding};

pub(super) struct HostOptions {
    pub(super) marketplace_origin: Origin,
    pub(super) proxy_url: Option<String>,
    pub(super) features: Option<String>,
    pub(super) limits: Limits,
    pub(super) max_bytes: usize,
    pub(super) expect: Expect,
    pub(super) unbound: UnboundLanding,
    pub(super) back_end: Option<Rc<BackEnd>>,
}

/// A window of its own, large enough for a LAUNCH.
const FEATURES: &str = "popup,width=1000,height=760";

impl HostOptions {
    pub(super) fn read(options: JsValue) -> Result<Box<Self>, LaunchError> {
        let plain = &Options(options);
        let origin = plain.text("marketplaceOrigin")?;
        let origin = origin.ok_or(LaunchError::Option("marketplaceOrigin"))?;
        let marketplace_origin = Origin::parse(&origin)
            .map_err(|error| LaunchError::Origin("marketplaceOrigin", error))?;
        // Field by field: what is read so far is let go of in one place where a later field is wrong.
        let mut options = Box::new(Self {
            marketplace_origin,
            proxy_url: None,
            features: None,
            limits: Limits::default(),
            max_bytes: DEFAULT_MAX_BYTES,
            expect: Expect::default(),
            unbound: UnboundLanding::Refuse,
            back_end: None,
        });
        options.fill(plain)?;
        Ok(options)
    }

    /// Reads all that may be left out. An error is the name of the option.
    fn fill(&mut self, plain: &Options) -> Result<(), &'static str> {
        plain.set_text("proxyUrl", &mut self.proxy_url)?;
        if let Some(url) = &mut self.proxy_url {
            *url = own_url(url).ok_or("proxyUrl")?;
        }
        plain.set_text("features", &mut self.features)?;
        plain.set_number("timeout", &mut self.limits.timeout)?;
        plain.set_number("lostLimit", &mut self.limits.lost)?;
        let mut max_bytes = self.max_bytes as u32;
        plain.set_number("maxBytes", &mut max_bytes)?;
        self.max_bytes = max_bytes as usize;
        if let Some(fields) = plain.object("expect")? {
            let expect = &mut self.expect;
            for (name, to) in [
                ("accountId", &mut expect.account_id),
                ("accountApiId", &mut expect.account_api_id),
                ("completeParameter", &mut expect.complete_parameter),
            ] {
                fields.set_text(name, to).map_err(|_| "expect")?;
            }
        }
        let mut unbound = None;
        plain.set_text("unboundLanding", &mut unbound)?;
        self.unbound = match unbound.as_deref() {
            None | Some("refuse") => UnboundLanding::Refuse,
            Some("single") => UnboundLanding::Single,
            Some(_) => return Err("unboundLanding"),
        };
        self.back_end = BackEnd::read(plain, "backend")?.map(Rc::new);
        Ok(())
    }

    /// How the window shall look.
    pub(super) fn features(&self) -> &str {
        self.features.as_deref().unwrap_or(FEATURES)
    }
}

/// The proxy page must be of the host's own origin: only such a page can know the launch.
fn own_url(url: &str) -> Option<String> {
    let base = window().location().href().ok()?;
    let resolved = web_sys::Url::new_with_base(url, &base).ok()?;
    (resolved.origin() == own_origin()).then(|| resolved.href())
}
