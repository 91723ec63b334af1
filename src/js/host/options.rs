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
    pub(super) max_bytes: u32,
    pub(super) expect: Expect,
    pub(super) unbound: UnboundLanding,
    pub(super) back_end: Option<Rc<BackEnd>>,
}

/// A window of its own, large enough for a LAUNCH.
const FEATURES: &str = "popup,width=1000,height=760";

impl HostOptions {
    pub(super) fn read(options: JsValue) -> Result<Box<Self>, LaunchError> {
        let plain = &Options(options);
        // Field by field: what is read so far is let go of in one place where a later field is wrong.
        let mut options = Box::new(Self {
            marketplace_origin: plain.origin("marketplaceOrigin")?,
            proxy_url: None,
            features: None,
            limits: Limits::default(),
            max_bytes: DEFAULT_MAX_BYTES as u32,
            expect: Expect::default(),
            unbound: UnboundLanding::Refuse,
            back_end: None,
        });
        options.fill(plain)?;
        Ok(options)
    }

    /// Reads all that may be left out. An error is the name of the option.
    fn fill(&mut self, plain: &Options) -> Result<(), &'static str> {
        let mut unbound = None;
        for (name, to) in [
            ("proxyUrl", &mut self.proxy_url),
            ("features", &mut self.features),
            ("unboundLanding", &mut unbound),
        ] {
            plain.set_text(name, to)?;
        }
        for (name, to) in [
            ("timeout", &mut self.limits.timeout),
            ("lostLimit", &mut self.limits.lost),
            ("maxBytes", &mut self.max_bytes),
        ] {
            plain.set_number(name, to)?;
        }
        if let Some(url) = &mut self.proxy_url {
            *url = own_url(url).ok_or("proxyUrl")?;
        }
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
