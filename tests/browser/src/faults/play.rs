//! What one cell plays on: both sites on ports of their own, so with storage of their own, and a browser.

use std::{cell::RefCell, fs, path::PathBuf};

use launch_complete_demo::{Demo, Site, Switch};
use serde_json::{Value, json};

use super::{launch::Launch, plan::Plan, table::Way};
use crate::{Attacker, Browser, Page, Result, encoded, until};

/// Longer than anything of a launch goes on after its end.
const AFTERWARDS: u32 = 11_000;

/// The stage of one cell.
#[derive(Debug)]
pub(super) struct Play<'a> {
    /// Which fault.
    pub(super) id: &'a str,
    /// The path.
    pub(super) way: Way,
    /// The browser.
    pub(super) browser: &'a Browser,
    /// Host app and marketplace.
    pub(super) demo: Demo,
    /// A site of somebody else.
    pub(super) attacker: &'a Attacker,
    pub(super) www: PathBuf,
    pub(super) token: String,
    pub(super) scripts: RefCell<String>,
}

impl<'a> Play<'a> {
    /// The usual set-up for this path.
    #[must_use]
    pub(super) fn plan(&self) -> Plan {
        self.plan_for(self.way)
    }

    /// The usual set-up for another path.
    #[must_use]
    pub(super) fn plan_for(&self, way: Way) -> Plan {
        let (host, marketplace) = (self.demo.host_origin(), self.demo.marketplace_origin());
        Plan::new(way, host, marketplace, &self.token)
    }

    /// What stands in every webhook URL of the result.
    #[must_use]
    pub(super) fn secret(&self) -> String {
        format!("secret-{}", self.token)
    }

    /// Runs a script in all pages with this path, or below it, before anything else does.
    pub(super) fn inject(&self, page: &str, script: &str) -> Result {
        let added = format!("if (location.pathname.startsWith({page:?})) {{ {script} }}\n");
        let mut scripts = self.scripts.borrow_mut();
        *scripts += &added;
        Ok(fs::write(self.www.join("shared/probe.js"), &*scripts)?)
    }

    /// Takes back what was injected, and what was done to the library's files.
    pub(super) fn forget_scripts(&self) -> Result {
        *self.scripts.borrow_mut() = super::lane::PROBE.into();
        fs::write(self.www.join("shared/probe.js"), super::lane::PROBE)?;
        crate::pages::copy_library(&self.www)
    }

    /// A text as it stands in the address of a landing page.
    pub(super) async fn landing_value(&self, page: &Page, text: &str) -> Result<String> {
        let bytes = "String.fromCodePoint(...new TextEncoder().encode(arguments[0]))";
        let encode = format!(
            "return btoa({bytes}).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')"
        );
        let value = page.run(&encode, vec![text.into()]).await?;
        Ok(value.as_str().unwrap_or_default().into())
    }

    /// Sets the faults of a site.
    pub(super) fn switch(&self, site: Site, switches: Vec<Switch>) -> Result {
        Ok(self.demo.switches().set(site, switches)?)
    }

    /// A page of the host site.
    #[must_use]
    pub(super) fn host_url(&self, page: &str) -> String {
        format!("{}/{page}", self.demo.host_origin())
    }

    /// A page of the marketplace site.
    #[must_use]
    pub(super) fn marketplace_url(&self, page: &str) -> String {
        format!("{}/{page}", self.demo.marketplace_origin())
    }

    /// The address of the host app; `how` is one of its words, such as `&resume`.
    #[must_use]
    pub(super) fn host_app(&self, plan: &Plan, how: &str) -> String {
        let options = encoded(&plan.options().to_string());
        self.host_url(&format!("host/faults/host.html?options={options}{how}"))
    }

    /// A new window with a page.
    pub(super) async fn open(&self, url: &str) -> Result<Page> {
        let page = self.browser.tab().await?;
        page.goto(url).await?;
        Ok(page)
    }

    /// A new window with the host app.
    pub(super) async fn host(&self, plan: &Plan) -> Result<Page> {
        let host = self.open(&self.host_app(plan, "")).await?;
        self.host_ready(&host).await?;
        Ok(host)
    }

    /// Waits for the host app.
    pub(super) async fn host_ready(&self, host: &Page) -> Result {
        host.until("the host app", "window.ready").await.map(drop)
    }

    /// Starts a launch in a new host app, up to the Launch Complete page.
    pub(super) async fn launch(&self, plan: &Plan) -> Result<Launch<'_>> {
        let launch = self.connect(plan).await?;
        launch.completed().await?;
        Ok(launch)
    }

    /// The same, without waiting for the Launch Complete page.
    pub(super) async fn connect(&self, plan: &Plan) -> Result<Launch<'_>> {
        let host = self.host(plan).await?;
        self.connect_in(&host, plan).await
    }

    /// Starts a launch in an open host app.
    pub(super) async fn connect_in(&self, host: &Page, plan: &Plan) -> Result<Launch<'_>> {
        let count = "window.options = arguments[0]; return window.records.length";
        let index = host
            .run(count, vec![plan.options()])
            .await?
            .as_u64()
            .unwrap_or(0);
        let popup = self
            .browser
            .opened(async || host.click("#connect").await)
            .await?;
        Ok(Launch::new(self, host.clone(), popup, plan.way(), index))
    }

    /// A page of the attacker's that posts this text to every window in reach that is at this origin.
    #[must_use]
    pub(super) fn forge(&self, text: &str, at: &str) -> String {
        self.attacker.url(&format!(
            "trap.html?forge={}&at={}",
            encoded(text),
            encoded(at)
        ))
    }

    /// Everything of every launch in this host app has ended, nothing is held on to and nothing of a result
    /// was left anywhere.
    pub(super) async fn clean(&self, host: &Page) -> Result {
        let unsettled = "window.records.filter((it) => it.settled !== 1).length";
        assert_eq!(
            host.eval(unsettled).await?,
            0,
            "launches that did not settle exactly once"
        );
        host.eval(&format!("probe.advance({AFTERWARDS})")).await?;
        let left = "({ held: probe.counts(), kept: probe.kept() })";
        let free = json!({ "held": host.eval("window.baseline").await?, "kept": [] });
        let mut last = Value::Null;
        let gone = until("nothing to be left", async || {
            last = host.eval(left).await?;
            Ok((last == free).then_some(()))
        });
        gone.await
            .map_err(|error| format!("{error}: {last} instead of {free}"))?;
        assert_eq!(
            host.eval("window.records.filter((it) => it.settled !== 1).length")
                .await?,
            0
        );
        assert_eq!(
            host.eval("document.body.innerHTML === window.picture")
                .await?,
            true
        );
        assert_eq!(
            host.eval("probe.errors").await?,
            json!([]),
            "uncaught errors of the host app"
        );
        self.no_traces(host).await
    }

    /// Nothing of a result stands in this page's address, history or storage, nor in any request so far.
    pub(super) async fn no_traces(&self, page: &Page) -> Result {
        let look = "return probe.traces(arguments[0])";
        let found = page.run(look, vec![self.secret().into()]).await?;
        assert_eq!(found, json!([]), "places with a trace of the result");
        for text in [self.secret().as_str(), "launch_result"] {
            assert_eq!(
                self.demo.log().with(text),
                [],
                "requests with a trace of the result"
            );
        }
        Ok(())
    }
}
