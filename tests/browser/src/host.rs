//! The host app, operated.

use serde_json::Value;

use crate::{Launch, Page, Result, Stage};

/// The packages whose result is whole.
pub const PACKAGES: [&str; 8] = [
    "one",
    "several",
    "stopped",
    "non-ascii",
    "many",
    "no-message",
    "single",
    "surrogates",
];

/// A choice of path in the host app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Path {
    /// Its value in the form.
    pub name: &'static str,
    /// Whether the popup frames the marketplace.
    pub framed: bool,
    /// What the outcome's `via` must be.
    pub via: &'static str,
    /// Whether the back end gets the text.
    pub stored: bool,
    /// Whether the app gets the result itself.
    pub told: bool,
    /// Whether 200 cycles are too long for it.
    pub capped: bool,
}

impl Path {
    const fn new(name: &'static str, via: &'static str) -> Self {
        Self {
            name,
            framed: false,
            via,
            stored: false,
            told: true,
            capped: false,
        }
    }

    /// `window.opener`
    pub const OPENER: Self = Self::new("opener", "opener");
    /// The proxy page, to the app.
    pub const PROXY: Self = Self {
        framed: true,
        ..Self::new("proxy", "proxy")
    };
    /// The proxy page, to the back end alone.
    pub const PROXY_BACKEND: Self = Self {
        framed: true,
        stored: true,
        told: false,
        ..Self::new("proxy-backend", "proxy")
    };
    /// The proxy page, to both.
    pub const PROXY_BOTH: Self = Self {
        framed: true,
        stored: true,
        ..Self::new("proxy-both", "proxy")
    };
    /// The landing page, called with a fragment.
    pub const FRAGMENT: Self = Self {
        capped: true,
        ..Self::new("redirect-fragment", "landing")
    };
    /// The landing page, called with a query.
    pub const QUERY: Self = Self {
        capped: true,
        ..Self::new("redirect-query", "landing")
    };
    /// The landing page, called by a form.
    pub const FORM_POST: Self = Self::new("redirect-form-post", "landing");
    /// The landing page, to app and back end.
    pub const LANDING_BACKEND: Self = Self {
        capped: true,
        stored: true,
        ..Self::new("redirect-backend", "landing")
    };

    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::OPENER,
        Self::PROXY,
        Self::PROXY_BACKEND,
        Self::PROXY_BOTH,
        Self::FRAGMENT,
        Self::QUERY,
        Self::FORM_POST,
        Self::LANDING_BACKEND,
    ];
}

/// Fills in the form, as three menus opened by hand would, and gives the number of the next launch.
const CHOOSE: &str = "
    const form = document.getElementById('launch');
    [form.elements.path.value, form.elements.package.value, form.elements.box.value] = arguments;
    form.dispatchEvent(new Event('change'));
    return window.launches.length;
";

/// The host app in a window.
#[derive(Clone, Debug)]
pub struct Host<'a> {
    /// The stage it is on.
    pub stage: &'a Stage,
    /// Its window.
    pub page: Page,
}

impl<'a> Host<'a> {
    pub(crate) async fn open(stage: &'a Stage, url: &str) -> Result<Self> {
        let page = stage.open(url).await?;
        Self::of(stage, page).await
    }

    /// The host app in a window that somebody else opened.
    pub async fn of(stage: &'a Stage, page: Page) -> Result<Self> {
        let ready = "window.launches && !document.getElementById('connect').disabled";
        page.until("the host app", ready).await?;
        Ok(Self { stage, page })
    }

    /// Chooses and connects; the popup is open then.
    pub async fn connect(&self, path: Path, package: &str) -> Result<Launch<'a>> {
        self.connect_with(path, package, "path").await
    }

    /// The same with another choice of Launch Complete HTML.
    pub async fn connect_with(&self, path: Path, package: &str, html: &str) -> Result<Launch<'a>> {
        let choices = [path.name, package, html].map(Value::from).into();
        let index = self.page.run(CHOOSE, choices).await?;
        let index = index.as_u64().ok_or("the host app counts no launches")?;
        let popup = self
            .stage
            .browser
            .opened(async || self.page.click("#connect").await)
            .await?;
        Ok(Launch::started(self.clone(), popup, path, index))
    }

    /// How many launches it has heard an end of.
    pub async fn ended(&self) -> Result<u64> {
        let ended = "window.launches.filter((it) => it.outcome || it.error).length";
        self.page
            .eval(ended)
            .await?
            .as_u64()
            .ok_or("no number".into())
    }
}
