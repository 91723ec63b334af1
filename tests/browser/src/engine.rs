//! Which browser it is.

mod chromium;

use std::{env, path::Path, process::Command};

use serde_json::Value;

use crate::Result;

/// A browser and its WebDriver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium or Chrome.
    Chromium,
}

impl Engine {
    /// The one the environment variable `BROWSER_TESTS_ENGINE` names; Chromium where it names none.
    ///
    /// # Errors
    ///
    /// It names one that is not known.
    pub fn chosen() -> Result<Self> {
        match env::var("BROWSER_TESTS_ENGINE").as_deref() {
            Err(_) | Ok("" | "chromium") => Ok(Self::Chromium),
            Ok(other) => Err(format!("there is no browser `{other}` in these tests").into()),
        }
    }

    /// The command that starts its driver on a free port.
    pub(crate) fn driver(self) -> Result<Command> {
        match self {
            Self::Chromium => chromium::driver(),
        }
    }

    /// The port, if this line of the driver's output names it.
    pub(crate) fn port(self, line: &str) -> Option<u16> {
        match self {
            Self::Chromium => chromium::port(line),
        }
    }

    /// What to ask the driver for: a browser with a profile of its own.
    pub(crate) fn capabilities(self, profile: &Path) -> Result<Value> {
        match self {
            Self::Chromium => chromium::capabilities(profile),
        }
    }

    /// Whether the driver has a console log besides BiDi's. Chromium's BiDi leaves out what the browser
    /// itself writes, such as blocked requests.
    pub(crate) fn has_log(self) -> bool {
        match self {
            Self::Chromium => true,
        }
    }

    /// Whether the driver takes commands of the Chrome DevTools Protocol.
    #[must_use]
    pub fn takes_devtools_commands(self) -> bool {
        match self {
            Self::Chromium => true,
        }
    }
}

/// The first of these programs that is in `PATH`.
fn program(names: &[&str]) -> Option<std::path::PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<_> = env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|file| file.is_file())
}
