//! The shell lines of `docs/verify-it-yourself.md`, run as they stand there.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::*;

const PAGE: &str = include_str!("../../docs/verify-it-yourself.md");

/// The shell blocks of the page: the check, and the published example.
fn blocks() -> (&'static str, &'static str) {
    let mut blocks = PAGE.split("```sh\n").skip(1).map(|block| {
        block
            .split_once("```")
            .map_or(block, |(lines, _rest)| lines)
    });
    let found = (blocks.next().unwrap(), blocks.next().unwrap());
    assert_eq!(blocks.next(), None);
    found
}

fn prints_authentic(folder: &Path, script: &str) -> bool {
    let output = Command::new("sh")
        .arg("-c")
        .arg(script)
        .current_dir(folder)
        .output()
        .unwrap();
    String::from_utf8_lossy(&output.stdout) == "authentic\n"
}

#[test]
fn the_check_has_ten_lines_at_most() {
    assert!(blocks().0.lines().count() <= 10);
}

#[test]
fn the_published_example_is_authentic() {
    let folder = tempfile::tempdir().unwrap();
    let (check, example) = blocks();
    assert!(prints_authentic(
        folder.path(),
        &format!("{example}{check}")
    ));
    let example = example.replace("....", "...");
    assert!(!prints_authentic(
        folder.path(),
        &format!("{example}{check}")
    ));
}

#[test]
fn the_shell_and_the_receiver_agree() {
    let folder = tempfile::tempdir().unwrap();
    let (check, _) = blocks();
    let receiver = receiver();
    for now in [NOW, NOW + 10, NOW + 11, NOW - 2, NOW - 3] {
        for changed in [false, true] {
            let mut sent = dispatcher().dispatch(&requested(), NOW);
            if changed {
                sent.body.push(b'\n');
            }
            fs::write(folder.path().join("body.json"), &sent.body).unwrap();
            let script = format!(
                "access_key={} timestamp={} signature={} body=body.json now={now}\n{check}",
                sent.access_key, sent.timestamp, sent.signature
            );
            let authentic = receiver.verify(&request(&sent), now).is_ok();
            assert_eq!(
                prints_authentic(folder.path(), &script),
                authentic,
                "{now} {changed}"
            );
        }
    }
}
