//! Competitors in turn, round after round, so that whatever else the machine does hits all of them alike.

use std::time::{Duration, Instant};

use serde::Serialize;

/// How long one competitor works in one round.
const TURN: Duration = Duration::from_millis(2);

/// One competitor: who it is, what it does, and the work itself.
pub struct Entry<'a> {
    /// Name and version.
    pub who: String,
    /// What it does with one request.
    pub does: &'static str,
    /// Does it once. Panics where the outcome is not the right one: nobody wins by refusing.
    pub work: Box<dyn FnMut() + 'a>,
}

/// What came of one competitor.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Measured {
    /// Which table it belongs to.
    pub table: String,
    /// Which row of the table.
    pub row: String,
    /// Bytes of the body.
    pub bytes: usize,
    /// Name and version.
    pub who: String,
    /// What it does with one request.
    pub does: String,
    /// The median over all rounds, in nanoseconds.
    pub median: f64,
    /// The fastest round, in nanoseconds: what is left where the machine is busy.
    pub fastest: f64,
    /// How many rounds.
    pub rounds: usize,
}

/// Measures all entries in turn, `rounds` times.
#[must_use]
pub fn interleaved(
    table: &str,
    row: &str,
    bytes: usize,
    rounds: usize,
    mut entries: Vec<Entry<'_>>,
) -> Vec<Measured> {
    let counts: Vec<u32> = entries.iter_mut().map(repetitions).collect();
    let mut samples = vec![Vec::with_capacity(rounds); entries.len()];
    for _ in 0..rounds {
        for ((entry, count), samples) in entries.iter_mut().zip(&counts).zip(&mut samples) {
            samples.push(time(entry, *count).as_secs_f64() * 1e9 / f64::from(*count));
        }
    }
    entries
        .into_iter()
        .zip(samples)
        .map(|(entry, mut samples)| {
            samples.sort_by(f64::total_cmp);
            Measured {
                table: table.into(),
                row: row.into(),
                bytes,
                who: entry.who,
                does: entry.does.into(),
                median: samples[samples.len() / 2],
                fastest: samples[0],
                rounds,
            }
        })
        .collect()
}

/// How often the work fits into one turn; finding out warms it up.
fn repetitions(entry: &mut Entry<'_>) -> u32 {
    let mut count = 1;
    loop {
        let taken = time(entry, count);
        if taken >= TURN {
            let fits = f64::from(count) * TURN.as_secs_f64() / taken.as_secs_f64();
            return (fits as u32).max(1);
        }
        count *= 2;
    }
}

fn time(entry: &mut Entry<'_>, count: u32) -> Duration {
    let start = Instant::now();
    for _ in 0..count {
        (entry.work)();
    }
    start.elapsed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slower_one_is_measured_as_slower() {
        let wait = |micros| {
            let work = move || std::thread::sleep(Duration::from_micros(micros));
            Entry {
                who: micros.to_string(),
                does: "sleeps",
                work: Box::new(work),
            }
        };
        let found = interleaved("t", "r", 0, 5, vec![wait(3000), wait(300)]);
        assert_eq!(found.len(), 2);
        assert!(found[0].fastest >= 3e6 && found[1].fastest >= 3e5);
        assert!(found[0].median > found[1].median);
        assert!(found.iter().all(|one| one.fastest <= one.median));
    }
}
