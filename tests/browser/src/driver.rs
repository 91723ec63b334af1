//! The driver's process.

use std::{
    io::{BufRead, BufReader},
    net::{Ipv4Addr, TcpStream},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

use crate::{Engine, LIMIT, Result, StaticSite, engine::Screen};

/// How long the driver may take to end its browsers before it is killed.
const GOODBYE: Duration = Duration::from_secs(5);

/// A running driver and its browser's profile. Dropping it ends both.
#[derive(Debug)]
pub(crate) struct Driver {
    child: Child,
    port: u16,
    profile: TempDir,
    _screen: Option<Screen>,
}

/// A port that is free for one address may be taken for the other; then the driver ends at once.
const TRIES: u32 = 5;

impl Driver {
    /// Starts it and waits for the line that names its port.
    pub(crate) fn start(engine: Engine) -> Result<Self> {
        let mut tries = 1;
        loop {
            match Self::try_start(engine) {
                Ok(driver) => return Ok(driver),
                Err(error) if tries == TRIES => return Err(error),
                Err(_) => tries += 1,
            }
        }
    }

    fn try_start(engine: Engine) -> Result<Self> {
        let screen = engine.screen()?;
        let port = match engine.names_port() {
            true => 0,
            false => StaticSite::free_port()?,
        };
        let mut command = engine.driver(port)?;
        if let Some(screen) = &screen {
            command.env("DISPLAY", &screen.display);
        }
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut driver = Self {
            child,
            port,
            profile: tempfile::tempdir()?,
            _screen: screen,
        };
        let output = driver
            .child
            .stdout
            .take()
            .ok_or("the driver says nothing")?;
        let mut lines = BufReader::new(output).lines();
        if engine.names_port() {
            let port = lines
                .by_ref()
                .map_while(|line| line.ok())
                .find_map(|line| engine.port(&line));
            driver.port = port.ok_or("the driver ended without naming its port")?;
        } else {
            driver.listens()?;
        }
        // A pipe that nobody reads would stop it once it is full.
        thread::spawn(move || lines.for_each(drop));
        Ok(driver)
    }

    /// Waits until it listens on the port that it was given.
    fn listens(&mut self) -> Result {
        let start = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_err() {
            if self.child.try_wait()?.is_some() || start.elapsed() > LIMIT {
                return Err("the driver does not listen".into());
            }
            thread::sleep(Duration::from_millis(10));
        }
        Ok(())
    }

    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The process, whose children are the browser's.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn profile(&self) -> &std::path::Path {
        self.profile.path()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Asked politely it takes its browsers along; killed it would leave them running.
        let asked = Command::new("kill")
            .arg(self.child.id().to_string())
            .status();
        let start = Instant::now();
        while asked.is_ok() && start.elapsed() < GOODBYE {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            thread::sleep(Duration::from_millis(10));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
