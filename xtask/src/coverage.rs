//! `cargo xtask coverage`: how much of the core its native tests run.

use std::collections::BTreeMap;
use std::fmt;
use std::process::{Command, ExitCode};

use serde::Deserialize;

use crate::layout::Layout;
use crate::progress::timed;
use crate::setup::Program;
use crate::{Result, arguments, process};

const TOOL: Program = Program {
    name: "cargo-llvm-cov",
    version: "0.9.1",
    debug: false,
};

/// What decides and verifies; `src/js/` runs in browsers and engines only.
const CORE: [&str; 2] = ["src/launch/", "src/subscription/"];

/// The task itself: lines that run, file by file and in all.
pub(crate) fn command(given: Vec<String>) -> Result<ExitCode> {
    arguments::nothing_left(&given)?;
    let layout = Layout::new();
    process::output(Command::new("rustup").args(["component", "add", "llvm-tools"]))?;
    let mut command = TOOL.cargo(&layout)?;
    command
        .args([
            "llvm-cov",
            "--quiet",
            "--package",
            "launch-complete",
            "--tests",
        ])
        .args(["--features", "sqlite,axum", "--json", "--summary-only"])
        // Apart from the other builds: code that counts is other code.
        .env("CARGO_LLVM_COV_TARGET_DIR", layout.target.join("coverage"));
    let json = timed("running the native tests of the core", || {
        process::output(&mut command)
    })?;
    let root = format!("{}/", layout.root.display());
    print!("{}", Report::read(&json, &root)?);
    Ok(ExitCode::SUCCESS)
}

/// Lines by file, the file relative to the workspace.
struct Report(BTreeMap<String, Lines>);

impl Report {
    fn read(json: &str, root: &str) -> Result<Self> {
        let export: Export = serde_json::from_str(json)?;
        let files = export.data.into_iter().flat_map(|data| data.files);
        let core = files.filter_map(|file| {
            let name = file.filename.strip_prefix(root)?.to_owned();
            CORE.iter()
                .any(|folder| name.starts_with(folder))
                .then_some((name, file.summary.lines))
        });
        let report: BTreeMap<_, _> = core.collect();
        if report.is_empty() {
            return Err("no line of the core was counted".into());
        }
        Ok(Self(report))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut all = Lines::default();
        for (name, lines) in &self.0 {
            writeln!(to, "{name:<44}{lines}")?;
            all.count += lines.count;
            all.covered += lines.covered;
        }
        writeln!(to, "{:<44}{all}", "the core")
    }
}

#[derive(Deserialize)]
struct Export {
    data: Vec<Data>,
}

#[derive(Deserialize)]
struct Data {
    files: Vec<File>,
}

#[derive(Deserialize)]
struct File {
    filename: String,
    summary: Summary,
}

#[derive(Deserialize)]
struct Summary {
    lines: Lines,
}

#[derive(Default, Deserialize)]
struct Lines {
    count: u64,
    covered: u64,
}

impl fmt::Display for Lines {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { count, covered } = self;
        let percent = *covered as f64 * 100.0 / (*count).max(1) as f64;
        write!(to, "{covered:>6} of {count:>6} lines {percent:>6.1} %")
    }
}

#[cfg(test)]
mod tests {
    use super::Report;

    #[test]
    fn only_the_core_counts() {
        let file = |name: &str, count: u32, covered: u32| {
            format!(
                r#"{{"filename":"{name}","summary":{{"lines":{{"count":{count},"covered":{covered}}}}}}}"#
            )
        };
        let files = [
            file("/x/src/launch/a.rs", 10, 9),
            file("/x/src/js/b.rs", 50, 0),
            file("/x/src/subscription/c.rs", 10, 10),
        ]
        .join(",");
        let json = format!(r#"{{"data":[{{"files":[{files}]}}]}}"#);
        let shown = Report::read(&json, "/x/").unwrap().to_string();
        assert_eq!(shown.lines().count(), 3);
        assert!(
            shown.ends_with("    19 of     20 lines   95.0 %\n"),
            "{shown}"
        );
        assert!(Report::read(r#"{"data":[]}"#, "/x/").is_err());
    }
}
