//! Which browser it is.

mod chromium;
mod firefox;
mod webkit;

use std::{env, path::Path, process::Command};

use serde_json::Value;

use crate::Result;
pub(crate) use webkit::Screen;

/// A browser and its WebDriver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium or Chrome.
    Chromium,
    /// Chromium without its user interface, at half the work a window.
    ChromiumHeadlessShell,
    /// Firefox.
    Firefox,
    /// WebKitGTK's own small browser.
    WebKit,
}

/// How a browser is set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flavour {
    /// As it comes, and its console is listened to.
    Watched,
    /// As it comes.
    Usual,
    /// It opens no window that nobody clicked for.
    PopupsBlocked,
    /// Frames of other sites have no storage.
    StorageBlocked,
    /// Timers of hidden pages hardly run.
    Throttled,
}

impl Engine {
    /// The one the environment variable `BROWSER_TESTS_ENGINE` names, `otherwise` where it names none.
    ///
    /// # Errors
    ///
    /// It names one that is not known.
    pub fn chosen(otherwise: Self) -> Result<Self> {
        match env::var("BROWSER_TESTS_ENGINE").as_deref() {
            Err(_) | Ok("") => Ok(otherwise),
            Ok(name) => Self::named(name),
        }
    }

    /// The one with this name.
    ///
    /// # Errors
    ///
    /// It is not known.
    pub fn named(name: &str) -> Result<Self> {
        match name {
            "chromium" => Ok(Self::Chromium),
            "chromium-headless-shell" => Ok(Self::ChromiumHeadlessShell),
            "firefox" => Ok(Self::Firefox),
            "webkit" => Ok(Self::WebKit),
            other => Err(format!("there is no browser `{other}` in these tests").into()),
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::ChromiumHeadlessShell => "chromium-headless-shell",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The screen it needs, where it cannot do without.
    pub(crate) fn screen(self) -> Result<Option<Screen>> {
        match self {
            Self::Chromium | Self::ChromiumHeadlessShell | Self::Firefox => Ok(None),
            Self::WebKit => Screen::start().map(Some),
        }
    }

    /// The command that starts its driver. With port 0 it finds one itself and tells; a driver that would not
    /// tell is given one.
    pub(crate) fn driver(self, port: u16) -> Result<Command> {
        match self {
            Self::Chromium | Self::ChromiumHeadlessShell => chromium::driver(),
            Self::Firefox => firefox::driver(),
            Self::WebKit => webkit::driver(port),
        }
    }

    /// Whether the driver's output names the port that it found.
    pub(crate) fn names_port(self) -> bool {
        self != Self::WebKit
    }

    /// The port, if this line of the driver's output names it.
    pub(crate) fn port(self, line: &str) -> Option<u16> {
        match self {
            Self::Chromium | Self::ChromiumHeadlessShell => chromium::port(line),
            Self::Firefox => firefox::port(line),
            Self::WebKit => None,
        }
    }

    /// What to ask the driver for: a browser with a profile of its own.
    pub(crate) fn capabilities(self, flavour: Flavour, profile: &Path) -> Result<Value> {
        match self {
            Self::Chromium => chromium::capabilities(chromium::browser()?, flavour, profile),
            Self::ChromiumHeadlessShell => {
                chromium::capabilities(chromium::headless_shell(profile)?, flavour, profile)
            }
            Self::Firefox => firefox::capabilities(flavour),
            Self::WebKit => webkit::capabilities(),
        }
    }

    /// Whether the driver takes commands of the Chrome DevTools Protocol.
    #[must_use]
    pub fn takes_devtools_commands(self) -> bool {
        self.is_chromium()
    }

    /// Whether it can be set up so. Blocking windows and storage is up to Chromium's user interface.
    pub(crate) fn has(self, flavour: Flavour) -> bool {
        self != Self::ChromiumHeadlessShell
            || !matches!(flavour, Flavour::PopupsBlocked | Flavour::StorageBlocked)
    }

    fn is_chromium(self) -> bool {
        matches!(self, Self::Chromium | Self::ChromiumHeadlessShell)
    }
}

/// The first of these programs that is in `PATH`.
pub(crate) fn program(names: &[&str]) -> Option<std::path::PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<_> = env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|file| file.is_file())
}
