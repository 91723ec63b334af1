//! `cargo xtask faults` in a program of its own.

use std::process::ExitCode;

fn main() -> ExitCode {
    match browser_tests::faults::main(std::env::args().skip(1).collect()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
