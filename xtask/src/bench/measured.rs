//! What one competitor needed for one piece of work.

use serde::{Deserialize, Serialize};

use super::stats::median;

/// Whose work the others are held against: its name begins so.
const OURS: &str = "launch-complete";

/// As the measuring programs print it.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Measured {
    #[serde(skip_serializing)]
    pub(super) table: String,
    pub(super) row: String,
    #[serde(default)]
    pub(super) bytes: usize,
    pub(super) who: String,
    pub(super) does: String,
    /// Of the samples, unless the program has worked it out, as the next two.
    #[serde(default)]
    pub(super) median: f64,
    #[serde(default)]
    pub(super) fastest: f64,
    #[serde(default)]
    pub(super) rounds: usize,
    /// Milliseconds.
    #[serde(default, skip_serializing)]
    pub(super) samples: Vec<f64>,
    /// Why it could not be measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) failed: Option<String>,
    /// How many times ours. Worked out here; zero where either failed.
    #[serde(default)]
    pub(super) ratio: f64,
}

/// Ours of the same row, and of the same kind where there are several: inline is compared with inline.
pub(super) fn base(measured: &[Measured], one: &Measured) -> Option<f64> {
    let mut ours = measured
        .iter()
        .filter(|ours| ours.is_ours() && ours.row == one.row && ours.failed.is_none());
    let first = ours.clone().next();
    let alike = ours.find(|ours| ours.kind() == one.kind());
    alike
        .or(first)
        .map(|ours| ours.median)
        .filter(|base| *base > 0.0)
}

impl Measured {
    pub(super) fn is_ours(&self) -> bool {
        self.who.starts_with(OURS)
    }

    fn kind(&self) -> &str {
        self.who.split_once(", ").map_or("", |(_, kind)| kind)
    }

    /// Works out what the samples say.
    pub(super) fn sum_up(&mut self) {
        let nanoseconds = 1e6;
        if let Some(median) = median(&self.samples) {
            let fastest = self.samples.iter().copied().fold(f64::INFINITY, f64::min);
            self.median = median * nanoseconds;
            self.fastest = fastest * nanoseconds;
            self.rounds = self.samples.len();
        } else if self.median == 0.0 && self.failed.is_none() {
            self.failed = Some("no sample".into());
        }
    }
}
