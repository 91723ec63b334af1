//! The browser groups of `cargo xtask bench` in a program of its own.

use std::process::ExitCode;

fn main() -> ExitCode {
    match browser_tests::measure::main(std::env::args().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
