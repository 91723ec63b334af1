//! `cargo xtask postgres`: the documented SQL of a shared inbox, put to a PostgreSQL of this machine by two sessions.

mod cluster;
mod statements;

use std::process::ExitCode;
use std::time::{Duration, Instant};
use std::{fs, thread};

use crate::layout::Layout;
use crate::{Result, arguments};
use cluster::Cluster;
use statements::Statements;

/// How long the first handler takes. The repeat comes once it is at work.
const HANDLING: Duration = Duration::from_millis(1500);
/// The sessions that are in the handler.
const AT_WORK: &str = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'";

/// The task itself. Without PostgreSQL it says so, and that is no failure.
pub(crate) fn command(given: Vec<String>) -> Result<ExitCode> {
    arguments::nothing_left(&given)?;
    let layout = Layout::new();
    let source = layout.root.join("src/subscription/inbox/mod.rs");
    let statements = Statements::of_docs(&fs::read_to_string(source)?)?;
    let Some(cluster) = Cluster::start()? else {
        println!("skipped: no PostgreSQL here (Debian: apt-get install postgresql)");
        return Ok(ExitCode::SUCCESS);
    };
    cluster.query(&statements.layout)?;
    let repeat = Repeat {
        cluster: &cluster,
        statements: &statements,
    };
    let waited = HANDLING / 3;

    let (answer, took) = repeat.during("COMMIT", None)?;
    check(
        "a repeat waits and finds the first one's reply",
        answer.contains("0\n422|no") && took > waited,
    )?;
    let (answer, took) = repeat.during("ROLLBACK", None)?;
    check(
        "after a 5xx the repeat is a first one",
        answer.starts_with('1') && took > waited,
    )?;
    let (answer, took) = repeat.during("COMMIT", Some("200ms"))?;
    check(
        "a repeat that waits too long is an error",
        answer.contains("lock timeout") && took < HANDLING,
    )?;
    let killed = "SELECT pg_terminate_backend(pg_backend_pid())";
    let (answer, _) = repeat.during(killed, None)?;
    check(
        "where the first one dies the repeat is a first one",
        answer.starts_with('1'),
    )?;
    let kept = cluster.query(&format!(
        "{}; {}",
        statements.first("COMMIT", 0.0),
        statements.forget
    ))?;
    check(
        "what is young is not forgotten",
        kept.trim().is_empty() && cluster.query(&statements.found())?.contains("422"),
    )?;
    println!("5 passed, 0 failed");
    Ok(ExitCode::SUCCESS)
}

fn check(what: &str, holds: bool) -> Result<()> {
    if !holds {
        return Err(format!("does not hold: {what}").into());
    }
    println!("holds: {what}");
    Ok(())
}

struct Repeat<'a> {
    cluster: &'a Cluster,
    statements: &'a Statements,
}

impl Repeat<'_> {
    /// What a repeat is told while the first one is being handled, and how long it waited. Then all is forgotten.
    fn during(&self, end: &str, patience: Option<&str>) -> Result<(String, Duration)> {
        let Self {
            cluster,
            statements,
        } = self;
        let first = statements.first(end, HANDLING.as_secs_f64());
        let answer = thread::scope(|scope| {
            // It may be killed on purpose; whether it was stored is what the repeat finds.
            let running = scope.spawn(|| drop(cluster.query(&first)));
            while !running.is_finished() && cluster.query(AT_WORK)?.trim() == "0" {}
            let start = Instant::now();
            let answer = cluster.query(&statements.repeat(patience));
            let took = start.elapsed();
            let _ = running.join();
            crate::Result::Ok((answer.unwrap_or_else(|error| error.to_string()), took))
        })?;
        cluster.query("DELETE FROM subscription_inbox")?;
        Ok(answer)
    }
}
