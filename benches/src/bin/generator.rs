//! Load on a receiver: requests when they are due, 1 in 100 with a wrong signature, 1 in 20 a repeat. Then percentiles,
//! the receiver's memory, and what is in its database. Fails where an answer or a stored event is wrong.

#![forbid(unsafe_code)]

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use launch_complete::subscription::{Dispatcher, PublicPath, Secret};
use launch_complete_benches::load::{Kind, Plan, Rate, Target, compare, fire, resident};
use launch_complete_benches::{CLIENT, SECRET};
use lexopt::{Arg, Parser, ValueExt};
use tokio::time::{interval, sleep};

const HELP: &str = "\
  --address IP:PORT          the receiver
  --host NAME                the name it is called by [its address]
  --path PATH                its registered path [/subscriptions]
  --client-id ID  --secret TEXT
  --requests-per-second N    [2000]
  --seconds N                [30]
  --connections N            [32]
  --pid N                    its process, for its memory
  --database FILE            its SQLite file
  --stored SQL               gives the GUID of each stored event [SELECT guid FROM installation]
";

/// The aim for the 99th percentile.
const AIM: Duration = Duration::from_millis(5);

struct Options {
    address: String,
    host: Option<String>,
    path: String,
    client_id: String,
    secret: String,
    rate: Rate,
    connections: usize,
    pid: Option<u32>,
    database: Option<PathBuf>,
    stored: String,
}

fn options() -> Result<Options, lexopt::Error> {
    let mut options = Options {
        address: String::new(),
        host: None,
        path: "/subscriptions".into(),
        client_id: CLIENT.into(),
        secret: SECRET.into(),
        rate: Rate {
            per_second: 2000,
            seconds: 30,
        },
        connections: 32,
        pid: None,
        database: None,
        stored: "SELECT guid FROM installation".into(),
    };
    let mut parser = Parser::from_env();
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Long("address") => options.address = parser.value()?.string()?,
            Arg::Long("host") => options.host = Some(parser.value()?.string()?),
            Arg::Long("path") => options.path = parser.value()?.string()?,
            Arg::Long("client-id") => options.client_id = parser.value()?.string()?,
            Arg::Long("secret") => options.secret = parser.value()?.string()?,
            Arg::Long("requests-per-second") => {
                options.rate.per_second = parser.value()?.parse()?
            }
            Arg::Long("seconds") => options.rate.seconds = parser.value()?.parse()?,
            Arg::Long("connections") => options.connections = parser.value()?.parse()?,
            Arg::Long("pid") => options.pid = Some(parser.value()?.parse()?),
            Arg::Long("database") => options.database = Some(parser.value()?.into()),
            Arg::Long("stored") => options.stored = parser.value()?.string()?,
            Arg::Long("help") => {
                println!("{HELP}");
                std::process::exit(0);
            }
            other => return Err(other.unexpected()),
        }
    }
    Ok(options)
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> ExitCode {
    let options = match options() {
        Ok(options) if options.rate.per_second > 0 => options,
        Ok(_) => return usage("--requests-per-second must be at least 1"),
        Err(error) => return usage(&error.to_string()),
    };
    match run(options).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn usage(error: &str) -> ExitCode {
    eprintln!("{error}\n\n{HELP}");
    ExitCode::from(2)
}

/// Whether everything was right.
async fn run(options: Options) -> Result<bool, Box<dyn Error>> {
    let path = PublicPath::registered(&options.path)?;
    let dispatcher = Dispatcher::new(options.client_id, Secret::new(options.secret)?, path)?;
    let target = Target {
        address: options.address.parse()?,
        host: options.host.unwrap_or(options.address),
        connections: options.connections,
    };
    let watch = options
        .pid
        .map(|pid| tokio::spawn(memory(pid, options.rate)));
    let (outcomes, plan) = fire(&target, options.rate, Plan::new(dispatcher)).await?;
    print!("{outcomes}");
    let answered: u64 = Kind::ALL.map(|kind| outcomes.count(kind)).iter().sum();
    let mut right = outcomes.wrong() == 0 && answered == options.rate.total();
    if let Some(watch) = watch {
        println!("resident memory of the receiver, KiB: {}", watch.await?);
    }
    if let Some(database) = options.database {
        let stored = compare(&database, &options.stored, &plan.into_guids())?;
        println!("{stored}");
        right &= stored.missing == 0 && stored.repeated == 0;
    }
    let p99 = outcomes.p99();
    if p99 > AIM {
        println!("aim missed: p99 is {p99:.1?}, wanted is {AIM:?}");
    }
    Ok(right)
}

/// The receiver's memory before, and at six times until all is over.
async fn memory(pid: u32, rate: Rate) -> String {
    let look = || resident(pid).map_or_else(|| "unknown".to_owned(), |kib| kib.to_string());
    let mut seen = vec![look()];
    let step = Duration::from_secs(rate.seconds).max(Duration::from_secs(1)) / 6;
    let mut ticks = interval(step);
    ticks.tick().await;
    for _ in 0..6 {
        ticks.tick().await;
        seen.push(look());
    }
    sleep(Duration::from_millis(500)).await;
    seen.push(look());
    seen.join(" ")
}
