//! WebKitGTK's own small browser by WebKitWebDriver, on a screen that nobody sees.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use serde_json::{Value, json};

use super::program;
use crate::Result;

const INSTALL: &str = "WebKitGTK not found: run apt-get install webkit2gtk-driver xvfb";

/// A screen. Dropping it ends it.
#[derive(Debug)]
pub(crate) struct Screen {
    child: Child,
    /// What `DISPLAY` is to be.
    pub(crate) display: String,
}

impl Screen {
    pub(super) fn start() -> Result<Self> {
        let program = program(&["Xvfb"]).ok_or(INSTALL)?;
        let mut child = Command::new(program)
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1600x1200x24",
                "-nolisten",
                "tcp",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let output = child.stdout.take().ok_or("the screen says nothing")?;
        let mut screen = Self {
            child,
            display: String::new(),
        };
        let number = BufReader::new(output).lines().next();
        let number = number.ok_or("the screen ended without naming its number")??;
        screen.display = format!(":{}", number.trim());
        Ok(screen)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(super) fn driver(port: u16) -> Result<Command> {
    let mut command = Command::new(program(&["WebKitWebDriver"]).ok_or(INSTALL)?);
    command
        .arg(format!("--port={port}"))
        // There is no session bus here, and without this word it would wait for one.
        .env("DBUS_SESSION_BUS_ADDRESS", "disabled:");
    Ok(command)
}

pub(super) fn capabilities() -> Result<Value> {
    let binary = browser().ok_or(INSTALL)?;
    Ok(json!({
        "webkitgtk:browserOptions": { "binary": binary, "args": ["--automation"] },
    }))
}

/// In the folder of the library, which is named after the machine.
fn browser() -> Option<PathBuf> {
    let folders = fs::read_dir("/usr/lib").ok()?.flatten();
    folders
        .map(|folder| folder.path().join("webkit2gtk-4.1/MiniBrowser"))
        .find(|file| file.is_file())
}
