//! `cargo xtask mutants`: breaks the core in every way cargo-mutants knows, and counts what the tests notice.

mod report;

use std::process::ExitCode;

use crate::layout::Layout;
use crate::setup::Program;
use crate::{Result, arguments, disk};
use report::Report;

const TOOL: Program = Program {
    name: "cargo-mutants",
    version: "27.1.0",
    debug: true,
};

/// A part of the core, and the programs of tests that are linked anew for each of its mutants: as few as notice
/// them. Examples of the documentation notice less and are slower to compile.
struct Part {
    name: &'static str,
    /// Files, or a folder with `**`.
    files: &'static [&'static str],
    except: &'static [&'static str],
    features: &'static str,
    tests: &'static [&'static str],
}

/// What needs other crates, which takes longer.
const ADAPTERS: [&str; 3] = [
    "src/subscription/axum.rs",
    "src/subscription/inbox/sqlite.rs",
    "src/subscription/inbox/sqlite/**",
];

/// What decides and verifies.
const CORE: [Part; 3] = [
    Part {
        name: "launch",
        files: &["src/launch/**"],
        except: &[],
        features: "json",
        // The few tests beside the code, then all others in one program.
        tests: &["--lib", "--test=core"],
    },
    Part {
        name: "subscription",
        files: &["src/subscription/**", "src/json/**"],
        except: &ADAPTERS,
        features: "subscriptions",
        tests: &["--lib", "--test=subscription"],
    },
    Part {
        name: "adapters",
        files: &ADAPTERS,
        except: &[],
        features: "sqlite,axum",
        tests: &["--test=subscription"],
    },
];

/// The task itself. An hour or two for all; `FILE ...` mutates these alone, `--shard 1/8` an eighth of them.
pub(crate) fn command(mut given: Vec<String>) -> Result<ExitCode> {
    let shard = arguments::value(&mut given, "--shard")?;
    let layout = Layout::new();
    let known =
        |file: &str| layout.root.join(file).is_file() && CORE.iter().any(|part| part.has(file));
    if let Some(file) = given.iter().find(|file| !known(file)) {
        return Err(format!("no file `{file}` in the core").into());
    }
    let mut report = Report::default();
    for part in &CORE {
        let files: Vec<&str> = match given.is_empty() {
            true => part.files.to_vec(),
            false => given
                .iter()
                .map(String::as_str)
                .filter(|file| part.has(file))
                .collect(),
        };
        if !files.is_empty() {
            report.add(&part.run(&layout, shard.as_deref(), &files)?)?;
        }
    }
    print!("{report}");
    report.verdict()?;
    Ok(ExitCode::SUCCESS)
}

impl Part {
    fn has(&self, file: &str) -> bool {
        let within = |place: &&str| file.starts_with(place.trim_end_matches("**"));
        self.files.iter().any(within) && !self.except.iter().any(within)
    }

    /// Breaks the files one by one; the report of it as JSON.
    fn run(&self, layout: &Layout, shard: Option<&str>, files: &[&str]) -> Result<String> {
        let output = layout.target.join("mutants").join(self.name);
        disk::create_folder(&output)?;
        let report = output.join("mutants.out/outcomes.json");
        // That of an earlier run must not speak for this one.
        disk::remove_file(&report)?;
        let mut command = TOOL.cargo(layout)?;
        command
            .args(["mutants", "--package", "launch-complete"])
            .args(["--no-default-features", "--features", self.features])
            .args(["--colors", "never", "--minimum-test-timeout", "20"])
            .arg("--output")
            .arg(&output)
            .args(shard.map(|part| format!("--shard={part}")))
            .args(files.iter().flat_map(|file| ["--file", file]))
            .args(self.except.iter().flat_map(|file| ["--exclude", file]))
            // Also where the tests are compiled; behind a `--` they count only where they run.
            .args(self.tests.iter().map(|test| format!("--cargo-arg={test}")))
            // The sources are copied to a new place each time; the dependencies stay compiled.
            .env("CARGO_TARGET_DIR", layout.target.join("mutants/build"))
            // A mutant is a small change.
            .env("CARGO_INCREMENTAL", "1");
        // Whether mutants were missed is read from the report.
        let status = command.status()?;
        disk::read_text(&report).map_err(|error| format!("{status}: {error}").into())
    }
}

#[cfg(test)]
mod tests {
    use crate::disk;
    use crate::layout::Layout;

    #[test]
    fn the_one_program_has_the_tests_of_all_files() {
        let root = Layout::new().root;
        let program = disk::read_text(&root.join("tests/core.rs")).unwrap();
        for file in std::fs::read_dir(root.join("tests")).unwrap() {
            let name = file.unwrap().file_name().into_string().unwrap();
            // The program itself, and the corpus of the fuzzers, which has to stand alone.
            let own = ["core.rs", "corpus.rs"].contains(&name.as_str());
            assert!(
                own || !name.ends_with(".rs") || program.contains(&format!("{name:?}")),
                "tests/core.rs lacks {name}"
            );
        }
    }
}
