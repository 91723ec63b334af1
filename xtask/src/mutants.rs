//! `cargo xtask mutants`: breaks the core in every way cargo-mutants knows, and counts what the tests notice.

use std::collections::BTreeMap;
use std::fmt;
use std::process::ExitCode;

use serde::Deserialize;

use crate::layout::Layout;
use crate::setup::Program;
use crate::{Result, arguments, disk};

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

/// Where nothing may go unnoticed: who is heard, what is accepted, whose signature counts.
const WHOLE: [&str; 4] = [
    "src/launch/origin.rs",
    "src/launch/receive.rs",
    "src/subscription/receive.rs",
    "src/subscription/signature.rs",
];
/// What must be noticed of the rest, in percent.
const MOST: u64 = 90;

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
            .args(["--colors", "never", "--minimum-test-timeout", "60"])
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

#[derive(Clone, Copy, Default)]
struct Count {
    caught: u64,
    /// The tests did not end: noticed too.
    timeout: u64,
    missed: u64,
    /// It did not compile: nobody could have written it.
    unviable: u64,
}

/// What became of the mutants by file.
#[derive(Default)]
struct Report(BTreeMap<String, Count>);

impl Report {
    fn add(&mut self, json: &str) -> Result<()> {
        let outcomes: Outcomes = serde_json::from_str(json)?;
        for Outcome { scenario, summary } in outcomes.outcomes {
            let Scenario::Mutant { file } = scenario else {
                if summary != "Success" {
                    return Err("the tests fail before anything is broken".into());
                }
                continue;
            };
            let count = self.0.entry(file).or_default();
            match summary.as_str() {
                "CaughtMutant" => count.caught += 1,
                "Timeout" => count.timeout += 1,
                "MissedMutant" => count.missed += 1,
                "Unviable" => count.unviable += 1,
                other => return Err(format!("cargo-mutants ended with {other}").into()),
            }
        }
        Ok(())
    }

    fn all(&self) -> Count {
        self.0.values().fold(Count::default(), |all, one| Count {
            caught: all.caught + one.caught,
            timeout: all.timeout + one.timeout,
            missed: all.missed + one.missed,
            unviable: all.unviable + one.unviable,
        })
    }

    fn verdict(&self) -> Result<()> {
        if self.0.is_empty() {
            return Err("there was nothing to mutate".into());
        }
        for (file, count) in &self.0 {
            if WHOLE.contains(&file.as_str()) && count.missed > 0 {
                return Err(format!("{file}: every mutant must be noticed").into());
            }
        }
        if self.all().percent() < MOST as f64 {
            return Err(format!("less than {MOST} % were noticed").into());
        }
        Ok(())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (file, count) in &self.0 {
            writeln!(to, "{file:<44}{count}")?;
        }
        writeln!(to, "{:<44}{}", "in all", self.all())
    }
}

impl Count {
    fn percent(self) -> f64 {
        let noticed = self.caught + self.timeout;
        if self.missed == 0 {
            return 100.0;
        }
        noticed as f64 * 100.0 / (noticed + self.missed) as f64
    }
}

impl fmt::Display for Count {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            caught,
            timeout,
            missed,
            unviable,
        } = self;
        write!(
            to,
            "{caught:>5} caught {timeout:>3} without end {missed:>4} missed {unviable:>4} unviable {:>6.1} %",
            self.percent()
        )
    }
}

#[derive(Deserialize)]
struct Outcomes {
    outcomes: Vec<Outcome>,
}

#[derive(Deserialize)]
struct Outcome {
    scenario: Scenario,
    summary: String,
}

#[derive(Deserialize)]
enum Scenario {
    /// The tests as they are, before anything is broken.
    Baseline,
    Mutant {
        file: String,
    },
}

#[cfg(test)]
mod tests {
    use super::Report;
    use crate::disk;
    use crate::layout::Layout;

    fn report(rows: &[(&str, &str)]) -> super::Result<Report> {
        let mut outcomes = vec![r#"{"scenario":"Baseline","summary":"Success"}"#.to_owned()];
        outcomes.extend(rows.iter().map(|(file, summary)| {
            format!(r#"{{"scenario":{{"Mutant":{{"file":"{file}"}}}},"summary":"{summary}"}}"#)
        }));
        let mut report = Report::default();
        report.add(&format!(r#"{{"outcomes":[{}]}}"#, outcomes.join(",")))?;
        Ok(report)
    }

    #[test]
    fn nine_of_ten_are_enough_where_nobody_is_let_in() {
        let mut rows = vec![("src/launch/a.rs", "CaughtMutant"); 9];
        rows.push(("src/launch/a.rs", "MissedMutant"));
        rows.push(("src/launch/a.rs", "Unviable"));
        assert!(report(&rows).unwrap().verdict().is_ok());
        rows.push(("src/launch/b.rs", "MissedMutant"));
        assert!(report(&rows).unwrap().verdict().is_err());
    }

    #[test]
    fn who_is_let_in_is_noticed_every_time() {
        let mut rows = vec![("src/launch/origin.rs", "Timeout"); 99];
        assert!(report(&rows).unwrap().verdict().is_ok());
        rows.push(("src/launch/origin.rs", "MissedMutant"));
        assert!(report(&rows).unwrap().verdict().is_err());
    }

    #[test]
    fn a_run_that_did_not_begin_is_no_success() {
        assert!(report(&[("src/launch/a.rs", "Failure")]).is_err());
        assert!(report(&[]).unwrap().verdict().is_err());
        let mut report = Report::default();
        let baseline = r#"{"outcomes":[{"scenario":"Baseline","summary":"Failure"}]}"#;
        assert!(report.add(baseline).is_err());
    }

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
