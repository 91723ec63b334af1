//! What a run of all steps came to.

use std::fmt;
use std::time::Duration;

use super::tally::Tally;

/// The outcome of every step so far.
#[derive(Default)]
pub(super) struct Summary {
    steps: Vec<(&'static str, Tally, Duration)>,
}

impl Summary {
    pub(super) fn add(&mut self, step: &'static str, tally: Tally, took: Duration) {
        self.steps.push((step, tally, took));
    }

    pub(super) fn is_success(&self) -> bool {
        self.total().failed == 0
    }

    fn total(&self) -> Tally {
        let mut total = Tally::default();
        for (_, tally, _) in &self.steps {
            total += *tally;
        }
        total
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, tally, took) in &self.steps {
            let seconds = took.as_secs_f64();
            write!(f, "{name:<12}{:>6} passed", tally.passed)?;
            write!(f, "{:>6} failed{seconds:>9.1} s", tally.failed)?;
            writeln!(f)?;
        }
        let failing: Vec<_> = self
            .steps
            .iter()
            .filter(|(_, tally, _)| tally.failed > 0)
            .map(|(name, ..)| *name)
            .collect();
        if !failing.is_empty() {
            writeln!(f, "failing steps: {}", failing.join(", "))?;
        }
        let Tally { passed, failed } = self.total();
        writeln!(f, "{passed} passed, {failed} failed")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_counts_and_failing_steps_are_named() {
        let mut summary = Summary::default();
        summary.add("fmt", Tally::PASSED, Duration::ZERO);
        assert!(summary.is_success());
        summary.add(
            "test",
            Tally {
                passed: 4,
                failed: 2,
            },
            Duration::ZERO,
        );
        let text = summary.to_string();
        assert!(!summary.is_success());
        assert!(text.contains("failing steps: test\n"), "{text}");
        assert!(text.ends_with("\n5 passed, 2 failed\n"), "{text}");
    }
}
