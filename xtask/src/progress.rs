//! One line for each long step: what it does while it runs, and afterwards how long it took.

use std::io::Write;
use std::time::Instant;

use crate::Result;

/// Runs `work` and reports it on standard error.
pub(crate) fn timed<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let start = Instant::now();
    eprint!("{what} … ");
    // Nothing to be done about a closed standard error; the work matters more.
    let _ = std::io::stderr().flush();
    let outcome = work();
    let mark = if outcome.is_ok() { "" } else { "failed after " };
    eprintln!("{mark}{:.1} s", start.elapsed().as_secs_f64());
    outcome
}

/// Something the reader should know, but that stops nothing.
pub(crate) fn note(text: &str) {
    eprintln!("note: {text}");
}
