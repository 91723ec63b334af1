//! What must still work after all that was tried.

use browser_tests::{Launch, Path, Result, Stage};

/// The result of the page itself arrives, as if nothing had happened.
pub(crate) async fn delivers(launch: &Launch<'_>) -> Result {
    let sent = launch.result_text().await?;
    launch.ok().await?;
    launch.outcome().await?;
    assert_eq!(launch.arrived().await?, sent);
    launch.popup.gone().await
}

/// A launch as any other.
pub(crate) async fn good(stage: &Stage) -> Result {
    let launch = stage.host().await?.connect(Path::OPENER, "one").await?;
    launch.install().await?;
    delivers(&launch).await
}
