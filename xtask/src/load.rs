//! `cargo xtask load`: a receiver under load, on this machine. Without an address it starts the one in `benches/`.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};

use crate::layout::Layout;
use crate::progress::timed;
use crate::{Result, disk, process};

const PACKAGE: &str = "launch-complete-benches";

/// The task itself; its flags are the generator's.
pub(crate) fn command(given: Vec<String>) -> Result<ExitCode> {
    let layout = Layout::new();
    timed("compiling receiver and generator", || {
        let profile = ["build", "--quiet", "--profile", "bench"];
        process::run(
            process::cargo(&layout.root)
                .args(profile)
                .args(["--package", PACKAGE]),
        )
    })?;
    let program = |name: &str| layout.target.join("release").join(name);
    let mut generator = Command::new(program("load-generator"));
    generator.args(&given);
    let elsewhere = given.iter().any(|flag| flag.starts_with("--address"));
    if elsewhere || given.iter().any(|flag| flag == "--help") {
        return run(&mut generator);
    }
    let database = layout.stage("load").join("load.sqlite");
    let receiver = Receiver::start(&program("load-receiver"), &database)?;
    generator
        .args(["--address", &format!("127.0.0.1:{}", receiver.port)])
        .args(["--pid", &receiver.process.id().to_string()])
        .arg("--database")
        .arg(&database);
    run(&mut generator)
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
    port: u16,
}

impl Receiver {
    /// Starts it on an empty database and waits for its port.
    fn start(program: &Path, database: &Path) -> Result<Self> {
        disk::create_folder(database.parent().unwrap_or(Path::new("")))?;
        for suffix in ["", "-wal", "-shm"] {
            let mut name = database.as_os_str().to_owned();
            name.push(suffix);
            disk::remove_file(Path::new(&name))?;
        }
        let process = Command::new(program)
            .arg(database)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("cannot start the receiver: {error}"))?;
        let mut receiver = Self { process, port: 0 };
        let mut line = String::new();
        if let Some(output) = receiver.process.stdout.take() {
            BufReader::new(output).read_line(&mut line)?;
        }
        let port = line.trim().parse();
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
