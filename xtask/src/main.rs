//! The project's development tasks, each a module: `cargo xtask` lists them.
//!
//! Every task does its own set-up, so a fresh clone needs nothing but rustup (and Node for everything
//! beyond the demo). Progress goes to standard error; standard output carries results only.

mod arguments;
mod bench;
mod build;
mod coverage;
mod demo;
mod deny;
mod disk;
mod faults;
mod fuzz;
mod interleave;
mod layout;
mod load;
mod mutants;
mod package;
mod postgres;
mod process;
mod progress;
mod setup;
mod sizes;
mod test;

use std::process::ExitCode;

/// Errors end a task and are shown as they are: one readable sentence.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

const USAGE: &str = "\
usage: cargo xtask <task>

  build   compile, optimise and assemble everything into dist/
            --out DIR                  write there instead
            --host-origin ORIGIN       origin of the host app in dist/www
            --marketplace-origin ORIGIN  origin of the marketplace in dist/www
            --plain                    without Node: neither minified nor optimised
  sizes   build, then weigh what each artefact loads; fails over budget
            --json                     one line of JSON
            --names                    and where the bytes of the wasm are, by name
  package  build, then make the npm package and the crate; prints what is in them
  demo    build, then serve host app and marketplace; other flags go to the server
            --plain                    as above
            --base PATH                serve both below this path
  test    every check and test; the last line counts them
            --fast                     only the steps that need no wasm and no browser
            [STEP ...]                 only these steps
  bench   side by side with peers; prints tables and writes target/bench.json
            --only GROUP,GROUP         only these groups: bytes, start, click, validate, redirect, memory,
                                       capability, subscriptions
            --quick                    few rounds: whether it works
            --write-docs               also docs/benchmarks.md and its picture; a whole run only
  load    a receiver of signed events under load; prints percentiles, memory, what is stored
            --requests-per-second N    2000 unless told otherwise; see --help for the others
            --seconds N                30 unless told otherwise
            --durable                  not the demo's, but one that waits for the disk
            --address IP:PORT          a receiver that runs already
  postgres  the documented SQL of a shared inbox, where PostgreSQL is installed
  fuzz    every decoder under libFuzzer; needs nightly Rust, installs cargo-fuzz
            --seconds N                so long each; 60 unless told otherwise
            --keep                     add what reaches new code to fuzz/corpus
            [TARGET ...]               only these targets
  interleave  random orders of everything that can happen around the delivery state machines
            --worlds N                 so many; 1000000 unless told otherwise
  mutants   the core broken in every way, and what the tests notice of it; hours
            --shard K/N                only this part
            [FILE ...]                 only these files
  coverage  how much of the core its native tests run
  deny    licences, sources, duplicates and known weaknesses of the dependencies
            --offline                  without the known weaknesses, whose list is fetched
  faults  every fault of tests/faults.csv in a browser; the last line counts the cells
            --browser NAME             chromium (unless told otherwise), firefox, webkit, or
                                       chromium-headless-shell: half the work, for many repeats
            --repeat N                 so many times
            --only F05,F11             only these faults
            --path NAME                only this path: opener, proxy-iframe or redirect
            --lanes N                  so many browsers at a time; 2 unless told otherwise";

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.is_empty() {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    let task = arguments.remove(0);
    let outcome = match task.as_str() {
        "build" => build::command(arguments),
        "sizes" => sizes::command(arguments),
        "package" => package::command(arguments),
        "bench" => bench::command(arguments),
        "postgres" => postgres::command(arguments),
        "load" => load::command(arguments),
        "fuzz" => fuzz::command(arguments),
        "interleave" => interleave::command(arguments),
        "mutants" => mutants::command(arguments),
        "coverage" => coverage::command(arguments),
        "deny" => deny::command(arguments),
        "demo" => demo::command(arguments),
        "test" => test::command(arguments),
        "faults" => faults::command(arguments),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        other => Err(format!("unknown task `{other}`\n\n{USAGE}").into()),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("error: {error}");
        ExitCode::FAILURE
    })
}
