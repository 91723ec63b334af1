//! `cargo xtask fuzz`: the targets of `fuzz/` under libFuzzer, on nightly.

use std::env;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use crate::layout::Layout;
use crate::progress::timed;
use crate::setup::Program;
use crate::{Result, arguments, disk, process};

/// The newest when this was written; another one may want another nightly.
const TOOL: Program = Program {
    name: "cargo-fuzz",
    version: "0.13.2",
    debug: false,
};
/// Seconds a target unless told otherwise.
const SECONDS: u64 = 60;
/// Longer inputs find nothing that shorter ones do not, and would not be kept.
const MAX_LENGTH: usize = 2048;

/// The task itself. New inputs are collected in `target/`; `--keep` adds those that reach new code to the kept corpus.
pub(crate) fn command(mut given: Vec<String>) -> Result<ExitCode> {
    let seconds = arguments::number(&mut given, "--seconds")?.unwrap_or(SECONDS);
    let keep = arguments::switch(&mut given, "--keep");
    let layout = Layout::new();
    let known = targets(&layout)?;
    if let Some(unknown) = given.iter().find(|name| !known.contains(name)) {
        return Err(format!("no target `{unknown}`; there are: {}", known.join(" ")).into());
    }
    let chosen = if given.is_empty() { known } else { given };
    let fuzzer = Fuzzer::ready(&layout)?;
    timed("compiling the targets with libFuzzer", || {
        process::output(&mut fuzzer.cargo(&["build"])?)
    })?;
    for target in &chosen {
        fuzzer.run(target, seconds)?;
        if keep {
            fuzzer.keep(target)?;
        }
    }
    println!("{} targets, {seconds} s each, no failure", chosen.len());
    Ok(ExitCode::SUCCESS)
}

/// The files in `fuzz_targets/`.
fn targets(layout: &Layout) -> Result<Vec<String>> {
    let files = disk::list(&layout.root.join("fuzz/fuzz_targets"))?;
    let names = files.iter().map(|file| disk::name(file));
    Ok(names
        .filter_map(|name| Some(name.strip_suffix(".rs")?.to_owned()))
        .collect())
}

struct Fuzzer {
    root: PathBuf,
    /// Where the targets are built and where inputs are collected.
    built: PathBuf,
    found: PathBuf,
    /// Where cargo-fuzz is.
    programs: PathBuf,
}

impl Fuzzer {
    /// Nightly must be there; cargo-fuzz is installed.
    fn ready(layout: &Layout) -> Result<Self> {
        let nightly =
            process::output(Command::new("rustup").args(["run", "nightly", "cargo", "--version"]));
        nightly.map_err(|error| format!("nightly Rust not found ({error}): run `rustup toolchain install nightly --profile minimal`"))?;
        Ok(Self {
            root: layout.root.clone(),
            built: layout.target.join("fuzz"),
            found: layout.target.join("fuzz-found"),
            programs: TOOL.ensure(layout)?,
        })
    }

    /// cargo-fuzz on nightly, with the command and target given.
    fn cargo(&self, task: &[&str]) -> Result<Command> {
        let mut command = Command::new("rustup");
        let path = env::var_os("PATH").unwrap_or_default();
        let folders = env::split_paths(&path).chain([self.programs.clone()]);
        command
            .current_dir(&self.root)
            // The toolchain of this task must not speak for the targets.
            .env_remove("RUSTUP_TOOLCHAIN")
            .env_remove("CARGO")
            .env("PATH", env::join_paths(folders)?)
            .args(["run", "nightly", "cargo", "fuzz"])
            .args(task)
            .arg("--target-dir")
            .arg(&self.built);
        Ok(command)
    }

    /// Runs a target for some seconds. A failure ends the task, and libFuzzer has said where the input is.
    fn run(&self, target: &str, seconds: u64) -> Result<()> {
        let found = self.found.join(target);
        disk::create_folder(&found)?;
        let mut command = self.cargo(&["run", target])?;
        command
            .arg(&found)
            .arg(self.kept(target))
            .arg("--")
            .arg(format!(
                "-dict={}",
                self.root.join("fuzz/words.dict").display()
            ))
            .arg(format!("-max_total_time={seconds}"))
            .arg(format!("-max_len={MAX_LENGTH}"))
            .args(["-timeout=5", "-print_final_stats=1", "-verbosity=0"]);
        timed(&format!("fuzzing {target}"), || {
            process::output(&mut command)
        })
        .map(drop)
    }

    /// Adds the found inputs that reach new code to the kept ones, the smallest for each.
    fn keep(&self, target: &str) -> Result<()> {
        let mut command = self.cargo(&["run", target])?;
        command
            .arg(self.kept(target))
            .arg(self.found.join(target))
            .args(["--", "-merge=1"]);
        timed(&format!("keeping what {target} found"), || {
            process::output(&mut command)
        })
        .map(drop)
    }

    fn kept(&self, target: &str) -> PathBuf {
        self.root.join("fuzz/corpus").join(target)
    }
}
