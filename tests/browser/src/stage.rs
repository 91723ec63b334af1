//! Everything one test stands on.

use std::fs;

use launch_complete_demo::{Config, Demo, serve};
use tempfile::TempDir;

use crate::{
    Attacker, Browser, Engine, Host, Line, Modules, Page, Result, console::Console, driver::Driver,
    pages,
};

/// Two sites, an attacker and a browser.
#[derive(Debug)]
pub struct Stage {
    /// Host app and marketplace.
    pub demo: Demo,
    /// A site of somebody else.
    pub attacker: Attacker,
    /// The browser.
    pub browser: Browser,
    console: Console,
    // After the browser, which goes first.
    driver: Driver,
    folder: TempDir,
}

impl Stage {
    pub(crate) async fn set(engine: Engine, modules: Modules) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let www = folder.path().join("www");
        pages::copy_to(&www)?;
        pages::break_modules(&www, modules)?;
        let demo = serve(Config {
            host_port: 0,
            marketplace_port: 0,
            www,
            database: folder.path().join("demo.sqlite"),
            verbose: false,
        })
        .await?;
        let driver = Driver::start(engine)?;
        Ok(Self {
            demo,
            attacker: Attacker::start().await?,
            browser: Browser::start(engine, &driver).await?,
            console: Console::default(),
            driver,
            folder,
        })
    }

    /// Puts the library's builds in two files in the place of the single ones, with their wasm or without.
    pub fn split_library(&self, with_wasm: bool) -> Result {
        pages::split_library(&self.folder.path().join("www"), with_wasm)
    }

    /// The text of a file among the pages.
    pub fn file(&self, path: &str) -> Result<String> {
        Ok(fs::read_to_string(
            self.folder.path().join("www").join(path),
        )?)
    }

    /// Adds a page or a script to those of both sites.
    pub fn put(&self, path: &str, text: &str) -> Result {
        let file = self.folder.path().join("www").join(path);
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        Ok(std::fs::write(file, text)?)
    }

    /// Changes a page, such as `host/proxy.html`.
    pub fn edit(&self, page: &str, change: impl Fn(String) -> String) -> Result {
        let file = self.folder.path().join("www").join(page);
        let text = std::fs::read_to_string(&file)?;
        Ok(std::fs::write(file, change(text))?)
    }

    /// Makes every page write down what its policy forbids: `fixtures/policy/watch.js`.
    pub fn watch_policies(&self) -> Result {
        pages::watch_policies(&self.folder.path().join("www"))
    }

    /// Makes landing pages wait for `/shared/icon.svg` before they start, not before they empty the address.
    pub fn hold_landing(&self) -> Result {
        let before = "<script src=\"/host/held.js\"></script>";
        pages::edit(&self.folder.path().join("www/host"), &|page| match page
            .find("<script src=")
            .filter(|_| page.contains("data-launch-landing"))
        {
            Some(own) => [&page[..own], before, &page[own..]].concat(),
            None => page,
        })
    }

    /// Puts a folder beside the pages, in the place of what was there: `host/NAME` or `marketplace/NAME`.
    pub fn put_folder(&self, folder: &std::path::Path, place: &str) -> Result {
        let place = self.folder.path().join("www").join(place);
        if place.exists() {
            std::fs::remove_dir_all(&place)?;
        }
        pages::copy(folder, &place)
    }

    /// The host app in a new window.
    pub async fn host(&self) -> Result<Host<'_>> {
        Host::open(self, &self.host_url("host/")).await
    }

    /// A page in a new window.
    pub async fn open(&self, url: &str) -> Result<Page> {
        let page = self.browser.tab().await?;
        page.goto(url).await?;
        Ok(page)
    }

    /// The address of a page of the host site.
    #[must_use]
    pub fn host_url(&self, page: &str) -> String {
        format!("{}/{page}", self.demo.host_origin())
    }

    /// The address of a page of the marketplace site.
    #[must_use]
    pub fn marketplace_url(&self, page: &str) -> String {
        format!("{}/{page}", self.demo.marketplace_origin())
    }

    /// The folder in which the browser keeps what it remembers.
    #[must_use]
    pub fn profile(&self) -> &std::path::Path {
        self.driver.profile()
    }

    /// Console lines with this text are part of the test.
    pub fn allow_console(&self, text: &str) {
        self.console.allow(text);
    }

    /// Every console line so far.
    pub async fn console(&self) -> Result<Vec<Line>> {
        self.console.lines(&self.browser).await
    }

    /// Every console line that no test asked for.
    pub(crate) async fn noise(&self) -> Result<Vec<Line>> {
        self.console.noise(&self.browser).await
    }
}
