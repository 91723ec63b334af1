//! One browser session and its windows.

use std::{path::Path, sync::Arc};

use serde_json::{Value, json};
use thirtyfour::{
    Capabilities, WebDriver, WindowHandle, common::command::ExtensionCommand,
    error::WebDriverErrorInner,
};
use tokio::sync::Mutex;

use crate::{
    Engine, Error, Flavour, Line, Page, Result, bidi::Bidi, devtools::Devtools, driver::Driver,
    until,
};

/// A window, and the frame in it that a selector finds.
type Place = (WindowHandle, Option<String>);

/// What hears the console.
#[derive(Debug)]
enum Watcher {
    Bidi(Bidi),
    Devtools(Devtools),
}

/// A browser session. Clones are the same one.
#[derive(Clone, Debug)]
pub struct Browser {
    engine: Engine,
    driver: WebDriver,
    /// Where it is watched and there is a way to.
    watcher: Option<Arc<Watcher>>,
    /// The window and the frame that commands go to at the moment.
    at: Arc<Mutex<Option<Place>>>,
}

impl Browser {
    pub(crate) async fn start(engine: Engine, driver: &Driver) -> Result<Self> {
        Self::start_as(engine, Flavour::Watched, driver).await
    }

    pub(crate) async fn start_as(
        engine: Engine,
        flavour: Flavour,
        driver: &Driver,
    ) -> Result<Self> {
        let wanted = engine.capabilities(flavour, driver.profile())?;
        let wanted: Capabilities = serde_json::from_value(wanted)?;
        let profile = driver.profile();
        let driver = WebDriver::new(driver.address(), wanted).await?;
        // The browser's own start page never rests: an eighth of a processor for each browser.
        driver.goto("about:blank").await?;
        let watcher = match flavour {
            Flavour::Watched => watcher(engine, &driver, profile).await?,
            _ => None,
        };
        Ok(Self {
            engine,
            driver,
            watcher: watcher.map(Arc::new),
            at: Arc::default(),
        })
    }

    /// Which browser it is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Its name and version, as it says itself.
    pub(crate) fn version(&self) -> Option<String> {
        let capabilities = self.driver.capabilities();
        let word = |name| capabilities.get(name)?.as_str();
        Some(format!(
            "{} {}",
            word("browserName")?,
            word("browserVersion")?
        ))
    }

    /// A new, empty window.
    pub async fn tab(&self) -> Result<Page> {
        // A new window is asked for from an open one; the one that commands went to may be gone.
        self.nowhere().await;
        if let Some(open) = self.windows().await?.first() {
            self.driver.switch_to_window(open.clone()).await?;
        }
        let window = self.driver.new_window().await?;
        Ok(Page::new(self.clone(), window))
    }

    /// All windows.
    pub async fn windows(&self) -> Result<Vec<WindowHandle>> {
        Ok(self.driver.windows().await?)
    }

    /// The window that an action opens.
    pub async fn opened(&self, action: impl AsyncFnOnce() -> Result) -> Result<Page> {
        let before = self.windows().await?;
        action().await?;
        let window = until("a new window", async || {
            let now = self.windows().await?;
            Ok(now.into_iter().find(|window| !before.contains(window)))
        })
        .await?;
        Ok(Page::new(self.clone(), window))
    }

    /// Whether a window is open.
    pub async fn has(&self, window: &WindowHandle) -> Result<bool> {
        Ok(self.windows().await?.contains(window))
    }

    /// Closes every other window.
    pub(crate) async fn close_all_but(&self, kept: &WindowHandle) -> Result {
        self.nowhere().await;
        for window in self.windows().await? {
            if window != *kept {
                self.driver.switch_to_window(window).await?;
                self.driver.close_window().await?;
            }
        }
        Ok(self.driver.switch_to_window(kept.clone()).await?)
    }

    /// Makes commands go to a window and a frame in it.
    pub(crate) async fn at(
        &self,
        window: &WindowHandle,
        frame: Option<&str>,
    ) -> Result<&WebDriver> {
        let wanted = (window.clone(), frame.map(String::from));
        let mut at = self.at.lock().await;
        if at.as_ref() == Some(&wanted) {
            return Ok(&self.driver);
        }
        *at = None;
        self.driver.switch_to_window(window.clone()).await?;
        if let Some(frame) = frame {
            let element = self.driver.find(thirtyfour::By::Css(frame)).await?;
            element.enter_frame().await?;
        }
        *at = Some(wanted);
        Ok(&self.driver)
    }

    /// After an error nobody knows where commands go to: a window may be gone, a frame may be new.
    pub(crate) async fn nowhere(&self) {
        *self.at.lock().await = None;
    }

    /// A command of the Chrome DevTools Protocol, for the current window.
    pub(crate) async fn devtools(&self, command: &'static str, parameters: Value) -> Result<Value> {
        let answer = self
            .driver
            .cmd(thirtyfour::common::command::Command::ExtensionCommand(
                Box::new(DevTools(command, parameters)),
            ));
        Ok(answer.await?.value_json()?)
    }

    /// Console lines since the last call.
    pub(crate) async fn console(&self) -> Result<Vec<Line>> {
        match self.watcher.as_deref() {
            Some(Watcher::Bidi(bidi)) => bidi.take().await,
            Some(Watcher::Devtools(devtools)) => devtools.take().await,
            None => Ok(Vec::new()),
        }
    }

    pub(crate) async fn screenshot(&self, file: &Path) -> Result {
        Ok(self.driver.screenshot(file).await?)
    }

    pub(crate) async fn quit(&self) {
        // The driver's process is ended anyway; this only lets the browser end by itself first.
        drop(self.driver.clone().quit().await);
    }
}

async fn watcher(engine: Engine, driver: &WebDriver, profile: &Path) -> Result<Option<Watcher>> {
    if engine.takes_devtools_commands() {
        return Ok(Some(Watcher::Devtools(Devtools::connect(profile).await?)));
    }
    let url = driver.capabilities().get("webSocketUrl");
    match url.and_then(Value::as_str) {
        Some(url) => Ok(Some(Watcher::Bidi(Bidi::connect(url).await?))),
        None => Ok(None),
    }
}

#[derive(Debug)]
struct DevTools(&'static str, Value);

impl ExtensionCommand for DevTools {
    fn parameters_json(&self) -> Option<Value> {
        Some(json!({ "cmd": self.0, "params": self.1 }))
    }

    fn method(&self) -> axum::http::Method {
        axum::http::Method::POST
    }

    fn endpoint(&self) -> Arc<str> {
        "/goog/cdp/execute".into()
    }
}

/// Whether the window was gone.
pub(crate) fn no_window(error: &Error) -> bool {
    error
        .downcast_ref::<thirtyfour::error::WebDriverError>()
        .is_some_and(|error| {
            matches!(**error, WebDriverErrorInner::NoSuchWindow(_))
                // Firefox, where the page goes between two steps of one action, or after the last.
                || [
                    "message reply cannot be cloned",
                    "actor died while ending wheel transaction",
                ]
                .iter()
                .any(|words| error.to_string().contains(words))
        })
}
