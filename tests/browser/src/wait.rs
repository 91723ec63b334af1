//! Waiting for a condition, never for a time.

use std::time::{Duration, Instant};

use tokio::time::sleep;

use crate::Result;

/// How long a condition may take: far more than it ever does, so that a busy machine is no failure.
pub const LIMIT: Duration = Duration::from_secs(20);

/// How often it is looked at: at first often, later less, since every look is work for the browser.
const SHORTEST: Duration = Duration::from_millis(10);
const LONGEST: Duration = Duration::from_millis(150);

/// What of the time so far may pass until the next look.
const PART: u32 = 8;

/// Asks until there is an answer.
///
/// # Errors
///
/// The error of a question, at once; and, when the time is up, `what` was waited for.
pub async fn until<T>(what: &str, mut ask: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    let start = Instant::now();
    loop {
        if let Some(answer) = ask().await? {
            return Ok(answer);
        }
        let waited = start.elapsed();
        if waited > LIMIT {
            return Err(format!("waited {} s for {what}", LIMIT.as_secs()).into());
        }
        sleep((waited / PART).clamp(SHORTEST, LONGEST)).await;
    }
}
