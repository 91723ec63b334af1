//! Running a test runner: its output is passed on, its closing lines are counted.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use super::tally::Tally;
use crate::{Result, process};

/// Reads one line of a runner's output.
type Reader = fn(&str) -> Option<Tally>;

/// A command that counts as one check. That it does not hold is an outcome, not an error.
pub(super) fn check(command: &mut Command) -> Tally {
    match process::run(command) {
        Ok(()) => Tally::PASSED,
        Err(error) => {
            println!("error: {error}");
            Tally::FAILED
        }
    }
}

/// A command that runs tests and says so in lines that `read` knows.
pub(super) fn tests(command: &mut Command, read: Reader) -> Result<Tally> {
    let shown = process::shown(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cannot start `{shown}`: {error}"))?;
    let mut tally = Tally::default();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            if let Some(counted) = read(&line) {
                tally += counted;
            }
        }
    }
    let status = child.wait()?;
    if !status.success() && tally.failed == 0 {
        // It did not compile, or it died before it could count.
        println!("error: `{shown}` failed ({status})");
        tally += Tally::FAILED;
    }
    Ok(tally)
}

/// `test result: ok. 12 passed; 0 failed; …`, as cargo test and wasm-bindgen's runner close.
pub(super) fn cargo_line(line: &str) -> Option<Tally> {
    let (_, counts) = line.split_once("test result: ")?;
    let before = |word: &str| {
        let (count, _) = counts.split_once(word)?;
        count.rsplit(' ').next()?.parse().ok()
    };
    Some(Tally {
        passed: before(" passed")?,
        failed: before(" failed")?,
    })
}

/// `# pass 3` and `# fail 0`, as node's runner closes; its other reporter writes `ℹ` for `#`.
pub(super) fn node_line(line: &str) -> Option<Tally> {
    let (word, count) = line
        .strip_prefix("# ")
        .or_else(|| line.strip_prefix("ℹ "))?
        .split_once(' ')?;
    let count = count.trim().parse().ok()?;
    match word {
        "pass" => Some(Tally {
            passed: count,
            failed: 0,
        }),
        "fail" | "cancelled" => Some(Tally {
            passed: 0,
            failed: count,
        }),
        _ => None,
    }
}

/// `171 passed, 0 failed`, as the fault matrix closes.
pub(super) fn faults_line(line: &str) -> Option<Tally> {
    let (passed, failed) = line.split_once(" passed, ")?;
    Some(Tally {
        passed: passed.parse().ok()?,
        failed: failed.strip_suffix(" failed")?.parse().ok()?,
    })
}

#[cfg(test)]
mod unit {
    use super::*;

    fn tally(passed: usize, failed: usize) -> Option<Tally> {
        Some(Tally { passed, failed })
    }

    #[test]
    fn closing_lines_of_cargo_test_are_read() {
        for (line, expected) in [
            (
                "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out",
                tally(12, 0),
            ),
            (
                "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 filtered out",
                tally(3, 2),
            ),
            ("test tests::result_is_read ... ok", None),
            ("running 3 tests", None),
        ] {
            assert_eq!(cargo_line(line), expected, "{line}");
        }
    }

    #[test]
    fn closing_lines_of_node_are_read() {
        for (line, expected) in [
            ("# pass 7", tally(7, 0)),
            ("# fail 1", tally(0, 1)),
            ("ℹ pass 2", tally(2, 0)),
            ("# cancelled 1", tally(0, 1)),
            ("# tests 8", None),
            ("# Subtest: pass 1 on", None),
        ] {
            assert_eq!(node_line(line), expected, "{line}");
        }
    }

    #[test]
    fn the_closing_line_of_the_fault_matrix_is_read() {
        assert_eq!(faults_line("170 passed, 1 failed"), tally(170, 1));
        assert_eq!(faults_line("F39 redirect 15.7 s ok"), None);
    }

    #[test]
    fn a_runner_that_dies_without_counting_is_one_failure() {
        let outcome = tests(
            Command::new("sh").args(["-c", "echo hello; exit 3"]),
            cargo_line,
        );
        assert_eq!(outcome.unwrap(), Tally::FAILED);
        let counted = "echo 'test result: FAILED. 1 passed; 2 failed;'; exit 101";
        let outcome = tests(Command::new("sh").args(["-c", counted]), cargo_line);
        assert_eq!(outcome.ok(), tally(1, 2));
    }
}
