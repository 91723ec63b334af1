//! One table: the same work by several, row by row.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Result;

/// Whose work the others are held against: its name begins so.
const OURS: &str = "launch-complete";

/// What one competitor needed, as the measuring programs print it.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Measured {
    #[serde(skip_serializing)]
    table: String,
    row: String,
    bytes: usize,
    who: String,
    does: String,
    /// Nanoseconds, as the next.
    median: f64,
    fastest: f64,
    rounds: usize,
    /// How many times our median. Worked out here.
    #[serde(default)]
    ratio: f64,
}

/// A table with its aim: each ratio at least so high.
#[derive(Debug, Serialize)]
pub(super) struct Table {
    title: String,
    aim: f64,
    measured: Vec<Measured>,
}

impl Table {
    /// Reads what a measuring program printed: one table.
    pub(super) fn read(json: &str, aim: f64) -> Result<Self> {
        let mut measured: Vec<Measured> = serde_json::from_str(json)?;
        let ours: Vec<(String, f64)> = measured
            .iter()
            .filter(|one| one.is_ours())
            .map(|one| (one.row.clone(), one.median))
            .collect();
        for one in &mut measured {
            let (_, base) = ours
                .iter()
                .find(|(row, _)| *row == one.row)
                .ok_or("a row without our own work")?;
            one.ratio = one.median / base;
        }
        Ok(Self {
            title: measured.first().ok_or("an empty table")?.table.clone(),
            aim,
            measured,
        })
    }

    /// Where the aim is missed.
    pub(super) fn missed(&self) -> impl Iterator<Item = String> {
        self.measured
            .iter()
            .filter(|one| !one.is_ours() && one.ratio < self.aim)
            .map(|one| {
                let (title, aim) = (&self.title, self.aim);
                let Measured {
                    row, who, ratio, ..
                } = one;
                format!(
                    "aim missed: {title}, {row}: {who} takes {ratio:.2} times ours, wanted is {aim:.2}"
                )
            })
    }
}

impl Measured {
    fn is_ours(&self) -> bool {
        self.who.starts_with(OURS)
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} (aim: others take {:.1} times ours)",
            self.title, self.aim
        )?;
        let heads = ["median", "fastest", "ratio"];
        writeln!(
            f,
            "{:<8}{:<34}{:>12}{:>12}{:>8}",
            "body", "", heads[0], heads[1], heads[2]
        )?;
        let mut row = "";
        for one in &self.measured {
            let name = if one.row == row { "" } else { &one.row };
            row = &one.row;
            let micros = |nanos: f64| format!("{:.2} µs", nanos / 1000.0);
            let (median, fastest) = (micros(one.median), micros(one.fastest));
            let (who, ratio) = (&one.who, one.ratio);
            writeln!(f, "{name:<8}{who:<34}{median:>12}{fastest:>12}{ratio:>8.2}")?;
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
            table.missed().collect::<Vec<_>>(),
            ["aim missed: t, 1 KB: peer 2 takes 2.50 times ours, wanted is 3.00"]
        );
        assert_eq!(Table::read(JSON, 2.5).unwrap().missed().count(), 0);
    }

    #[test]
    fn a_row_without_us_is_an_error() {
        assert!(Table::read(&JSON.replace("launch-complete", "another"), 1.0).is_err());
        assert!(Table::read("[]", 1.0).is_err());
    }
}
