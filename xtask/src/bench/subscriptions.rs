//! Receiving signed events: natively, in Node, and the MAC alone.

use std::process::Command;

use super::mac;
use super::part::Part;
use super::table::Table;
use super::{Run, Setting};
use crate::build::BACK_END;
use crate::progress::timed;
use crate::{disk, process, setup};

const PACKAGE: &str = "launch-complete-benches";

pub(super) fn run(setting: &Setting<'_>) -> Run {
    let layout = setting.layout;
    setting.build()?;
    let tools = setup::tools(layout)?;
    let mac = mac::build(layout, &tools)?;
    timed("compiling the native programs", || {
        let profile = ["build", "--quiet", "--profile", "bench"];
        process::run(
            process::cargo(&layout.root)
                .args(profile)
                .args(["--package", PACKAGE]),
        )
    })?;
    let peers = setup::packages(layout.root.join("benches/node"), "the peers")?;
    let native = |name: &str| Command::new(layout.target.join("release").join(name));
    let bodies = layout.stage("bench").join("bodies.json");
    disk::write(&bodies, process::output(&mut native("bench-bodies"))?)?;

    let measure = |what: &str, aim: f64, command: &mut Command| {
        let printed = timed(&format!("measuring {what}"), || process::output(command))?;
        Table::read(&printed, aim).map(Part::Table)
    };
    let receiver = BACK_END.module(layout);
    Ok(vec![
        measure("natively", 3.0, &mut native("bench-subscriptions"))?,
        measure(
            "in Node",
            1.0,
            peers.script("subscriptions.mjs").args([&receiver, &bodies]),
        )?,
        // Our MAC may take a quarter longer than the one that Node was built with.
        measure(
            "the MAC alone",
            0.8,
            peers.script("mac.mjs").args([&mac, &bodies]),
        )?,
    ])
}
