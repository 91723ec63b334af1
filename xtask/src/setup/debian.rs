//! Debian's packages, installed where this user may do so.

use std::path::Path;
use std::process::Command;

use crate::progress::timed;
use crate::{Result, process};

/// Installs packages unless what they bring is present; otherwise says how to.
pub(super) fn ensure(name: &str, packages: &str, present: impl Fn() -> bool) -> Result<()> {
    if present() {
        return Ok(());
    }
    let install = format!("apt-get install --no-install-recommends {packages}");
    if is_debian() && is_root() {
        timed(&format!("installing {packages} (apt-get)"), || {
            apt(&["update", "-qq"])?;
            let (_, arguments) = install.split_once(' ').unwrap_or_default();
            let mut arguments: Vec<&str> = arguments.split(' ').collect();
            arguments.extend(["--yes", "-qq"]);
            apt(&arguments)
        })?;
    }
    if present() {
        return Ok(());
    }
    Err(if is_debian() {
        format!("{name} not found: run `sudo {install}`")
    } else {
        format!("{name} not found: install what Debian calls {packages}, programs in PATH")
    }
    .into())
}

fn is_debian() -> bool {
    Path::new("/etc/debian_version").exists() && process::find("apt-get").is_some()
}

fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn apt(arguments: &[&str]) -> Result<()> {
    process::output(
        Command::new("apt-get")
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(arguments),
    )
    .map(drop)
}
