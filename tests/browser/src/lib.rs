//! Both sites in a real browser, driven by real clicks.
//!
//! [`run`] gives a test a [`Stage`]: the demo's two sites and an attacker's on free ports, and one browser
//! session. Whatever happens, the browser ends, and a failure tells what every window showed. A console
//! line that no test asked for is a failure as well.
//!
//! A browser is one variant of [`Engine`]: how its driver is started and what it can tell. Nothing else
//! here knows which one it is.

mod attacker;
mod bidi;
mod browser;
mod console;
mod devtools;
mod driver;
mod dump;
mod engine;
pub mod faults;
mod host;
mod launch;
pub mod measure;
mod nginx;
mod page;
mod pages;
mod run;
mod stage;
mod statics;
mod wait;

pub use attacker::Attacker;
pub use browser::Browser;
pub use console::Line;
pub use engine::{Engine, Flavour};
pub use host::{Host, PACKAGES, Path};
pub use launch::Launch;
pub use nginx::Nginx;
pub use page::{Page, encoded};
pub use pages::{Modules, built, copy, documents, workspace};
pub use run::{run, run_in_whole_browser, run_with_and_without_modules};
pub use stage::Stage;
pub use statics::StaticSite;
pub use thirtyfour::Key;
pub use wait::{LIMIT, until};

/// Any error: a test only ever shows it.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// What a test step gives.
pub type Result<T = ()> = std::result::Result<T, Error>;
