//! A browser that plays one cell after the other, each in new windows, on sites and with storage of its own.

use std::{
    cell::RefCell,
    fs, io,
    panic::AssertUnwindSafe,
    path::Path,
    sync::atomic::{AtomicU16, Ordering},
    time::{Duration, Instant},
};

use futures_util::FutureExt;
use launch_complete_demo::{Config, Demo, serve};
use tempfile::TempDir;
use thirtyfour::WindowHandle;
use tokio::time::timeout;

use super::{
    acts::{Act, Inexpressible},
    look,
    play::Play,
    table::{Cell, Code},
};
use crate::{Attacker, Browser, Engine, Flavour, Result, driver::Driver, pages};

/// How long one cell may take: a browser that hangs must not hold up the rest.
const LIMIT: Duration = Duration::from_secs(90);

/// The script that stands first in every page.
pub(super) const PROBE: &str = include_str!("../../fixtures/faults/probe.js");

pub(super) struct Lane {
    engine: Engine,
    folder: TempDir,
    attacker: Attacker,
    session: Option<Session>,
    played: u32,
}

struct Session {
    browser: Browser,
    flavour: Flavour,
    base: WindowHandle,
    // After the browser, which goes first.
    _driver: Driver,
}

impl Lane {
    pub(super) async fn new(engine: Engine) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        pages::copy_with_probe(&folder.path().join("www"))?;
        Ok(Self {
            engine,
            folder,
            attacker: Attacker::start().await?,
            session: None,
            played: 0,
        })
    }

    /// Plays one cell: what it observed, or why it failed.
    pub(super) async fn play(&mut self, act: &Act, cell: &Cell) -> (Result<Code>, Duration) {
        if !self.engine.has(act.flavour) {
            let why = "what it needs is part of the user interface";
            return (Err(Inexpressible(why).into()), Duration::ZERO);
        }
        if let Err(error) = self.session(act.flavour).await {
            return (Err(error), Duration::ZERO);
        }
        let start = Instant::now();
        let observed = self.perform(act, cell).await;
        let took = start.elapsed();
        let tidy = match &observed {
            Ok(_) => self.tidy().await.is_ok(),
            Err(error) => error.is::<Inexpressible>() && self.tidy().await.is_ok(),
        };
        if !tidy {
            // Nobody knows what state the browser is in.
            self.end().await;
        }
        (observed, took)
    }

    async fn perform(&mut self, act: &Act, cell: &Cell) -> Result<Code> {
        let session = self.session.as_ref().ok_or("no browser")?;
        self.played += 1;
        let www = self.folder.path().join("www");
        fs::write(www.join("shared/probe.js"), PROBE)?;
        pages::copy_library(&www)?;
        let database = self.folder.path().join(format!("{}.sqlite", self.played));
        let demo = sites(&www, &database).await?;
        let play = Play {
            id: &cell.id,
            way: cell.way,
            browser: &session.browser,
            demo,
            attacker: &self.attacker,
            www,
            token: format!("{}x{}", std::process::id(), self.played),
            scripts: RefCell::new(PROBE.into()),
        };
        let acted = AssertUnwindSafe((act.play)(&play)).catch_unwind();
        let observed = match timeout(LIMIT, acted).await {
            Ok(Ok(observed)) => observed,
            Ok(Err(panic)) => Err(words(&*panic).into()),
            Err(_) => Err(format!("not over after {} s", LIMIT.as_secs()).into()),
        };
        if observed
            .as_ref()
            .is_err_and(|error| !error.is::<Inexpressible>())
        {
            let shown = timeout(LIMIT, look::around(&play))
                .await
                .unwrap_or_default();
            eprintln!(
                "{} {}, what every window showed:\n{shown}",
                cell.id,
                cell.way.name()
            );
        }
        // Waits for no connection: windows of this cell may still be open.
        drop(play);
        observed
    }

    /// The browser with this flavour, started where it is not the one that runs.
    async fn session(&mut self, flavour: Flavour) -> Result {
        if self
            .session
            .as_ref()
            .is_some_and(|session| session.flavour == flavour)
        {
            return Ok(());
        }
        self.end().await;
        let driver = Driver::start(self.engine)?;
        let browser = Browser::start_as(self.engine, flavour, &driver).await?;
        let base = browser.windows().await?.pop().ok_or("no window")?;
        self.session = Some(Session {
            browser,
            flavour,
            base,
            _driver: driver,
        });
        Ok(())
    }

    /// Closes every window of a cell.
    async fn tidy(&self) -> Result {
        match &self.session {
            Some(session) => session.browser.close_all_but(&session.base).await,
            None => Ok(()),
        }
    }

    pub(super) async fn end(&mut self) {
        if let Some(session) = self.session.take() {
            drop(timeout(LIMIT, session.browser.quit()).await);
        }
    }
}

/// Where the next site is looked for: below the ports that the system gives out by itself.
static NEXT_PORT: AtomicU16 = AtomicU16::new(FIRST_PORT);
const FIRST_PORT: u16 = 12_000;
const LAST_PORT: u16 = 32_000;

/// Both sites at origins that no cell before had: a browser keeps what an earlier one left in storage, such as
/// the record of a launch whose app is gone, and the system gives out a port twice in an hour.
async fn sites(www: &Path, database: &Path) -> Result<Demo> {
    loop {
        let port = NEXT_PORT.fetch_add(2, Ordering::Relaxed);
        if port >= LAST_PORT {
            return Err("every port was used".into());
        }
        let config = Config {
            host_port: port,
            marketplace_port: port + 1,
            www: www.into(),
            database: database.into(),
            verbose: false,
        };
        match serve(config).await {
            Err(error) if in_use(&error) => {}
            served => return Ok(served?),
        }
    }
}

fn in_use(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut error = Some(error);
    while let Some(each) = error {
        if each
            .downcast_ref::<io::Error>()
            .is_some_and(|it| it.kind() == io::ErrorKind::AddrInUse)
        {
            return true;
        }
        error = each.source();
    }
    false
}

fn words(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).into());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "panicked".into())
}
