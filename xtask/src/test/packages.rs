//! What is published, used as anybody would: installed, compiled, bundled, run.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::count;
use super::tally::Tally;
use crate::layout::Layout;
use crate::process::cargo;
use crate::progress::timed;
use crate::{Result, disk, package, process, setup};

const TESTS: [&str; 2] = [
    "tests/packages/consumer.test.mjs",
    "tests/packages/back-ends.test.mjs",
];

pub(super) fn all(layout: &Layout) -> Result<Tally> {
    setup::chromium_headless_shell()?;
    let packages = package::make(layout)?;
    let folder = layout.stage("packages");
    let example = unpack(layout, &packages.krate, &folder)?;
    timed("compiling the axum example with the packaged crate", || {
        process::run(
            cargo(&example)
                .env("CARGO_TARGET_DIR", &layout.target)
                .args(["build", "--quiet"]),
        )
    })?;
    let mut node = Command::new("node");
    node.current_dir(&layout.root)
        .env("PATH", programs(layout)?)
        .env("CARGO_TARGET_DIR", &layout.target)
        .env("PACKAGES_FOLDER", &folder)
        .env("TARBALL", &packages.tarball)
        .env("AXUM_EXAMPLE", &example)
        .arg("--test")
        .args(TESTS);
    let mut tally = count::tests(&mut node, count::node_line)?;
    // The program is that of the browser tests, which are compiled already.
    let mut browser = cargo(&layout.root);
    browser
        .env("PACKAGES_FOLDER", &folder)
        .args(["test", "--package", "browser-tests", "--test", "suite"])
        .args(["packages::", "--", "--ignored"]);
    tally += count::tests(&mut browser, count::cargo_line)?;
    Ok(tally)
}

/// The packaged crate and the example of a back end, in a workspace of their own. It has the lock file and the profile
/// of ours, so that few dependencies are compiled once more.
fn unpack(layout: &Layout, krate: &Path, folder: &Path) -> Result<PathBuf> {
    disk::remove_folder(folder)?;
    disk::create_folder(folder)?;
    process::output(
        Command::new("tar")
            // With the time of now: cargo takes a file for changed by that.
            .arg("-xzmf")
            .arg(krate)
            .arg("-C")
            .arg(folder),
    )?;
    let unpacked = krate.file_stem().unwrap_or_default().to_string_lossy();
    // The file of a cdylib is named without a hash, and would take the place of the workspace's own. Of a crate from a
    // registry cargo names every file with one.
    let manifest = folder.join(&*unpacked).join("Cargo.toml");
    replace(&manifest, &manifest, "    \"cdylib\",\n", "")?;
    disk::write(
        &folder.join("Cargo.toml"),
        format!(
            "[workspace]\nmembers = [\"axum\", \"{unpacked}\"]\nresolver = \"3\"\n\n\
             [profile.dev]\ndebug = false\n"
        ),
    )?;
    disk::copy(&layout.root.join("Cargo.lock"), &folder.join("Cargo.lock"))?;
    let (from, to) = (layout.root.join("examples/axum"), folder.join("axum"));
    for file in disk::below(&from.join("src"))? {
        disk::copy(&file, &to.join("src").join(disk::name(&file)))?;
    }
    replace(
        &from.join("Cargo.toml"),
        &to.join("Cargo.toml"),
        "path = \"../..\"",
        &format!("path = \"../{unpacked}\""),
    )?;
    Ok(to)
}

/// Writes a file with one text in the place of another, which must be there.
fn replace(from: &Path, to: &Path, old: &str, new: &str) -> Result<()> {
    let text = disk::read_text(from)?;
    if !text.contains(old) {
        return Err(format!("{} has no `{}`", from.display(), old.trim()).into());
    }
    disk::write(to, text.replace(old, new))
}

/// `PATH` with the pinned tools in front. Vite comes with the example that uses it.
fn programs(layout: &Layout) -> Result<std::ffi::OsString> {
    setup::tools(layout)?;
    setup::runtimes(layout)?;
    let tools = layout.tools();
    let mut search = vec![
        tools.join("node_modules/.bin"),
        tools.join("runtimes/node_modules/.bin"),
        layout
            .root
            .join("examples/vite-typescript/node_modules/.bin"),
    ];
    search.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    Ok(env::join_paths(search)?)
}
