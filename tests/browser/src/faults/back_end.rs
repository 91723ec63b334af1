//! F36, F37: a back end that fails, and one whose answer is lost.

use launch_complete_demo::{Site, Switch};

use super::{
    play::Play,
    table::{Code, Way},
};
use crate::Result;

pub(super) async fn fails_twice(play: &Play<'_>) -> Result<Code> {
    handed_off(
        play,
        Switch::on("/api/results")
            .method("POST")
            .status(503)
            .times(2),
    )
    .await
}

pub(super) async fn lost_reply(play: &Play<'_>) -> Result<Code> {
    handed_off(
        play,
        Switch::on("/api/results")
            .method("POST")
            .drop_reply()
            .times(1),
    )
    .await
}

async fn handed_off(play: &Play<'_>, switch: Switch) -> Result<Code> {
    play.switch(Site::Host, vec![switch])?;
    let launch = play.launch(&play.plan().back_end()).await?;
    let text = launch.send().await?;
    launch.arrived(&text).await?;
    launch.stored(&text).await?;
    assert_eq!(
        play.demo.switches().list(Site::Host)[0],
        exhausted(play),
        "it did not fail"
    );
    if play.way == Way::Opener {
        assert_eq!(launch.record("it.outcome.backend.code").await?, "STORED");
    }
    launch.delivered(&text).await
}

fn exhausted(play: &Play<'_>) -> Switch {
    play.demo.switches().list(Site::Host)[0].clone().times(0)
}
