//! A table of words: what came of each case for each competitor.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One cell, as the measuring pages tell it.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Cell {
    #[serde(skip_serializing)]
    pub(super) table: String,
    pub(super) row: String,
    pub(super) who: String,
    pub(super) text: String,
    /// Whether it is what a user would want; absent where there is nothing to want.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) good: Option<bool>,
}

/// The cells of one table.
#[derive(Debug, Serialize)]
pub(super) struct Grid {
    pub(super) title: String,
    pub(super) cells: Vec<Cell>,
}

impl Grid {
    /// With the title that its cells have.
    pub(super) fn new(cells: Vec<Cell>) -> Self {
        let title = cells.first().map(|cell| cell.table.clone());
        Self {
            title: title.unwrap_or_default(),
            cells,
        }
    }

    /// Where ours did not do what a user would want.
    pub(super) fn missed(&self) -> Vec<String> {
        let ours = self
            .cells
            .iter()
            .filter(|cell| cell.who.starts_with("launch-complete"));
        ours.filter(|cell| cell.good == Some(false))
            .map(|Cell { row, who, text, .. }| {
                format!("aim missed: {}, {row}: {who}: {text}", self.title)
            })
            .collect()
    }

    /// Everybody, in order.
    pub(super) fn heads(&self) -> Vec<&str> {
        names(self.cells.iter().map(|cell| cell.who.as_str()))
    }

    /// Every case, in order, with what came of it for everybody.
    pub(super) fn rows(&self) -> Vec<(&str, Vec<String>)> {
        let heads = self.heads();
        let rows = names(self.cells.iter().map(|cell| cell.row.as_str()));
        let found = |row: &str, who: &str| {
            let mut cells = self.cells.iter();
            cells.find(|cell| cell.row == row && cell.who == who)
        };
        rows.into_iter()
            .map(|row| {
                let texts = heads
                    .iter()
                    .map(|who| found(row, who).map_or_else(|| "–".to_owned(), Cell::shown));
                (row, texts.collect())
            })
            .collect()
    }
}

impl Cell {
    fn shown(&self) -> String {
        let mark = match self.good {
            Some(true) => "✓ ",
            Some(false) => "✗ ",
            None => "",
        };
        format!("{mark}{}", self.text)
    }
}

fn names<'a>(all: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut names = Vec::new();
    for name in all {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

impl fmt::Display for Grid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.title)?;
        let heads = self.heads();
        for (row, texts) in self.rows() {
            writeln!(f, "{row}")?;
            for (who, text) in heads.iter().zip(texts) {
                writeln!(f, "  {who:<26}{text}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells() -> Vec<Cell> {
        serde_json::from_str(
            r#"[
            {"table":"t","row":"a","who":"launch-complete","text":"delivered","good":true},
            {"table":"t","row":"a","who":"peer","text":"lost","good":false},
            {"table":"t","row":"b","who":"peer","text":"12 ms"}
        ]"#,
        )
        .unwrap()
    }

    #[test]
    fn every_case_has_a_cell_for_everybody() {
        let grid = Grid::new(cells());
        assert_eq!(grid.heads(), ["launch-complete", "peer"]);
        let wanted = [
            ("a", vec!["✓ delivered".to_owned(), "✗ lost".to_owned()]),
            ("b", vec!["–".to_owned(), "12 ms".to_owned()]),
        ];
        assert_eq!(grid.rows(), wanted);
    }

    #[test]
    fn only_our_own_failures_are_missed_aims() {
        let mut cells = cells();
        assert_eq!(Grid::new(self::cells()).missed().len(), 0);
        cells[0].good = Some(false);
        assert_eq!(
            Grid::new(cells).missed(),
            ["aim missed: t, a: launch-complete: delivered"]
        );
    }
}
