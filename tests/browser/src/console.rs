//! What the pages wrote to the console.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::{Browser, Result};

/// One console line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Such as `error`, `warn`, `info`.
    pub level: String,
    /// Where it came from and what it says.
    pub message: String,
}

/// All lines so far, and what a test has declared to be part of it.
#[derive(Debug, Default)]
pub(crate) struct Console {
    lines: Mutex<Vec<Line>>,
    allowed: Mutex<Vec<String>>,
}

impl Console {
    /// Lines with this text in them are no failure from now on.
    pub(crate) fn allow(&self, text: &str) {
        locked(&self.allowed).push(text.into());
    }

    /// Fetches what the driver has and gives all lines so far.
    pub(crate) async fn lines(&self, browser: &Browser) -> Result<Vec<Line>> {
        let new = browser.console().await?;
        let mut lines = locked(&self.lines);
        lines.extend(new);
        Ok(lines.clone())
    }

    /// The lines that nobody asked for.
    pub(crate) async fn noise(&self, browser: &Browser) -> Result<Vec<Line>> {
        let mut lines = self.lines(browser).await?;
        let allowed = locked(&self.allowed);
        lines.retain(|line| !allowed.iter().any(|text| line.message.contains(text)));
        Ok(lines)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
