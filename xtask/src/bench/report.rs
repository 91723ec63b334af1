//! Everything a run measured, with the machine it ran on.

use std::fmt;
use std::time::SystemTime;

use serde::Serialize;

use super::machine::Machine;
use super::part::Part;
use super::peers;
use crate::Result;
use crate::layout::Layout;

/// What goes into `target/bench.json`.
#[derive(Serialize)]
pub(super) struct Report {
    pub(super) date: String,
    pub(super) machine: Machine,
    /// Name and version of each.
    pub(super) peers: Vec<String>,
    pub(super) groups: Vec<GroupReport>,
}

#[derive(Serialize)]
pub(super) struct GroupReport {
    pub(super) name: &'static str,
    pub(super) parts: Vec<Part>,
}

impl Report {
    /// Begins with the time and the machine.
    pub(super) fn begin(layout: &Layout) -> Result<Self> {
        let mut peers = Vec::new();
        for folder in peers::FOLDERS {
            let versions = peers::versions(&layout.root.join(folder))?;
            peers.extend(
                versions
                    .into_iter()
                    .map(|(name, version)| format!("{name} {version}")),
            );
        }
        Ok(Self {
            date: humantime::format_rfc3339_seconds(SystemTime::now()).to_string(),
            machine: Machine::look(layout)?,
            peers,
            groups: Vec::new(),
        })
    }

    /// Adds what a group measured.
    pub(super) fn add(&mut self, name: &'static str, parts: Vec<Part>) {
        self.groups.push(GroupReport { name, parts });
    }

    /// Missed aims, and what could not be measured.
    pub(super) fn missed(&self) -> Vec<String> {
        let parts = self.groups.iter().flat_map(|group| &group.parts);
        parts.flat_map(Part::missed).collect()
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
        for line in self.missed() {
            writeln!(f, "{line}")?;
        }
        Ok(())
    }
}
