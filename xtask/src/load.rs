//! `cargo xtask load`: a receiver under load, on this machine. Without an address it starts the demo's.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, ExitCode, Stdio};

use crate::layout::Layout;
use crate::progress::timed;
use crate::{Result, arguments, disk, process};

const PACKAGE: &str = "launch-complete-benches";

/// Package and program: the demo, whose receiver is loaded unless `--durable` asks for the one in `benches/`, which
/// waits for the disk before it answers.
const DEMO: &str = "launch-complete-demo";

/// The published example's, as `demo/src/credentials.rs` has them.
const DEMO_CREDENTIALS: [&str; 4] = [
    "--client-id",
    "23b08412a29bbe8625967e16c1a41dc9",
    "--secret",
    "de17f1f0-4816-157b-97ae-eb4b0f656a1f",
];

/// The task itself; its other flags are the generator's.
pub(crate) fn command(mut given: Vec<String>) -> Result<ExitCode> {
    let layout = Layout::new();
    let durable = arguments::switch(&mut given, "--durable");
    timed("compiling receiver and generator", || {
        let profile = ["build", "--quiet", "--profile", "bench"];
        let packages = ["--package", PACKAGE, "--package", DEMO];
        process::run(process::cargo(&layout.root).args(profile).args(packages))
    })?;
    let program = |name: &str| layout.target.join("release").join(name);
    let mut generator = Command::new(program("load-generator"));
    generator.args(&given);
    let elsewhere = given.iter().any(|flag| flag.starts_with("--address"));
    if elsewhere || given.iter().any(|flag| flag == "--help") {
        return run(&mut generator);
    }
    let database = layout.stage("load").join("load.sqlite");
    empty(&database)?;
    let receiver = if durable {
        Receiver::start(Command::new(program("load-receiver")).arg(&database))?
    } else {
        let ports = ["--host-port", "0", "--marketplace-port", "0", "--database"];
        // How the demo keeps an event, and what it gives out as the marketplace's credentials.
        let stored = "SELECT json_extract(body, '$.payload.guid') FROM events";
        generator.args(["--stored", stored]).args(DEMO_CREDENTIALS);
        Receiver::start(Command::new(program(DEMO)).args(ports).arg(&database))?
    };
    generator
        .args(["--address", &format!("127.0.0.1:{}", receiver.port)])
        .args(["--host", &format!("host.localhost:{}", receiver.port)])
        .args(["--pid", &receiver.process.id().to_string()])
        .arg("--database")
        .arg(&database);
    run(&mut generator)
}

/// Removes the database of the run before.
fn empty(database: &Path) -> Result<()> {
    disk::create_folder(database.parent().unwrap_or(Path::new("")))?;
    for suffix in ["", "-wal", "-shm"] {
        let mut name = database.as_os_str().to_owned();
        name.push(suffix);
        disk::remove_file(Path::new(&name))?;
    }
    Ok(())
}

fn run(generator: &mut Command) -> Result<ExitCode> {
    let status = generator
        .status()
        .map_err(|error| format!("cannot start the load generator: {error}"))?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// A running receiver; dropping it ends it.
struct Receiver {
    process: Child,
    output: Option<BufReader<ChildStdout>>,
    port: u16,
}

impl Receiver {
    /// Starts it and waits for its port, the last number of its first line.
    fn start(program: &mut Command) -> Result<Self> {
        let process = program
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("cannot start the receiver: {error}"))?;
        let mut receiver = Self {
            process,
            output: None,
            port: 0,
        };
        let mut line = String::new();
        if let Some(output) = receiver.process.stdout.take() {
            // Kept: who writes to a closed pipe ends.
            let output = receiver.output.insert(BufReader::new(output));
            output.read_line(&mut line)?;
        }
        let line = line.trim().trim_end_matches('/');
        let port = line.rsplit(':').next().unwrap_or_default().parse();
        receiver.port = port.map_err(|_| "the receiver ended without a port")?;
        Ok(receiver)
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
