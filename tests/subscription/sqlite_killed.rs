//! The process dies between the steps: before the handler, inside it, after it, after the commit.
//!
//! The child is this very test program, told by its environment to play the receiver.

use std::env;
use std::path::Path;
use std::process::{Command, Stdio};

use launch_complete::subscription::{Inbox, Key, Reply, SqliteInbox};
use rusqlite::Connection;

const BODY: &[u8] = b"the raw body";
/// Where the child dies, and how often the event is stored afterwards.
const STEPS: [(&str, i64); 4] = [
    ("before", 0),
    ("inside", 0),
    ("written", 0),
    ("committed", 1),
];

/// SIGKILL: no destructor runs, no buffer is flushed.
fn die() -> ! {
    let id = std::process::id().to_string();
    let killed = Command::new("kill").args(["-KILL", &id]).status();
    unreachable!("still alive after {killed:?}")
}

fn receive(file: &Path, die_at: &str) -> Reply {
    let inbox = SqliteInbox::open(file).unwrap();
    if die_at == "before" {
        die();
    }
    let reply = inbox.handle(&Key::of(BODY), |transaction| {
        if die_at == "inside" {
            die();
        }
        let insert = "INSERT INTO stored VALUES (1)";
        transaction.execute(insert, []).unwrap();
        if die_at == "written" {
            die();
        }
        Reply::accepted()
    });
    if die_at == "committed" {
        die();
    }
    reply.unwrap()
}

#[test]
fn whenever_the_process_is_killed_the_event_is_stored_once() {
    for (step, stored) in STEPS {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("inbox.sqlite");
        let outside = Connection::open(&file).unwrap();
        outside
            .execute_batch("CREATE TABLE stored (number INTEGER)")
            .unwrap();
        let count = || -> i64 {
            let count = "SELECT count(*) FROM stored";
            outside.query_row(count, [], |row| row.get(0)).unwrap()
        };
        let status = Command::new(env::current_exe().unwrap())
            .args(["--exact", "sqlite_killed::what_the_child_does"])
            .env("DIE_AT", step)
            .env("INBOX_FILE", &file)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert_eq!(status.code(), None, "killed by a signal at {step}");
        assert_eq!(count(), stored, "{step}");
        // The marketplace sends it again, twice: it gets the reply, and the event is there once.
        for _ in 0..2 {
            assert_eq!(receive(&file, "never"), Reply::accepted());
            assert_eq!(count(), 1, "{step}");
        }
    }
}

/// Without the environment of the test above there is nothing to do.
#[test]
fn what_the_child_does() {
    if let (Ok(step), Some(file)) = (env::var("DIE_AT"), env::var_os("INBOX_FILE")) {
        receive(Path::new(&file), &step);
    }
}
