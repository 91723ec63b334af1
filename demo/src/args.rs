//! The program's flags.

use launch_complete_demo::Config;
use lexopt::{Arg, Error, Parser, ValueExt};

pub(crate) const HELP: &str = "\
Serves the host app and the marketplace simulator on two sites of this machine.

  --host-port N         port of the host app [8080]; 0 takes any free one
  --marketplace-port N  port of the marketplace [8081]; 0 takes any free one
  --www DIR             folder with the built pages [dist/www]
  --database FILE       SQLite file with the stored results [target/demo.sqlite]
  --base PATH           path that both sites are served below, such as /some/where; none
  --verbose             write each request's method and path to standard error
  --help                this text
";

/// What the program is to do.
#[derive(Debug)]
pub(crate) enum Command {
    Run(Config, String),
    Help,
}

/// Reads the flags.
///
/// # Errors
///
/// An unknown flag, or a value that does not fit.
pub(crate) fn parse(mut parser: Parser) -> Result<Command, Error> {
    let mut config = Config::default();
    let mut base = String::new();
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Long("host-port") => config.host_port = parser.value()?.parse()?,
            Arg::Long("marketplace-port") => config.marketplace_port = parser.value()?.parse()?,
            Arg::Long("www") => config.www = parser.value()?.into(),
            Arg::Long("database") => config.database = parser.value()?.into(),
            Arg::Long("base") => base = parser.value()?.string()?,
            Arg::Long("verbose") => config.verbose = true,
            Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Run(config, base))
}
