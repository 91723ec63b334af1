//! What a group gives: tables of figures, tables of words, and lines between them.

use std::fmt;

use serde::Serialize;

use super::grid::Grid;
use super::table::Table;

/// One of them.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Part {
    Table(Table),
    Grid(Grid),
    /// What the tables alone do not show.
    Line(String),
    /// A group that could not be measured, and why.
    Failed(String),
}

impl Part {
    /// Missed aims, and what could not be measured.
    pub(super) fn missed(&self) -> Vec<String> {
        match self {
            Self::Table(table) => table.missed(),
            Self::Grid(grid) => grid.missed(),
            Self::Line(_) => Vec::new(),
            Self::Failed(reason) => vec![format!("not measured: {reason}")],
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Table(table) => writeln!(f, "{table}"),
            Self::Grid(grid) => writeln!(f, "{grid}"),
            Self::Line(line) => writeln!(f, "{line}"),
            Self::Failed(reason) => writeln!(f, "not measured: {reason}"),
        }
    }
}
