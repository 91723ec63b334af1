//! Everything a run measured, with the machine it ran on.

use std::fmt;
use std::time::SystemTime;

use serde::Serialize;

use super::machine::Machine;
use super::table::Table;
use crate::Result;
use crate::layout::Layout;

/// What goes into `target/bench.json`.
#[derive(Serialize)]
pub(super) struct Report {
    date: String,
    machine: Machine,
    groups: Vec<GroupReport>,
}

#[derive(Serialize)]
struct GroupReport {
    name: &'static str,
    tables: Vec<Table>,
}

impl Report {
    /// Begins with the time and the machine.
    pub(super) fn begin(layout: &Layout) -> Result<Self> {
        Ok(Self {
            date: humantime::format_rfc3339_seconds(SystemTime::now()).to_string(),
            machine: Machine::look(layout)?,
            groups: Vec::new(),
        })
    }

    /// Adds what a group measured.
    pub(super) fn add(&mut self, name: &'static str, tables: Vec<Table>) {
        self.groups.push(GroupReport { name, tables });
    }

    /// The file.
    pub(super) fn to_json(&self) -> Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }
}

/// When and where, and what was missed.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}", self.date, self.machine)?;
        let tables = self.groups.iter().flat_map(|group| &group.tables);
        for line in tables.flat_map(Table::missed) {
            writeln!(f, "{line}")?;
        }
        Ok(())
    }
}
