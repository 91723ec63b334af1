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
    memory: String,
    system: String,
    /// Programs wanting to run, on average over the last minute: what else it had to do.
    load: String,
    rustc: String,
    node: String,
    browser: String,
}

/// What Chromium is called on different systems.
const BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

impl Machine {
    /// One that nobody looked at.
    #[cfg(test)]
    pub(super) fn unknown() -> Self {
        Self {
            processor: unknown(),
            cores: 1,
            memory: unknown(),
            system: unknown(),
            load: unknown(),
            rustc: unknown(),
            node: unknown(),
            browser: unknown(),
        }
    }

    /// Looks. What cannot be told reads `unknown`.
    pub(super) fn look(layout: &Layout) -> Result<Self> {
        let rustc = process::output(
            Command::new("rustc")
                .current_dir(&layout.root)
                .arg("--version"),
        )?;
        let found = BROWSERS.iter().find(|name| process::find(name).is_some());
        let browser = found.and_then(|name| {
            let version = process::output(Command::new(name).arg("--version")).ok()?;
            Some(
                version
                    .split_whitespace()
                    .take(2)
                    .collect::<Vec<_>>()
                    .join(" "),
            )
        });
        let node = process::output(Command::new("node").arg("--version"));
        Ok(Self {
            processor: line_of("/proc/cpuinfo", "model name")
                .and_then(|line| Some(line.split_once(':')?.1.trim().to_owned()))
                .unwrap_or_else(unknown),
            cores: thread::available_parallelism().map_or(1, usize::from),
            memory: line_of("/proc/meminfo", "MemTotal:")
                .and_then(|line| {
                    let kibibytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
                    Some(format!("{:.1} GiB", kibibytes / 1024.0 / 1024.0))
                })
                .unwrap_or_else(unknown),
            system: line_of("/etc/os-release", "PRETTY_NAME=").map_or_else(unknown, |line| {
                line["PRETTY_NAME=".len()..].replace('"', "")
            }),
            load: fs::read_to_string("/proc/loadavg").map_or_else(
                |_| unknown(),
                |text| text.split(' ').next().unwrap_or_default().to_owned(),
            ),
            rustc: rustc.trim().to_owned(),
            node: node.map_or_else(|_| unknown(), |version| version.trim().to_owned()),
            browser: browser.unwrap_or_else(unknown),
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
            memory,
            system,
            load,
            rustc,
            node,
            browser,
        } = self;
        write!(
            f,
            "{processor}, {cores} cores, {memory}, {system}, load {load}; {browser}; {rustc}; Node {node}"
        )
    }
}
