//! Pages that measure themselves in a real browser: served here, opened here, and given what no page can know.

mod memory;
mod site;

use std::{
    collections::VecDeque,
    path::PathBuf,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tokio::time::sleep;

use crate::{Browser, Engine, Flavour, Page, Result, driver::Driver};
use memory::Processes;
use site::Site;

/// How often the page is asked. Asking takes time from what is measured, from all competitors alike.
const EVERY: Duration = Duration::from_millis(200);

/// A group that says nothing for so long has ended.
const SILENT: Duration = Duration::from_secs(150);

/// `measure FOLDER GROUP [--quick]`: prints the rows of a group as JSON, progress on standard error.
///
/// # Errors
///
/// Arguments that are none, a browser that does not start, a group that fails as a whole.
pub fn main(arguments: Vec<String>) -> Result {
    let mut arguments = VecDeque::from(arguments);
    let usage = "usage: measure FOLDER GROUP [--quick]";
    let folder = PathBuf::from(arguments.pop_front().ok_or(usage)?);
    let group = arguments.pop_front().ok_or(usage)?;
    let quick = match arguments.pop_front().as_deref() {
        None => "",
        Some("--quick") => "?quick",
        Some(_) => return Err(usage.into()),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let site = Site::serve(folder).await?;
        let driver = Driver::start(Engine::Chromium)?;
        let browser = Browser::start_as(Engine::Chromium, Flavour::Usual, &driver).await?;
        let url = format!(
            "http://host.localhost:{}/run/{group}.html{quick}",
            site.port
        );
        let measured = measured(&browser, &driver, &url).await;
        let version = browser.version().unwrap_or_default();
        browser.quit().await;
        println!("{}", json!({ "browser": version, "rows": measured? }));
        Ok(())
    })
}

async fn measured(browser: &Browser, driver: &Driver, url: &str) -> Result<Value> {
    let page = browser.tab().await?;
    page.goto(url).await?;
    let processes = Processes::below(driver.id());
    let mut heard = Instant::now();
    loop {
        let told = page.eval("window.take ? window.take() : []").await?;
        for message in told.as_array().into_iter().flatten() {
            heard = Instant::now();
            if let Some(text) = message["progress"].as_str() {
                eprintln!("  {text}");
            } else if let Some(rows) = message.get("done") {
                return Ok(rows.clone());
            } else if let Some(reason) = message["failed"].as_str() {
                return Err(reason.into());
            } else if let Some(what) = message["ask"].as_str() {
                let answer = answer(&page, &processes, what).await?;
                page.eval(&format!("window.answer({}, {answer}), true", message["id"]))
                    .await?;
            }
        }
        if heard.elapsed() > SILENT {
            return Err(format!("the page has been silent for {} s", SILENT.as_secs()).into());
        }
        sleep(EVERY).await;
    }
}

/// What a page cannot know.
async fn answer(page: &Page, processes: &Processes, what: &str) -> Result<Value> {
    match what {
        // Everything of the page that is still in use.
        "heap" => {
            for _ in 0..2 {
                page.devtools("HeapProfiler.collectGarbage", json!({}))
                    .await?;
            }
            let usage = page.devtools("Runtime.getHeapUsage", json!({})).await?;
            let parts = ["usedSize", "embedderHeapUsedSize", "backingStorageSize"];
            let used: f64 = parts.iter().filter_map(|part| usage[part].as_f64()).sum();
            Ok(json!(used))
        }
        "reset" => {
            processes.reset_peaks();
            Ok(Value::Null)
        }
        "peak" => Ok(json!({ "largest": processes.largest_peak() })),
        other => Err(format!("nobody knows `{other}`").into()),
    }
}
