//! Running one test.

use std::{panic::AssertUnwindSafe, time::Instant};

use futures_util::FutureExt;
use tokio::{runtime::Builder, sync::Semaphore};

use crate::{Engine, Modules, Result, Stage, dump};

/// How many browsers run at a time. Most of their time is waiting for a limit to pass.
static BROWSERS: Semaphore = Semaphore::const_new(4);

/// The engine is the same as in the whole browser, which works twice as hard: its user interface is pages, too.
const SMALL: Engine = Engine::ChromiumHeadlessShell;

/// Runs a test on a stage of its own.
///
/// # Panics
///
/// Where the test fails, or a page wrote something to the console that the test had not allowed.
pub fn run(name: &str, test: impl AsyncFnOnce(&Stage) -> Result) {
    run_on(name, SMALL, Modules::ALL[0], test);
}

/// The same in a browser with all that people have: windows that take the focus, history and sessions on the disk.
///
/// # Panics
///
/// As [`run`].
pub fn run_in_whole_browser(name: &str, test: impl AsyncFnOnce(&Stage) -> Result) {
    run_on(name, Engine::Chromium, Modules::ALL[0], test);
}

/// The same with the WebAssembly module and without it, where what stands in for it must be as careful. An attack
/// meets one of the two sides, so both do without at once; `BROWSER_TESTS_MODULES=all` plays each side alone, too.
///
/// # Panics
///
/// As [`run`].
pub fn run_with_and_without_modules(name: &str, test: impl AsyncFn(&Stage) -> Result) {
    let all = std::env::var("BROWSER_TESTS_MODULES").is_ok_and(|value| value == "all");
    for modules in Modules::ALL {
        let Modules { page, host } = modules;
        if !all && page != host {
            continue;
        }
        let on = |runs| if runs { "" } else { "out" };
        let name = format!(
            "{name}, page with{} module, host with{}",
            on(page),
            on(host)
        );
        run_on(&name, SMALL, modules, &test);
    }
}

fn run_on(name: &str, usual: Engine, modules: Modules, test: impl AsyncFnOnce(&Stage) -> Result) {
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    if let Err(problem) = runtime.block_on(play(name, usual, modules, test)) {
        // The driver's own stack helps nobody.
        let problem = problem.to_string();
        let (problem, _) = problem.split_once("Stacktrace:").unwrap_or((&problem, ""));
        panic!("{name}: {problem}");
    }
}

async fn play(
    name: &str,
    usual: Engine,
    modules: Modules,
    test: impl AsyncFnOnce(&Stage) -> Result,
) -> Result {
    let _turn = BROWSERS.acquire().await?;
    let start = Instant::now();
    let stage = Stage::set(Engine::chosen(usual)?, modules).await?;
    let outcome = AssertUnwindSafe(test(&stage)).catch_unwind().await;
    let outcome = outcome.unwrap_or_else(|panic| Err(words(&*panic).into()));
    let outcome = match outcome {
        Ok(()) => quiet(&stage).await,
        failed => failed,
    };
    if outcome.is_err() {
        eprintln!(
            "{name}: what every window showed:\n{}",
            dump::of(&stage).await
        );
    }
    stage.browser.quit().await;
    drop(stage);
    if outcome.is_ok() {
        println!("{name}: {:.1} s", start.elapsed().as_secs_f64());
    }
    outcome
}

/// The console is part of what a page shows.
async fn quiet(stage: &Stage) -> Result {
    let noise = stage.noise().await?;
    if noise.is_empty() {
        return Ok(());
    }
    let lines = noise
        .iter()
        .map(|line| format!("\n  {}: {}", line.level, line.message));
    Err(format!(
        "console lines nobody asked for:{}",
        lines.collect::<String>()
    )
    .into())
}

fn words(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).into());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "panicked".into())
}
