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
    debug: false,
};

/// What decides and verifies.
const CORE: [&str; 2] = ["src/launch/**", "src/subscription/**"];
/// Where nothing may go unnoticed: who is heard, what is accepted, whose signature counts.
const WHOLE: [&str; 4] = [
    "src/launch/origin.rs",
    "src/launch/receive.rs",
    "src/subscription/receive.rs",
    "src/subscription/signature.rs",
];
/// What must be noticed of the rest, in percent.
const MOST: u64 = 90;

/// The task itself. Hours for all; `FILE ...` mutates these alone, `--shard 1/8` an eighth of them.
pub(crate) fn command(mut given: Vec<String>) -> Result<ExitCode> {
    let shard = arguments::value(&mut given, "--shard")?;
    let layout = Layout::new();
    if let Some(file) = given.iter().find(|file| !layout.root.join(file).is_file()) {
        return Err(format!("no file `{file}` in the project").into());
    }
    let output = layout.target.join("mutants");
    disk::create_folder(&output)?;
    let files = match given.is_empty() {
        true => CORE.map(String::from).to_vec(),
        false => given,
    };
    let mut command = TOOL.cargo(&layout)?;
    command
        .args([
            "mutants",
            "--package",
            "launch-complete",
            "--colors",
            "never",
        ])
        .args(["--features", "sqlite,axum", "--minimum-test-timeout", "60"])
        .arg("--output")
        .arg(&output)
        .args(shard.map(|part| format!("--shard={part}")))
        .args(files.iter().flat_map(|file| ["--file", file]))
        // Examples of the documentation notice less and are slower to compile.
        .args(["--", "--tests"]);
    // Whether mutants were missed is read from the report.
    let status = command.status()?;
    let report = output.join("mutants.out/outcomes.json");
    let report = disk::read_text(&report).map_err(|error| format!("{status}: {error}"))?;
    let report = Report::read(&report)?;
    print!("{report}");
    report.verdict()?;
    Ok(ExitCode::SUCCESS)
}

#[derive(Clone, Copy, Default)]
struct Count {
    noticed: u64,
    missed: u64,
}

/// What was noticed by file.
struct Report(BTreeMap<String, Count>);

impl Report {
    fn read(json: &str) -> Result<Self> {
        let outcomes: Outcomes = serde_json::from_str(json)?;
        let mut files: BTreeMap<String, Count> = BTreeMap::new();
        for Outcome { scenario, summary } in outcomes.outcomes {
            let Scenario::Mutant { file } = scenario else {
                continue;
            };
            let count = files.entry(file).or_default();
            match summary.as_str() {
                "CaughtMutant" | "Timeout" => count.noticed += 1,
                "MissedMutant" => count.missed += 1,
                // It did not compile: nobody could have written it.
                "Unviable" => {}
                other => return Err(format!("cargo-mutants ended with {other}").into()),
            }
        }
        if files.is_empty() {
            return Err("there was nothing to mutate".into());
        }
        Ok(Self(files))
    }

    fn all(&self) -> Count {
        self.0.values().fold(Count::default(), |all, one| Count {
            noticed: all.noticed + one.noticed,
            missed: all.missed + one.missed,
        })
    }

    fn verdict(&self) -> Result<()> {
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
        let all = self.noticed + self.missed;
        if all == 0 {
            return 100.0;
        }
        self.noticed as f64 * 100.0 / all as f64
    }
}

impl fmt::Display for Count {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { noticed, missed } = self;
        let all = noticed + missed;
        write!(
            to,
            "{noticed:>5} of {all:>5} noticed {:>6.1} %",
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

    fn report(rows: &[(&str, &str)]) -> super::Result<Report> {
        let mut outcomes = vec![r#"{"scenario":"Baseline","summary":"Success"}"#.to_owned()];
        outcomes.extend(rows.iter().map(|(file, summary)| {
            format!(r#"{{"scenario":{{"Mutant":{{"file":"{file}"}}}},"summary":"{summary}"}}"#)
        }));
        Report::read(&format!(r#"{{"outcomes":[{}]}}"#, outcomes.join(",")))
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
        assert!(report(&[]).is_err());
        assert!(report(&[("src/launch/a.rs", "Failure")]).is_err());
    }
}
