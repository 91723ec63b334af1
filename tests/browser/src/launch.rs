//! One launch, from the popup to its end.

use serde_json::Value;

use crate::{Host, Page, Path, Result};

/// The button of the Launch Complete page.
const OK: &str = "body.complete button";

/// A launch that was started in the host app.
#[derive(Clone, Debug)]
pub struct Launch<'a> {
    /// Where it was started.
    pub host: Host<'a>,
    /// The window it opened.
    pub popup: Page,
    /// The marketplace's pages: in the popup or in its frame.
    pub market: Page,
    path: Path,
    index: u64,
}

impl<'a> Launch<'a> {
    /// One whose window somebody else has opened.
    #[must_use]
    pub fn started(host: Host<'a>, popup: Page, path: Path, index: u64) -> Self {
        let market = match path.framed {
            true => popup.frame("[data-launch-frame] iframe"),
            false => popup.clone(),
        };
        Self {
            host,
            popup,
            market,
            path,
            index,
        }
    }

    /// Clicks through the steps up to the Launch Complete page.
    pub async fn install(&self) -> Result {
        for step in ["#continue", "#authorise", "#install"] {
            self.market.click(step).await?;
        }
        self.completed().await
    }

    /// Waits for the Launch Complete page.
    pub async fn completed(&self) -> Result {
        // The page before has the same class, but no button.
        let ready = format!("document.readyState === 'complete' && document.querySelector('{OK}')");
        self.market
            .until("the Launch Complete page", &format!("!!({ready})"))
            .await?;
        Ok(())
    }

    /// The text of the page's own `result`. Lone surrogates are escaped in it.
    pub async fn result_text(&self) -> Result<String> {
        self.market.text("JSON.stringify(result)").await
    }

    /// Clicks OK. The window may be gone before the click is over.
    pub async fn ok(&self) -> Result {
        self.market.click_last(OK).await
    }

    /// What the host app has of this launch: an expression on its record.
    pub async fn record(&self, expression: &str) -> Result<Value> {
        let record = format!("((it) => {expression})(window.launches[{}])", self.index);
        self.host.page.eval(&record).await
    }

    /// Waits until the launch has ended and gives the outcome, without result and text.
    pub async fn outcome(&self) -> Result<Value> {
        let ended = format!(
            "window.launches[{0}].outcome || window.launches[{0}].error",
            self.index
        );
        self.host
            .page
            .until("the launch to end", &format!("!!({ended})"))
            .await?;
        let error = self.record("it.error").await?;
        if !error.is_null() {
            return Err(format!("the launch ended with {error}").into());
        }
        self.record("(({ result, text, ...rest }) => rest)(it.outcome)")
            .await
    }

    /// Waits until the launch has failed and gives the code.
    pub async fn failure(&self) -> Result<String> {
        let ended = format!("window.launches[{}].error", self.index);
        self.host
            .page
            .until("the launch to fail", &format!("!!{ended}"))
            .await?;
        let code = self.record("it.error.code ?? it.error.name").await?;
        Ok(code.as_str().unwrap_or_default().into())
    }

    /// The text of the `result` object the app got.
    pub async fn arrived(&self) -> Result<String> {
        let index = self.index;
        self.host
            .page
            .text(&format!(
                "JSON.stringify(window.launches[{index}].outcome.result)"
            ))
            .await
    }

    /// What the status text of the Launch Complete page is about: `data-state`.
    pub async fn page_state(&self) -> Result<String> {
        self.market
            .text("document.querySelector('[role=status]').dataset.state")
            .await
    }

    /// Waits for the status text to be about this, and gives its code.
    pub async fn until_page_state(&self, state: &str) -> Result<String> {
        let wanted = format!("document.querySelector('[role=status][data-state={state}]')");
        self.market
            .until(&format!("page state {state}"), &format!("!!{wanted}"))
            .await?;
        self.market
            .text(&format!("{wanted}.dataset.code ?? ''"))
            .await
    }

    /// The path it was started with.
    #[must_use]
    pub fn path(&self) -> Path {
        self.path
    }

    /// Its place in the host app's list.
    #[must_use]
    pub fn index(&self) -> u64 {
        self.index
    }
}
