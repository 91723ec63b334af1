//! How a launch is set up: a host of ours, the path by evidence, an answer required, three cycles.

use serde_json::{Map, Value, json};

use super::table::Way;
use crate::encoded;

/// Everything that a cell may change before the launch.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    way: Way,
    host: String,
    marketplace: String,
    options: Map<String, Value>,
    attributes: Map<String, Value>,
    query: Vec<(String, String)>,
    through: Option<String>,
}

impl Plan {
    pub(super) fn new(way: Way, host: &str, marketplace: &str, token: &str) -> Self {
        let mut plan = Self {
            way,
            host: host.into(),
            marketplace: marketplace.into(),
            options: Map::new(),
            attributes: Map::new(),
            query: vec![("token".into(), token.into())],
            through: None,
        }
        .option("marketplaceOrigin", marketplace);
        if way == Way::Redirect {
            return plan.redirect_to("host/landing.html");
        }
        if way == Way::Proxy {
            plan = plan.proxy("host/proxy.html");
        }
        plan.attribute("target-origin", host)
            .attribute("ack", "required")
    }

    /// Sets an option of `openLaunch`.
    #[must_use]
    pub(super) fn option(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.options.insert(name.into(), value.into());
        self
    }

    /// Sets an attribute of the page's script tag, without its `data-`.
    #[must_use]
    pub(super) fn attribute(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.attributes.insert(format!("data-{name}"), value.into());
        self
    }

    /// Says something to the Launch Complete page in its address.
    #[must_use]
    pub(super) fn query(mut self, name: &str, value: &str) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }

    /// Another proxy page.
    #[must_use]
    pub(super) fn proxy(self, page: &str) -> Self {
        let url = format!("{}/{page}", self.host);
        self.option("proxyUrl", url).option("fresh", true)
    }

    /// Configures the redirect.
    #[must_use]
    pub(super) fn redirect_to(self, page: &str) -> Self {
        let url = format!("{}/{page}", self.host);
        self.attribute("redirect-uri", url)
    }

    /// The window goes to another page first, which leads on.
    #[must_use]
    pub(super) fn through(mut self, page: &str) -> Self {
        self.through = Some(page.into());
        self
    }

    /// Adds the back end: where the app hands over itself, or the proxy or landing page does.
    #[must_use]
    pub(super) fn back_end(self) -> Self {
        let url = format!("{}/api/results", self.host);
        match self.way {
            Way::Opener => self.option("backend", json!({ "url": url })),
            Way::Proxy => self.proxy("host/demo/proxy-both.html"),
            Way::Redirect => self.redirect_to("host/demo/landing-backend.html"),
        }
    }

    /// The address of the Launch Complete page.
    #[must_use]
    pub(super) fn complete(&self) -> String {
        let mut url = format!("{}/marketplace/faults/complete.html?", self.marketplace);
        for (name, value) in &self.query {
            url += &format!("{name}={}&", encoded(value));
        }
        let attributes = Value::from(self.attributes.clone()).to_string();
        url + "attributes=" + encoded(&attributes).as_str()
    }

    /// Where the window goes first.
    #[must_use]
    pub(super) fn url(&self) -> String {
        match &self.through {
            None => self.complete(),
            Some(page) => {
                let next = encoded(&self.complete());
                format!("{}/marketplace/{page}?next={next}", self.marketplace)
            }
        }
    }

    /// The options of `openLaunch`.
    #[must_use]
    pub(super) fn options(&self) -> Value {
        let mut options = self.options.clone();
        options.entry("url").or_insert_with(|| self.url().into());
        options.into()
    }

    /// Which way.
    #[must_use]
    pub(super) fn way(&self) -> Way {
        self.way
    }
}
