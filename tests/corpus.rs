#![cfg(all(feature = "json", feature = "subscriptions"))]
#![allow(
    unreachable_pub,
    reason = "in a crate of its own, that code is reached"
)]
//! The corpus that fuzzing found worth keeping, through the very functions that are fuzzed.

use std::fs;
use std::path::Path;

// Its own crate needs nightly; its code does not.
#[path = "../fuzz/src/reference.rs"]
mod reference;

#[path = "../fuzz/src/envelope.rs"]
mod envelope;
#[path = "../fuzz/src/headers.rs"]
mod headers;
#[path = "../fuzz/src/protocol.rs"]
mod protocol;
#[path = "../fuzz/src/redirect.rs"]
mod redirect;
#[path = "../fuzz/src/result.rs"]
mod result;
#[path = "../fuzz/src/verify.rs"]
mod verify;

/// Checks every kept input of a target. A failing one is named, so that it can be looked at.
fn replay(target: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(target);
    let mut replayed = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let file = entry.unwrap().path();
        let input = fs::read(&file).unwrap();
        eprintln!("{}", file.display());
        check(&input);
        replayed += 1;
    }
    assert!(
        replayed >= 10,
        "{target}: only {replayed} inputs in {}",
        folder.display()
    );
}

macro_rules! targets {
    ($($target:ident),*) => {$(
        #[test]
        fn $target() {
            replay(stringify!($target), crate::$target::check);
        }
    )*};
}

mod targets {
    use super::replay;

    targets!(envelope, headers, protocol, redirect, result, verify);
}

#[test]
fn the_corpus_is_small() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let mut bytes = 0;
    for target in fs::read_dir(root).unwrap() {
        for file in fs::read_dir(target.unwrap().path()).unwrap() {
            bytes += file.unwrap().metadata().unwrap().len();
        }
    }
    assert!(bytes <= 300_000, "{bytes} bytes");
}
