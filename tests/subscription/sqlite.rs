//! The inbox on SQLite: the reply and the handler's own writes together, or neither.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use launch_complete::subscription::{Detail, Inbox, Key, Reply, SqliteInbox};
use rusqlite::{Connection, ErrorCode, Transaction};

const TABLE: &str = "CREATE TABLE IF NOT EXISTS stored (number INTEGER)";

fn database(folder: &tempfile::TempDir) -> Connection {
    let database = Connection::open(folder.path().join("inbox.sqlite")).unwrap();
    database.pragma_update(None, "journal_mode", "WAL").unwrap();
    database.execute_batch(TABLE).unwrap();
    database
}

fn count(database: &Connection) -> i64 {
    let count = "SELECT count(*) FROM stored";
    database.query_row(count, [], |row| row.get(0)).unwrap()
}

fn store(transaction: &mut Transaction<'_>, reply: Reply) -> Reply {
    let insert = "INSERT INTO stored VALUES (1)";
    transaction.execute(insert, []).unwrap();
    reply
}

fn rejected() -> Reply {
    Reply::rejected([Detail::new("a", "b")])
}

#[test]
fn a_repeat_gets_the_first_ones_reply_after_a_restart_too() {
    let folder = tempfile::tempdir().unwrap();
    let key = Key::of(b"1");
    for reply in [rejected(), Reply::accepted()] {
        let inbox = SqliteInbox::new(database(&folder)).unwrap();
        for _ in 0..3 {
            let replied = inbox.handle(&key, |tx| store(tx, reply.clone())).unwrap();
            assert_eq!(replied, rejected());
        }
    }
    assert_eq!(count(&database(&folder)), 1);
}

#[test]
fn a_5xx_and_a_panic_undo_what_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let inbox = SqliteInbox::open(&folder.path().join("inbox.sqlite")).unwrap();
    let key = Key::of(b"1");
    let outside = database(&folder);
    let replied = inbox.handle(&key, |tx| store(tx, Reply::unavailable()));
    assert_eq!(replied.unwrap(), Reply::unavailable());
    assert_eq!(count(&outside), 0);
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        inbox.handle(&key, |tx| {
            store(tx, Reply::accepted());
            panic!("on purpose")
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(count(&outside), 0);
    let replied = inbox.handle(&key, |tx| store(tx, Reply::accepted()));
    assert_eq!(replied.unwrap(), Reply::accepted());
    assert_eq!(count(&outside), 1);
}

#[test]
fn a_repeat_at_another_instance_waits_for_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (
        SqliteInbox::new(database(&folder)).unwrap(),
        SqliteInbox::new(database(&folder)).unwrap(),
    );
    let key = Key::of(b"1");
    let ((started, running), (comes, coming)) = (channel(), channel());
    let impatient = database(&folder);
    impatient.busy_timeout(Duration::ZERO).unwrap();
    thread::scope(|scope| {
        let one = &one;
        let first = scope.spawn(move || {
            one.handle(&key, |tx| {
                started.send(()).unwrap();
                coming.recv().unwrap();
                // Whoever does not wait gets nowhere while this handler runs.
                let begin = impatient.execute_batch("BEGIN IMMEDIATE").unwrap_err();
                let busy = Some(ErrorCode::DatabaseBusy);
                assert_eq!(begin.sqlite_error_code(), busy);
                store(tx, rejected())
            })
        });
        running.recv().unwrap();
        comes.send(()).unwrap();
        let repeat = two.handle(&key, |tx| store(tx, Reply::accepted()));
        assert_eq!(repeat.unwrap(), rejected());
        assert_eq!(first.join().unwrap().unwrap(), rejected());
    });
    assert_eq!(count(&database(&folder)), 1);
}

#[test]
fn old_replies_can_be_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let inbox = SqliteInbox::new(database(&folder)).unwrap();
    inbox
        .handle(&Key::of(b"1"), |tx| store(tx, Reply::accepted()))
        .unwrap();
    assert_eq!(inbox.forget(Duration::from_secs(60)).unwrap(), 0);
    let age = "UPDATE subscription_inbox SET received_at = received_at - 120";
    database(&folder).execute(age, []).unwrap();
    assert_eq!(inbox.forget(Duration::from_secs(60)).unwrap(), 1);
}

#[test]
fn a_database_that_cannot_be_written_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let inbox = SqliteInbox::new(database(&folder)).unwrap();
    let drop = "DROP TABLE subscription_inbox";
    database(&folder).execute_batch(drop).unwrap();
    let error = inbox
        .handle(&Key::of(b"1"), |tx| store(tx, Reply::accepted()))
        .unwrap_err();
    assert_eq!(error.code(), "INBOX_UNAVAILABLE");
    assert!(
        error
            .to_string()
            .starts_with("the inbox's database failed: ")
    );
    assert_eq!(count(&database(&folder)), 0);
}
