//! One launch of a cell, from the popup to its end.

use serde_json::Value;

use super::{play::Play, table::Way};
use crate::{Page, Result};

/// The button of the Launch Complete page.
pub(super) const OK: &str = "body.complete button";

/// A launch that was started in the host app.
#[derive(Clone, Debug)]
pub(super) struct Launch<'a> {
    /// The stage.
    pub(super) play: &'a Play<'a>,
    /// Where it was started.
    pub(super) host: Page,
    /// The window it opened.
    pub(super) popup: Page,
    /// The marketplace's pages: in the popup or in its frame.
    pub(super) market: Page,
    /// Its place in the host app's list.
    pub(super) index: u64,
}

impl<'a> Launch<'a> {
    pub(super) fn new(play: &'a Play<'a>, host: Page, popup: Page, way: Way, index: u64) -> Self {
        let market = match way {
            Way::Proxy => popup.frame("[data-launch-frame] iframe"),
            Way::Opener | Way::Redirect => popup.clone(),
        };
        Self {
            play,
            host,
            popup,
            market,
            index,
        }
    }

    /// Waits for the Launch Complete page.
    pub(super) async fn completed(&self) -> Result {
        let ready =
            format!("document.readyState === 'complete' && !!document.querySelector('{OK}')");
        self.market
            .until("the Launch Complete page", &ready)
            .await
            .map(drop)
    }

    /// The text of the page's own `result`.
    pub(super) async fn text(&self) -> Result<String> {
        // A script of the driver does not see what the page declared with const in every browser.
        let own = "window.textOfResult ? window.textOfResult() : JSON.stringify(window.result)";
        self.market.text(own).await
    }

    /// Clicks OK. The window may be gone before the click is over.
    pub(super) async fn ok(&self) -> Result {
        self.market.click_last(OK).await
    }

    /// Clicks OK and gives the text that is on its way.
    pub(super) async fn send(&self) -> Result<String> {
        let text = self.text().await?;
        self.ok().await?;
        Ok(text)
    }

    /// What the host app has of this launch: an expression on its record.
    pub(super) async fn record(&self, expression: &str) -> Result<Value> {
        let record = format!("((it) => {expression})(window.records[{}])", self.index);
        self.host.eval(&record).await
    }

    /// Waits for an expression on its record.
    pub(super) async fn until(&self, what: &str, expression: &str) -> Result<Value> {
        let record = format!("((it) => {expression})(window.records[{}])", self.index);
        let waited = self.host.until(what, &record).await;
        match waited {
            Ok(value) => Ok(value),
            Err(error) => {
                let shown = "(({ outcome, ...rest }) => rest)(it)";
                Err(format!("{error}; the host has {}", self.record(shown).await?).into())
            }
        }
    }

    /// Waits until the host was told so, and gives the time.
    pub(super) async fn told(&self, status: &str) -> Result<f64> {
        let told = format!("it.statuses.find(({{ status }}) => status === '{status}')?.at");
        let at = self.until(&format!("status {status}"), &told).await?;
        at.as_f64().ok_or_else(|| format!("{at} is no time").into())
    }

    /// Whether the host was told so.
    pub(super) async fn was_told(&self, status: &str) -> Result<bool> {
        let told = format!("it.statuses.some(({{ status }}) => status === '{status}')");
        Ok(self.record(&told).await? == true)
    }

    /// The highest count of a kind so far.
    pub(super) async fn count(&self, kind: &str) -> Result<u64> {
        let most =
            format!("Math.max(0, ...it.statuses.map(({{ counts }}) => counts?.{kind} ?? 0))");
        self.record(&most).await?.as_u64().ok_or("no count".into())
    }

    /// Waits until at least so many of a kind were counted.
    pub(super) async fn counted(&self, kind: &str, least: u64) -> Result {
        let enough = format!("it.statuses.some(({{ counts }}) => counts?.{kind} >= {least})");
        self.until(&format!("{least} {kind}"), &enough)
            .await
            .map(drop)
    }

    /// Whether nothing has come of it so far.
    pub(super) async fn is_open(&self) -> Result<bool> {
        Ok(self.record("it.settled === 0").await? == true)
    }

    /// Waits until it has failed; gives the code and the time.
    pub(super) async fn failure(&self) -> Result<(String, f64)> {
        self.until("the launch to fail", "it.error").await?;
        let code = self.record("it.error.code ?? it.error.name").await?;
        let at = self.record("it.at").await?;
        let code = code.as_str().unwrap_or_default().to_owned();
        Ok((code, at.as_f64().unwrap_or_default()))
    }

    /// Waits for the status text of the Launch Complete page to be about this; gives its code.
    pub(super) async fn page_state(&self, state: &str) -> Result<String> {
        page_state(&self.market, state).await
    }
}

/// Waits for a status text to be about this; gives its code.
pub(super) async fn page_state(page: &Page, state: &str) -> Result<String> {
    let wanted = format!("document.querySelector('[role=status][data-state={state}]')");
    let waited = page
        .until(&format!("page state {state}"), &format!("!!{wanted}"))
        .await;
    if let Err(error) = waited {
        let shown = "document.querySelector('[role=status]')?.outerHTML";
        return Err(format!("{error}; there is {}", page.eval(shown).await?).into());
    }
    page.text(&format!("{wanted}?.dataset.code ?? ''")).await
}
