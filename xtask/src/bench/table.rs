//! One table: the same work by several, row by row.

use std::fmt;

use serde::Serialize;

use super::measured::{Measured, base};
use crate::Result;

/// What the figures are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Unit {
    /// Nanoseconds.
    Time,
    /// Bytes: of brotli 11, and as they are.
    Bytes,
}

/// How many times ours somebody's figure shall be, at least.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Aim {
    /// Whose: the name begins so.
    pub(super) who: &'static str,
    /// In which rows: the name begins so.
    pub(super) row: &'static str,
    pub(super) least: f64,
}

/// A table with its aims.
#[derive(Debug, Serialize)]
pub(super) struct Table {
    pub(super) title: String,
    pub(super) unit: Unit,
    pub(super) aims: Vec<Aim>,
    pub(super) measured: Vec<Measured>,
}

impl Table {
    /// Reads what a measuring program printed: one table. Everybody shall need so many times ours.
    pub(super) fn read(json: &str, aim: f64) -> Result<Self> {
        let measured: Vec<Measured> = serde_json::from_str(json)?;
        let aim = Aim {
            who: "",
            row: "",
            least: aim,
        };
        Self::new(Unit::Time, vec![aim], measured)
    }

    /// Works out what is missing.
    pub(super) fn new(unit: Unit, aims: Vec<Aim>, mut measured: Vec<Measured>) -> Result<Self> {
        for one in &mut measured {
            one.sum_up();
        }
        let bases: Vec<Option<f64>> = measured.iter().map(|one| base(&measured, one)).collect();
        for (one, base) in measured.iter_mut().zip(bases) {
            if let (Some(base), None) = (base, &one.failed) {
                one.ratio = one.median / base;
            }
        }
        let first = measured.first().ok_or("an empty table")?;
        if !measured.iter().any(Measured::is_ours) {
            return Err("a table without our own work".into());
        }
        Ok(Self {
            title: first.table.clone(),
            unit,
            aims,
            measured,
        })
    }

    /// Where an aim is missed, and who could not be measured.
    pub(super) fn missed(&self) -> Vec<String> {
        let title = &self.title;
        let failed = self.measured.iter().filter_map(|one| {
            let reason = one.failed.as_ref()?;
            Some(format!(
                "not measured: {title}, {}: {}: {reason}",
                one.row, one.who
            ))
        });
        let compared = self
            .measured
            .iter()
            .filter(|one| !one.is_ours() && one.ratio > 0.0);
        let missed = compared.flat_map(|one| {
            let Measured {
                row, who, ratio, ..
            } = one;
            let aims = self
                .aims
                .iter()
                .filter(|aim| who.starts_with(aim.who) && row.starts_with(aim.row));
            aims.filter(|aim| *ratio < aim.least).map(move |aim| {
                let least = aim.least;
                format!(
                    "aim missed: {title}, {row}: {who} takes {ratio:.2} times ours, wanted is {least:.2}"
                )
            })
        });
        failed.chain(missed).collect()
    }

    /// The rows, each once, in order.
    pub(super) fn rows(&self) -> Vec<&str> {
        let mut rows: Vec<&str> = Vec::new();
        for one in &self.measured {
            if !rows.contains(&one.row.as_str()) {
                rows.push(&one.row);
            }
        }
        rows
    }

    /// The heads of the two columns of figures.
    pub(super) fn heads(&self) -> [&'static str; 2] {
        match self.unit {
            Unit::Time => ["median", "fastest"],
            Unit::Bytes => ["brotli 11", "raw"],
        }
    }

    /// A figure as people read it.
    pub(super) fn figure(&self, value: f64) -> String {
        match self.unit {
            Unit::Bytes => format!("{value:.0}"),
            Unit::Time if value < 1e6 => format!("{:.2} µs", value / 1e3),
            Unit::Time => format!("{:.2} ms", value / 1e6),
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.title)?;
        for Aim { who, row, least } in &self.aims {
            let whose = if who.is_empty() { "everybody" } else { who };
            let place = if row.is_empty() { "" } else { " at " };
            writeln!(
                f,
                "  aim: {whose}{place}{row} at least {least:.2} times ours"
            )?;
        }
        let [first, second] = self.heads();
        for row in self.rows() {
            writeln!(f, "{row:<44}{first:>12}{second:>12}{:>8}", "ratio")?;
            for one in self.measured.iter().filter(|one| one.row == row) {
                if let Some(reason) = &one.failed {
                    writeln!(f, "  {:<42}{reason}", one.who)?;
                    continue;
                }
                let (median, fastest) = (self.figure(one.median), self.figure(one.fastest));
                let (who, ratio) = (&one.who, one.ratio);
                writeln!(f, "  {who:<42}{median:>12}{fastest:>12}{ratio:>8.2}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSON: &str = r#"[
        {"table":"t","row":"1 KB","bytes":1000,"who":"launch-complete 1","does":"a","median":1000,"fastest":900,"rounds":3},
        {"table":"t","row":"1 KB","bytes":1000,"who":"peer 2","does":"b","median":2500,"fastest":900,"rounds":3}
    ]"#;

    #[test]
    fn ratios_are_to_our_own_row() {
        let table = Table::read(JSON, 3.0).unwrap();
        assert_eq!(table.measured[0].ratio, 1.0);
        assert_eq!(table.measured[1].ratio, 2.5);
        let text = table.to_string();
        assert!(text.contains("2.50 µs"), "{text}");
        assert_eq!(
            table.missed(),
            ["aim missed: t, 1 KB: peer 2 takes 2.50 times ours, wanted is 3.00"]
        );
        assert_eq!(Table::read(JSON, 2.5).unwrap().missed().len(), 0);
    }

    #[test]
    fn a_table_without_us_is_an_error() {
        assert!(Table::read(&JSON.replace("launch-complete", "another"), 1.0).is_err());
        assert!(Table::read("[]", 1.0).is_err());
    }

    const SAMPLES: &str = r#"[
        {"table":"t","row":"r","who":"launch-complete, inline","does":"","samples":[2,1,3]},
        {"table":"t","row":"r","who":"launch-complete, external","does":"","samples":[4]},
        {"table":"t","row":"r","who":"one, external","does":"","samples":[8]},
        {"table":"t","row":"r","who":"two, inline","does":"","samples":[1]},
        {"table":"t","row":"r","who":"three","does":"","samples":[],"failed":"no window"}
    ]"#;

    fn sampled(json: &str) -> Table {
        let aim = |who, least| Aim {
            who,
            row: "r",
            least,
        };
        let aims = vec![aim("two", 0.25), aim("one", 3.0)];
        Table::new(Unit::Time, aims, serde_json::from_str(json).unwrap()).unwrap()
    }

    #[test]
    fn like_is_compared_with_like() {
        let table = sampled(SAMPLES);
        let ratios: Vec<_> = table.measured.iter().map(|one| one.ratio).collect();
        assert_eq!(ratios, [1.0, 1.0, 2.0, 0.5, 0.0]);
        assert_eq!(table.measured[0].median, 2e6);
        assert_eq!(table.measured[0].fastest, 1e6);
    }

    #[test]
    fn who_fails_is_a_row_that_says_so() {
        let table = sampled(SAMPLES);
        assert_eq!(
            table.missed(),
            [
                "not measured: t, r: three: no window",
                "aim missed: t, r: one, external takes 2.00 times ours, wanted is 3.00"
            ]
        );
        assert!(table.to_string().contains("no window"));
        // Even if it is us.
        let alone = sampled(&SAMPLES.replace("[2,1,3]", "[]").replace("[4]", "[]"));
        assert_eq!(alone.measured[0].failed.as_deref(), Some("no sample"));
        assert_eq!(alone.measured[2].ratio, 0.0);
    }
}
