//! What a measurement ran on.

use std::process::Command;
use std::{fmt, fs, thread};

use serde::Serialize;

use crate::layout::Layout;
use crate::{Result, process};

/// The machine and its compilers.
#[derive(Serialize)]
pub(super) struct Machine {
    processor: String,
    cores: usize,
    system: String,
    /// Programs wanting to run, on average over the last minute: what else it had to do.
    load: String,
    rustc: String,
    node: String,
}

impl Machine {
    /// Looks. What cannot be told reads `unknown`.
    pub(super) fn look(layout: &Layout) -> Result<Self> {
        let rustc = process::output(
            Command::new("rustc")
                .current_dir(&layout.root)
                .arg("--version"),
        )?;
        let node = process::output(Command::new("node").arg("--version"));
        Ok(Self {
            processor: line_of("/proc/cpuinfo", "model name")
                .and_then(|line| Some(line.split_once(':')?.1.trim().to_owned()))
                .unwrap_or_else(unknown),
            cores: thread::available_parallelism().map_or(1, usize::from),
            system: line_of("/etc/os-release", "PRETTY_NAME=").map_or_else(unknown, |line| {
                line["PRETTY_NAME=".len()..].replace('"', "")
            }),
            load: fs::read_to_string("/proc/loadavg").map_or_else(
                |_| unknown(),
                |text| text.split(' ').next().unwrap_or_default().to_owned(),
            ),
            rustc: rustc.trim().to_owned(),
            node: node.map_or_else(|_| unknown(), |version| version.trim().to_owned()),
        })
    }
}

fn unknown() -> String {
    "unknown".to_owned()
}

fn line_of(file: &str, start: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(start))?;
    Some(line.to_owned())
}

impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            processor,
            cores,
            system,
            load,
            rustc,
            node,
        } = self;
        write!(
            f,
            "{processor}, {cores} cores, {system}, load {load}; {rustc}; Node {node}"
        )
    }
}
