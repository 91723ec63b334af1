//! How long answers took, and which were wrong.

use std::fmt;
use std::time::Duration;

use hdrhistogram::Histogram;

/// What a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An event that was not sent before.
    Good,
    /// An event that was sent before, byte by byte.
    Repeated,
    /// One with a wrong signature.
    Bad,
}

impl Kind {
    /// Every kind, in the order of the table.
    pub const ALL: [Self; 3] = [Self::Good, Self::Repeated, Self::Bad];

    /// The only right status.
    #[must_use]
    pub fn status(self) -> u16 {
        match self {
            Self::Good | Self::Repeated => 204,
            Self::Bad => 401,
        }
    }
}

/// Times of all answers, in microseconds since each request was due.
#[derive(Debug)]
pub struct Outcomes {
    times: [Histogram<u64>; 3],
    wrong: u64,
    first_wrong: Option<String>,
}

impl Default for Outcomes {
    fn default() -> Self {
        // Three digits up to a minute: neither number can be refused.
        let empty = || Histogram::new_with_max(60_000_000, 3).expect("valid bounds");
        Self {
            times: [empty(), empty(), empty()],
            wrong: 0,
            first_wrong: None,
        }
    }
}

impl Outcomes {
    /// Adds an answer's status, or why there was none.
    pub fn add(&mut self, kind: Kind, late: Duration, answer: Result<u16, String>) {
        let micros = u64::try_from(late.as_micros()).unwrap_or(u64::MAX);
        self.times[kind as usize].saturating_record(micros);
        if answer != Ok(kind.status()) {
            self.wrong += 1;
            self.first_wrong
                .get_or_insert_with(|| format!("{kind:?}: {answer:?}"));
        }
    }

    /// Adds those of another connection.
    pub fn join(&mut self, other: Self) {
        for (times, more) in self.times.iter_mut().zip(&other.times) {
            // Same bounds on both sides.
            times.add(more).expect("equal bounds");
        }
        self.wrong += other.wrong;
        self.first_wrong = self.first_wrong.take().or(other.first_wrong);
    }

    /// How many answers were not the right one.
    #[must_use]
    pub fn wrong(&self) -> u64 {
        self.wrong
    }

    /// How many requests of a kind were answered.
    #[must_use]
    pub fn count(&self, kind: Kind) -> u64 {
        self.times[kind as usize].len()
    }

    /// The 99th percentile over everything.
    #[must_use]
    pub fn p99(&self) -> Duration {
        Duration::from_micros(self.all().value_at_quantile(0.99))
    }

    fn all(&self) -> Histogram<u64> {
        let mut all = self.times[0].clone();
        for more in &self.times[1..] {
            all.add(more).expect("equal bounds");
        }
        all
    }
}

impl fmt::Display for Outcomes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<10}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}  ms since due",
            "", "answers", "p50", "p90", "p99", "p99.9", "max"
        )?;
        let all = self.all();
        let rows = [("all", &all)].into_iter();
        let kinds = Kind::ALL.map(|kind| (kind, &self.times[kind as usize]));
        let names = ["good", "repeated", "bad"];
        for (name, times) in rows.chain(names.into_iter().zip(kinds.map(|(_, times)| times))) {
            write!(f, "{name:<10}{:>9}", times.len())?;
            for quantile in [0.5, 0.9, 0.99, 0.999, 1.0] {
                let millis = times.value_at_quantile(quantile) as f64 / 1000.0;
                write!(f, "{millis:>9.2}")?;
            }
            writeln!(f)?;
        }
        match &self.first_wrong {
            Some(first) => writeln!(f, "{} wrong answers, the first: {first}", self.wrong),
            None => writeln!(f, "every answer right"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_answers_are_counted_and_times_kept() {
        let mut outcomes = Outcomes::default();
        for millis in 1..=100 {
            outcomes.add(Kind::Good, Duration::from_millis(millis), Ok(204));
        }
        outcomes.add(Kind::Bad, Duration::from_millis(1), Ok(204));
        let mut all = Outcomes::default();
        all.add(
            Kind::Repeated,
            Duration::from_millis(1),
            Err("reset".into()),
        );
        all.join(outcomes);
        assert_eq!(all.wrong(), 2);
        assert_eq!(all.count(Kind::Good), 100);
        let p99 = all.p99().as_millis();
        assert!((98..=100).contains(&p99), "{p99}");
        assert!(all.to_string().contains("2 wrong answers"));
    }
}
