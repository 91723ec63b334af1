//! A browser that plays one cell after the other, each in new windows, on sites and with storage of its own.

use std::{
    cell::RefCell,
    fs,
    panic::AssertUnwindSafe,
    path::Path,
    time::{Duration, Instant},
};

use futures_util::FutureExt;
use launch_complete_demo::{Config, serve};
use tempfile::TempDir;
use thirtyfour::WindowHandle;
use tokio::time::timeout;

use super::{
    acts::{Act, Flavour},
    play::Play,
    table::{Code, Way},
};
use crate::{Attacker, Browser, Engine, Result, driver::Driver, dump, pages};

/// How long one cell may take: a browser that hangs must not hold up the rest.
const LIMIT: Duration = Duration::from_secs(90);

/// The script that stands first in every page.
const PROBE: &str = include_str!("../../fixtures/faults/probe.js");

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
        let www = folder.path().join("www");
        pages::copy_with_faults(&www)?;
        Ok(Self {
            engine,
            folder,
            attacker: Attacker::start().await?,
            session: None,
            played: 0,
        })
    }

    /// Plays one cell. What it observed, or why it failed.
    pub(super) async fn play(&mut self, act: &Act, way: Way) -> (Result<Code>, Duration) {
        let mut observed = Err("it was not played".into());
        let mut took = Duration::ZERO;
        match self.set(act.flavour).await {
            Ok(play) => {
                let start = Instant::now();
                observed = perform(&play, act).await;
                took = start.elapsed();
                if observed.is_err() {
                    eprintln!("{} {}: windows:\n{}", act.id, way.name(), dump::of(&play).await);
                }
                play.demo.shutdown().await;
            }
            Err(error) => observed = Err(error),
        }
        (observed, took)
    }
}
