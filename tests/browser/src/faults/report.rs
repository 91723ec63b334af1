//! The grids, and the same as JSON.

use std::{collections::BTreeMap, fmt::Write, fs, path::Path, time::Duration};

use serde_json::{Value, json};

use super::{
    acts::Inexpressible,
    table::{Cell, Code, Way},
};
use crate::{Engine, Result};

/// What became of one cell.
#[derive(Clone, Debug)]
pub(super) struct Played {
    pub(super) cell: Cell,
    end: End,
    took: Duration,
}

#[derive(Clone, Debug)]
enum End {
    Observed(Code),
    Failed(String),
    Inexpressible(String),
}

impl Played {
    pub(super) fn new(cell: Cell, observed: Result<Code>, took: Duration) -> Self {
        let end = match observed {
            Ok(code) => End::Observed(code),
            Err(error) if error.is::<Inexpressible>() => End::Inexpressible(error.to_string()),
            Err(error) => {
                // The driver's own stack helps nobody.
                let error = error.to_string();
                End::Failed(
                    error
                        .split("Stacktrace:")
                        .next()
                        .unwrap_or_default()
                        .trim()
                        .into(),
                )
            }
        };
        Self { cell, end, took }
    }

    fn passed(&self) -> bool {
        matches!(self.end, End::Observed(code) if code == self.cell.required)
    }

    pub(super) fn failed(&self) -> bool {
        !self.passed() && !matches!(self.end, End::Inexpressible(_))
    }

    fn observed(&self) -> &'static str {
        match &self.end {
            End::Observed(code) => code.letter(),
            End::Failed(_) | End::Inexpressible(_) => "",
        }
    }

    /// Why it is not passed.
    fn reason(&self) -> String {
        match &self.end {
            End::Observed(code) => format!("{code} instead of {}", self.cell.required),
            End::Failed(reason) | End::Inexpressible(reason) => reason.clone(),
        }
    }

    /// `D`, or `D/-` where it is required and not observed; `(D)` where nobody can tell.
    fn shown(&self) -> String {
        let required = self.cell.required;
        match &self.end {
            End::Observed(code) if *code == required => required.to_string(),
            End::Observed(code) => format!("{required}/{code}"),
            End::Failed(_) => format!("{required}/-"),
            End::Inexpressible(_) => format!("({required})"),
        }
    }

    pub(super) fn line(&self) -> String {
        let (id, way, took) = (&self.cell.id, self.cell.way.name(), self.took.as_secs_f64());
        let mark = match &self.end {
            _ if self.passed() => "ok".into(),
            End::Inexpressible(reason) => format!("not here: {reason}"),
            _ => format!("FAILED: {}", self.reason()),
        };
        format!("{id} {way} {took:.1} s {mark}")
    }
}

/// Everything that a reader wants to know; the last line counts.
pub(super) fn text(engine: Engine, played: &[Played], took: Duration) -> String {
    let (grid, table): (Vec<&Played>, Vec<&Played>) =
        played.iter().partition(|it| it.cell.id.starts_with("COOP"));
    let mut text = String::new();
    let [opener, proxy, redirect] = Way::ALL.map(Way::name);
    for (cells, names) in [
        (table, ["fault", opener, proxy, redirect]),
        (grid, ["COOP", "send, redirect", proxy, redirect]),
    ] {
        if !cells.is_empty() {
            rows(&mut text, &cells, names);
        }
    }
    for each in played.iter().filter(|it| !it.passed()) {
        let word = if each.failed() {
            "failed"
        } else {
            "not expressible here"
        };
        let (id, way) = (&each.cell.id, each.cell.way.name());
        let _ = writeln!(text, "{word}: {id} {way}: {}", each.reason());
    }
    let _ = writeln!(text, "{}, {} s", engine.name(), took.as_secs());
    text + counts(played.iter()).as_str()
}

fn rows(text: &mut String, cells: &[&Played], [first, others @ ..]: [&str; 4]) {
    let mut rows: BTreeMap<&str, [String; 3]> = BTreeMap::new();
    for each in cells {
        let shown = &mut rows.entry(&each.cell.id).or_default()[each.cell.way as usize];
        // Of several runs the worst is shown.
        if shown.is_empty() || !each.passed() {
            *shown = each.shown();
        }
    }
    let width = rows.keys().map(|id| id.len() + 3).max().unwrap_or(0).max(8);
    let mut line = |id: &str, [opener, proxy, redirect]: [&str; 3]| {
        let line = format!("{id:<width$}{opener:<16}{proxy:<14}{redirect}");
        let _ = writeln!(text, "{}", line.trim_end());
    };
    line(first, others);
    for (id, shown) in &rows {
        line(id, shown.each_ref().map(String::as_str));
    }
    // Not as the last line has it, which is counted.
    let _ = writeln!(text, "these: {}", counts(cells.iter().copied()));
}

fn counts<'a>(played: impl Iterator<Item = &'a Played>) -> String {
    let (mut passed, mut failed) = (0, 0);
    for each in played {
        passed += usize::from(each.passed());
        failed += usize::from(each.failed());
    }
    format!("{passed} passed, {failed} failed\n")
}

pub(super) fn write(file: &Path, engine: Engine, played: &[Played]) -> Result {
    let value = |each: &Played| {
        let mut cell = json!({
            "id": each.cell.id,
            "path": each.cell.way.name(),
            "browser": engine.name(),
            "required": each.cell.required.letter(),
            "observed": each.observed(),
            "ms": each.took.as_millis() as u64,
            "pass": each.passed(),
        });
        if !each.passed() {
            cell["reason"] = each.reason().into();
        }
        cell
    };
    let expressible = |each: &&Played| !matches!(each.end, End::Inexpressible(_));
    let cells: Vec<Value> = played.iter().filter(expressible).map(value).collect();
    let others: Vec<Value> = played
        .iter()
        .filter(|it| !expressible(it))
        .map(value)
        .collect();
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    Ok(fs::write(
        file,
        json!({ "cells": cells, "inexpressible": others }).to_string(),
    )?)
}
