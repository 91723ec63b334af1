//! One window, or a frame in it, as a test sees it.

use std::time::Duration;

use serde_json::Value;
use thirtyfour::{By, Key, WindowHandle, error::WebDriverErrorInner};
use tokio::time::timeout;

use crate::{Browser, Error, Result, browser::no_window, until};

/// How long a driver may take to answer a question. It is asked again: no answer comes where the page went.
const ANSWER: Duration = Duration::from_secs(5);

/// A window or a frame. Clones are the same one.
#[derive(Clone, Debug)]
pub struct Page {
    browser: Browser,
    window: WindowHandle,
    frame: Option<String>,
}

impl Page {
    pub(crate) fn new(browser: Browser, window: WindowHandle) -> Self {
        Self {
            browser,
            window,
            frame: None,
        }
    }

    /// The frame that a selector finds in this window.
    #[must_use]
    pub fn frame(&self, css: &str) -> Self {
        Self {
            frame: Some(css.into()),
            ..self.clone()
        }
    }

    /// Goes to an address as if it were typed in.
    pub async fn goto(&self, url: &str) -> Result {
        let driver = self.browser.at(&self.window, None).await?;
        Ok(driver.goto(url).await?)
    }

    /// Clicks as a user does, once the element is there and can be clicked.
    pub async fn click(&self, css: &str) -> Result {
        until(&format!("{css} to click"), async || {
            match self.try_click(css).await {
                Ok(()) => Ok(Some(())),
                Err(error) if not_yet(&error) => self.retry(error).await,
                Err(error) => Err(error),
            }
        })
        .await
    }

    /// Clicks twice, as fast as a user does.
    pub async fn double_click(&self, css: &str) -> Result {
        let driver = self.browser.at(&self.window, self.frame.as_deref()).await?;
        let element = driver.find(By::Css(css)).await?;
        element.scroll_into_view().await?;
        Ok(driver
            .action_chain()
            .double_click_element(&element)
            .perform()
            .await?)
    }

    /// The same on what closes the window.
    pub async fn double_click_last(&self, css: &str) -> Result {
        match self.double_click(css).await {
            Err(error) if no_window(&error) => {
                self.browser.nowhere().await;
                Ok(())
            }
            other => other,
        }
    }

    /// Clicks what closes the window: the click may end with the window.
    pub async fn click_last(&self, css: &str) -> Result {
        match self.click(css).await {
            Err(error) if no_window(&error) => {
                self.browser.nowhere().await;
                Ok(())
            }
            other => other,
        }
    }

    async fn try_click(&self, css: &str) -> Result {
        let driver = self.browser.at(&self.window, self.frame.as_deref()).await?;
        let element = driver.find(By::Css(css)).await?;
        if !element.is_enabled().await? {
            return Err(format!("{css} is disabled").into());
        }
        match element.click().await.map_err(Error::from) {
            // The page went because of the click.
            Err(error) if went(&error) => Ok(()),
            other => other,
        }
    }

    /// Presses a key, as on a keyboard: whatever has the focus gets it.
    pub async fn key(&self, key: Key) -> Result {
        let driver = self.browser.at(&self.window, None).await?;
        let keys = driver.action_chain().key_down(key.clone()).key_up(key);
        Ok(keys.perform().await?)
    }

    /// Types into a field, in place of what is in it.
    pub async fn fill(&self, css: &str, text: &str) -> Result {
        self.until(
            &format!("{css} to fill"),
            &format!("document.querySelector({css:?})"),
        )
        .await?;
        let driver = self.browser.at(&self.window, self.frame.as_deref()).await?;
        let element = driver.find(By::Css(css)).await?;
        element.clear().await?;
        Ok(element.send_keys(text).await?)
    }

    /// The value of an expression. Undefined is null.
    pub async fn eval(&self, expression: &str) -> Result<Value> {
        let answer = self
            .run(&format!("return ({expression})"), Vec::new())
            .await;
        if answer.is_err() {
            self.browser.nowhere().await;
        }
        answer
    }

    /// The value of an expression that is a text. Half characters, which drivers cannot carry, are replaced.
    pub async fn text(&self, expression: &str) -> Result<String> {
        let whole = "((it) => typeof it === 'string' && it.toWellFormed ? it.toWellFormed() : it)";
        match self.eval(&format!("{whole}({expression})")).await? {
            Value::String(text) => Ok(text),
            other => Err(format!("{expression} is no text but {other}").into()),
        }
    }

    /// Runs a script with arguments.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let driver = self.browser.at(&self.window, self.frame.as_deref()).await?;
        let answer = driver.execute(script.to_owned(), arguments).await?;
        Ok(answer.json().clone())
    }

    /// Waits until an expression is neither false, null, 0 nor empty, and gives its value. A script error
    /// is a "not yet": pages come and go. So is no answer: WebKit's driver gives none where the page goes while
    /// it is asked.
    pub async fn until(&self, what: &str, expression: &str) -> Result<Value> {
        until(what, async || {
            match timeout(ANSWER, self.eval(expression)).await {
                Ok(Ok(value)) => Ok(is_true(&value).then_some(value)),
                Ok(Err(error)) if no_window(&error) => Err(error),
                Ok(Err(error)) => self.retry(error).await,
                Err(_) => {
                    self.browser.nowhere().await;
                    Ok(None)
                }
            }
        })
        .await
    }

    /// Runs what makes the page go, such as `history.back()`: it may go before it has answered.
    pub async fn leave(&self, script: &str) -> Result {
        match timeout(ANSWER, self.eval(&format!("void {script}"))).await {
            Ok(answer) => answer.map(drop),
            Err(_) => {
                self.browser.nowhere().await;
                Ok(())
            }
        }
    }

    /// Waits until the window is gone.
    pub async fn gone(&self) -> Result {
        until("the window to close itself", async || {
            Ok((!self.is_open().await?).then_some(()))
        })
        .await?;
        self.browser.nowhere().await;
        Ok(())
    }

    /// Whether the window is open.
    pub async fn is_open(&self) -> Result<bool> {
        self.browser.has(&self.window).await
    }

    /// Closes the window as a user does.
    pub async fn close(&self) -> Result {
        let driver = self.browser.at(&self.window, None).await?;
        driver.close_window().await?;
        self.browser.nowhere().await;
        Ok(())
    }

    /// Puts its browser window away, as a user does: the page is hidden from then on.
    pub(crate) async fn minimize(&self) -> Result {
        let driver = self.browser.at(&self.window, None).await?;
        driver.minimize_window().await?;
        Ok(())
    }

    /// Writes a picture of it.
    pub async fn screenshot(&self, file: &std::path::Path) -> Result {
        self.browser.at(&self.window, None).await?;
        self.browser.screenshot(file).await
    }

    /// A command of the Chrome DevTools Protocol.
    pub async fn devtools(&self, command: &'static str, parameters: Value) -> Result<Value> {
        self.browser.at(&self.window, None).await?;
        self.browser.devtools(command, parameters).await
    }

    /// A browser error that may go away by itself.
    async fn retry<T>(&self, error: Error) -> Result<Option<T>> {
        self.browser.nowhere().await;
        match error.downcast_ref::<thirtyfour::error::WebDriverError>() {
            Some(error) if is_final(error) => Err(error.to_string().into()),
            _ => Ok(None),
        }
    }
}

fn is_final(error: &WebDriverErrorInner) -> bool {
    use WebDriverErrorInner as E;
    matches!(
        error,
        E::InvalidSessionId(_) | E::RequestFailed(_) | E::HttpError(_)
    )
}

/// Whether an element is only not there or not ready so far. After anything else a click may have happened,
/// and must not be made again.
/// Whether Chromium's driver was asking a page that went.
fn went(error: &Error) -> bool {
    error.to_string().contains("aborted by navigation")
}

fn not_yet(error: &Error) -> bool {
    use WebDriverErrorInner as E;
    if went(error) {
        return true;
    }
    let Some(error) = error.downcast_ref::<thirtyfour::error::WebDriverError>() else {
        return true;
    };
    matches!(
        **error,
        E::NoSuchElement(_)
            | E::NoSuchFrame(_)
            | E::StaleElementReference(_)
            | E::ElementNotInteractable(_)
            | E::ElementClickIntercepted(_)
            // Chromium's driver finds "null" in a page that goes.
            | E::Json(_)
    )
}

/// A text as the value of a query parameter.
#[must_use]
pub fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn is_true(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(truth) => *truth,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    }
}
