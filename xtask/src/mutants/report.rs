//! What the tests noticed, and whether that is enough.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;

use crate::Result;

/// Where nothing may go unnoticed: who is heard, what is accepted, whose signature counts.
const WHOLE: [&str; 4] = [
    "src/launch/origin.rs",
    "src/launch/receive.rs",
    "src/subscription/receive.rs",
    "src/subscription/signature.rs",
];
/// What must be noticed of the rest, in percent.
const MOST: u64 = 90;

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
pub(super) struct Report(BTreeMap<String, Count>);

impl Report {
    pub(super) fn add(&mut self, json: &str) -> Result<()> {
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

    pub(super) fn verdict(&self) -> Result<()> {
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

    fn report(rows: &[(&str, &str)]) -> crate::Result<Report> {
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
}
