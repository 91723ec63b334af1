//! Waiting for a condition, never for a time.

use std::time::{Duration, Instant};

use tokio::time::sleep;

use crate::Result;

/// How long a condition may take: far more than it ever does, so that a busy machine is no failure.
pub const LIMIT: Duration = Duration::from_secs(20);

/// How often it is looked at.
const EVERY: Duration = Duration::from_millis(25);

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
        if start.elapsed() > LIMIT {
            return Err(format!("waited {} s for {what}", LIMIT.as_secs()).into());
        }
        sleep(EVERY).await;
    }
}
