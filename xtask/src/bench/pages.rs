//! The groups that are measured in a browser.

use serde_json::Value;

use super::grid::{Cell, Grid};
use super::measured::Measured;
use super::part::Part;
use super::stats::growth;
use super::table::{Aim, Table, Unit};
use super::{Run, Setting};
use crate::Result;

fn aim(who: &'static str, row: &'static str, least: f64) -> Aim {
    Aim { who, row, least }
}

fn rows(setting: &Setting<'_>, group: &str) -> Result<Value> {
    setting.site()?.measure(group, setting.quick)
}

fn table(rows: Value, aims: Vec<Aim>) -> Result<Table> {
    let measured: Vec<Measured> = serde_json::from_value(rows)?;
    Table::new(Unit::Time, aims, measured)
}

fn grid(rows: Value) -> Result<Grid> {
    let cells: Vec<Cell> = serde_json::from_value(rows)?;
    Ok(Grid::new(cells))
}

/// At most 1.2 times the sample.
pub(super) fn click(setting: &Setting<'_>) -> Run {
    let aims = vec![aim("sample", "click to callback", 1.0 / 1.2)];
    Ok(vec![Part::Table(table(rows(setting, "click")?, aims)?)])
}

/// Inline at most four times the inline sample; by its address ahead of every peer's that is loaded so.
pub(super) fn start(setting: &Setting<'_>) -> Run {
    let message = "script start to the message";
    let mut aims = vec![aim("sample, inline", message, 0.25)];
    let peers = ["penpal", "post-robot", "zoid", "web-activities"];
    aims.extend(peers.map(|peer| aim(peer, message, 1.0)));
    Ok(vec![Part::Table(table(rows(setting, "start")?, aims)?)])
}

pub(super) fn redirect(setting: &Setting<'_>) -> Run {
    Ok(vec![Part::Table(table(
        rows(setting, "redirect")?,
        Vec::new(),
    )?)])
}

/// At most twice the sender written by hand, and ahead of zod; then how it grows, and what a large result does.
pub(super) fn validate(setting: &Setting<'_>) -> Run {
    let site = setting.site()?;
    let aims = vec![aim("hand-written", "10", 0.5), aim("zod", "10", 1.0)];
    let table = table(site.measure("validate", setting.quick)?, aims)?;
    let mut parts: Vec<Part> = growth_lines(&table).into_iter().map(Part::Line).collect();
    parts.insert(0, Part::Table(table));
    let cells = site.measure("growth", setting.quick)?;
    parts.push(Part::Grid(grid(cells)?));
    Ok(parts)
}

/// What comes before the first cycle hides how it grows below this.
const LARGE: f64 = 100.0;

/// How the cost of everybody grows with the number of cycles.
fn growth_lines(table: &Table) -> Vec<String> {
    let mut names: Vec<&str> = Vec::new();
    for one in &table.measured {
        if !names.contains(&one.who.as_str()) {
            names.push(&one.who);
        }
    }
    let line = |who: &&str| {
        let points: Vec<_> = table
            .measured
            .iter()
            .filter(|one| one.who == *who && one.failed.is_none())
            .filter_map(|one| Some((one.row.parse().ok()?, one.median)))
            .filter(|(cycles, _)| *cycles >= LARGE)
            .collect();
        let fit = growth(&points)?;
        Some(format!(
            "growth of {who}: {:.3} µs a cycle, {:.2} % on a straight line, exponent {:.3}",
            fit.each / 1e3,
            fit.explained * 100.0,
            fit.exponent
        ))
    };
    names.iter().filter_map(line).collect()
}

/// Bytes are no times: said in words, without ratios that would divide by nothing.
pub(super) fn memory(setting: &Setting<'_>) -> Run {
    let measured: Vec<Measured> = serde_json::from_value(rows(setting, "memory")?)?;
    let cells = measured.into_iter().map(|one| Cell {
        text: match (&one.failed, one.samples.first()) {
            (None, Some(bytes)) => format!("{:.1} KB", bytes / 1e3),
            (reason, _) => format!("failed: {}", reason.as_deref().unwrap_or("no figure")),
        },
        table: one.table,
        row: one.row,
        who: one.who,
        good: None,
    });
    Ok(vec![Part::Grid(Grid::new(cells.collect()))])
}

pub(super) fn capability(setting: &Setting<'_>) -> Run {
    Ok(vec![Part::Grid(grid(rows(setting, "capability")?)?)])
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn growth_is_told_for_everybody_with_three_large_sizes() {
        let row = |cycles: usize, who: &str| {
            json!({ "table": "t", "row": cycles.to_string(), "who": who, "does": "",
                    "samples": [cycles as f64 * 0.002] })
        };
        let sizes = [10, 100, 1000, 10000].map(|cycles| row(cycles, "launch-complete"));
        let all: Vec<_> = sizes.into_iter().chain([row(1000, "peer")]).collect();
        let lines = growth_lines(&table(json!(all), Vec::new()).unwrap());
        assert_eq!(
            lines,
            [
                "growth of launch-complete: 2.000 µs a cycle, 100.00 % on a straight line, exponent 1.000"
            ]
        );
    }
}
