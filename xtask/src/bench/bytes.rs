//! What a page loads.

use std::path::{Path, PathBuf};

use super::measured::Measured;
use super::part::Part;
use super::table::{Aim, Table, Unit};
use super::{Run, Setting};
use crate::build::ALL;
use crate::layout::Layout;
use crate::setup::Tools;
use crate::{Result, process, setup};

const PAGE: &str = "the Launch Complete page";
const HOST: &str = "the app";
const LANDING: &str = "the landing page";

/// Peers with a script on both sides: who, and the name of their files.
const PEERS: [(&str, &str); 5] = [
    ("hand-written", "hand"),
    ("penpal", "penpal"),
    ("post-robot", "post-robot"),
    ("zoid", "zoid"),
    ("web-activities", "web-activities"),
];

pub(super) fn run(setting: &Setting<'_>) -> Run {
    let layout = setting.layout;
    let folder = &setting.site()?.folder;
    let tools = setup::tools(layout)?;
    let measured = entries(layout, folder)
        .into_iter()
        .map(|(row, who, files)| weighed(&tools, row, who, &files))
        .collect();
    // The page of the library is to be smaller than that of the largest peer.
    let aims = vec![Aim {
        who: "zoid",
        row: PAGE,
        least: 1.0,
    }];
    Ok(vec![Part::Table(Table::new(Unit::Bytes, aims, measured)?)])
}

/// What is loaded where, and by whom.
fn entries(layout: &Layout, folder: &Path) -> Vec<(&'static str, String, Vec<PathBuf>)> {
    let [page, host, _, landing] = &ALL;
    let ours = |how: &str| format!("launch-complete{how}");
    let there = |name: &str| vec![folder.join(name)];
    let mut entries = vec![
        (
            PAGE,
            ours(", two files"),
            vec![page.split_module(layout), page.split_wasm(layout)],
        ),
        (
            PAGE,
            ours(", single file"),
            page.classic(layout).into_iter().collect(),
        ),
        (PAGE, "sample".to_owned(), there("inline/sample.js")),
    ];
    let each = |kind: &str, name: &str| there(&format!("{kind}/{name}.js"));
    entries.extend(PEERS.map(|(who, name)| (PAGE, who.to_owned(), each("senders", name))));
    entries.push((HOST, ours(""), vec![host.module(layout)]));
    entries.push((HOST, "sample".to_owned(), each("hosts", "sample")));
    entries.extend(PEERS.map(|(who, name)| (HOST, who.to_owned(), each("hosts", name))));
    entries.push((LANDING, ours(""), vec![landing.module(layout)]));
    for (who, name) in [
        ("sample", "sample"),
        ("hand-written", "hand"),
        ("msal-browser's bridge", "msal"),
    ] {
        entries.push((LANDING, who.to_owned(), each("landings", name)));
    }
    entries
}

fn weighed(tools: &Tools, row: &str, who: String, files: &[PathBuf]) -> Measured {
    let sums = weigh(tools, files);
    let (raw, brotli) = *sums.as_ref().unwrap_or(&(0, 0));
    Measured {
        table: "Bytes that are loaded".to_owned(),
        row: row.to_owned(),
        bytes: raw,
        who,
        does: String::new(),
        median: brotli as f64,
        fastest: raw as f64,
        rounds: 1,
        samples: Vec::new(),
        failed: sums.err().map(|error| error.to_string()),
        ratio: 0.0,
    }
}

/// As they are, and with brotli 11: each file is a response of its own.
fn weigh(tools: &Tools, files: &[PathBuf]) -> Result<(usize, usize)> {
    let text = process::output(tools.script("weigh.mjs").args(files))?;
    let (mut raw, mut brotli) = (0, 0);
    for line in text.lines() {
        let mut numbers = line.split(' ').map(str::parse::<usize>);
        raw += numbers.next().ok_or("nothing was weighed")??;
        brotli += numbers.nth(1).ok_or("no brotli")??;
    }
    Ok((raw, brotli))
}
