//! F38: two launches at once.

use super::{play::Play, table::Code};
use crate::Result;

pub(super) async fn at_once(play: &Play<'_>) -> Result<Code> {
    let plan = play.plan();
    let first = play.launch(&plan.clone().query("account", "first")).await?;
    let second = play
        .connect_in(&first.host, &plan.query("account", "second"))
        .await?;
    second.completed().await?;
    let (one, two) = (first.text().await?, second.text().await?);
    assert_ne!(one, two);
    second.ok().await?;
    second.arrived(&two).await?;
    assert!(first.is_open().await?);
    second.popup.gone().await?;
    first.ok().await?;
    first.arrived(&one).await?;
    first.delivered(&one).await
}
