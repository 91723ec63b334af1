//! What the codes of the table mean, checked.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use super::{
    launch::{Launch, OK, page_state},
    table::Code,
};
use crate::{Page, Result, until};

/// What "within 2 s" and "within 1 s" are in milliseconds.
const FALLBACK: f64 = 2_000.0;
const SOON: f64 = 1_000.0;

/// The time in milliseconds since 1970.
pub(super) fn now() -> f64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0.0, |since| since.as_secs_f64() * 1000.0)
}

impl Launch<'_> {
    /// The host has exactly this text, once.
    pub(super) async fn arrived(&self, text: &str) -> Result<Value> {
        self.until("the launch to end", "it.settled").await?;
        let error = self.record("it.error").await?;
        assert!(error.is_null(), "the launch ended with {error}");
        assert_eq!(self.record("it.settled").await?, 1);
        assert_eq!(self.record("it.outcome.text").await?, text, "the text");
        let object = self.record("JSON.stringify(it.outcome.result)").await?;
        assert_eq!(object, text, "the object");
        self.record("(({ result, text, ...rest }) => rest)(it.outcome)")
            .await
    }

    /// D: it arrived, the popup went away, nothing is left.
    pub(super) async fn delivered(&self, text: &str) -> Result<Code> {
        self.arrived(text).await?;
        self.ended().await?;
        Ok(Code::Delivered)
    }

    /// R: the same, after a reload.
    pub(super) async fn resumed_and_delivered(&self, text: &str) -> Result<Code> {
        self.delivered(text).await?;
        Ok(Code::Resumed)
    }

    /// F: it arrived by another channel, soon after that was known to be needed; never `CLOSED`.
    pub(super) async fn delivered_by(&self, text: &str, via: &str, known: f64) -> Result<Code> {
        let outcome = self.arrived(text).await?;
        assert_eq!(outcome["via"], via, "{outcome}");
        let at = self.record("it.at").await?.as_f64().unwrap_or_default();
        assert!(
            at - known < FALLBACK,
            "{} ms until it was there",
            at - known
        );
        self.ended().await?;
        Ok(Code::Fallback)
    }

    /// When a page of the host began to load in the popup.
    pub(super) async fn visited(&self, path: &str) -> Result<f64> {
        let at = format!("probe.visits.find(({{ path }}) => path === {path:?})?.at");
        let at = self.host.until(&format!("{path} to load"), &at).await?;
        at.as_f64().ok_or("no time".into())
    }

    /// The popup went away by itself, and nothing is left.
    pub(super) async fn ended(&self) -> Result {
        self.popup.gone().await?;
        self.play.clean(&self.host).await
    }

    /// K: `CLOSED` exactly once, soon after `closed`.
    pub(super) async fn is_closed(&self, closed: f64) -> Result<Code> {
        let (code, at) = self.failure().await?;
        assert_eq!(code, "CLOSED");
        assert!(
            at - closed <= SOON,
            "{} ms after it was closed",
            at - closed
        );
        self.play.clean(&self.host).await?;
        Ok(Code::Closed)
    }

    /// The host is told `lost` soon after `closed`, and nothing else.
    pub(super) async fn is_lost(&self, closed: f64) -> Result {
        let at = self.told("lost").await?;
        assert!(
            at - closed <= SOON,
            "{} ms after it was closed",
            at - closed
        );
        assert!(self.is_open().await?);
        Ok(())
    }

    /// T: `TIMEOUT` exactly once, at the limit.
    pub(super) async fn times_out(&self, limit: f64) -> Result<Code> {
        let (code, at) = self.failure().await?;
        assert_eq!(code, "TIMEOUT");
        let began = self.record("it.began").await?.as_f64().unwrap_or_default();
        let took = at - began;
        // Timers of a page keep whole milliseconds, and `began` was noted after the timer was set.
        assert!(
            took > limit - 100.0 && took < limit + SOON,
            "{took} ms instead of {limit}"
        );
        self.play.clean(&self.host).await?;
        Ok(Code::Timeout)
    }

    /// E: the page says what is wrong, offers the retry, and has kept the result.
    pub(super) async fn shows_error(&self, state: &str, code: &str) -> Result<Code> {
        shows_error(&self.market, state, code).await?;
        self.play.no_traces(&self.market).await?;
        assert_eq!(self.play.demo.store().list()?, [], "stored results");
        Ok(Code::Error)
    }

    /// X, first half: nothing came of it.
    pub(super) async fn untouched(&self) -> Result {
        assert!(self.is_open().await?, "the launch ended");
        let same = self
            .host
            .eval("document.body.innerHTML === window.picture")
            .await?;
        assert_eq!(same, true, "the host's document changed");
        Ok(())
    }

    /// X, second half: the page's own result is accepted as if nothing had happened.
    pub(super) async fn still_accepted(&self) -> Result<Code> {
        self.untouched().await?;
        let text = self.send().await?;
        self.delivered(&text).await?;
        Ok(Code::Dropped)
    }

    /// The result is in the database, once, byte for byte.
    pub(super) async fn stored(&self, text: &str) -> Result {
        stored(self, text).await
    }
}

/// The page shows an error with a code, in words, and a button that says so.
pub(super) async fn shows_error(page: &Page, state: &str, code: &str) -> Result {
    assert_eq!(page_state(page, state).await?, code);
    let words = page
        .text("document.querySelector('[role=status]').textContent")
        .await?;
    assert!(words.len() > 10, "{words:?} is not readable");
    let retry = format!(
        "[...document.querySelectorAll('{OK}, [role=status] + button')].some((it) => !it.hidden && it.textContent === 'Retry')"
    );
    page.until("the Retry button", &retry).await.map(drop)
}

async fn stored(launch: &Launch<'_>, text: &str) -> Result {
    let store = launch.play.demo.store();
    let rows = until("the stored result", async || {
        let rows = store.list()?;
        Ok((!rows.is_empty()).then_some(rows))
    })
    .await?;
    assert_eq!(rows.len(), 1, "stored results");
    assert_eq!(store.text(&rows[0].key)?.as_deref(), Some(text));
    Ok(())
}

/// The attacker's page has heard nothing.
pub(super) async fn heard_nothing(attacker: &Page) -> Result {
    assert_eq!(attacker.eval("window.caught").await?, json!([]));
    Ok(())
}
