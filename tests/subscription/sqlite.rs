//! The inbox on SQLite: the reply and the handler's own writes together, or neither.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Barrier;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use launch_complete::subscription::{Detail, Inbox, Key, Reply, SqliteInbox};
use rusqlite::{Connection, ErrorCode};

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

fn store(transaction: &Connection, reply: Reply) -> Reply {
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

/// Members of a group: while the first handler runs, the others wait for the database.
#[test]
fn events_that_arrive_at_once_are_stored_once_each_whatever_becomes_of_their_neighbours() {
    let folder = tempfile::tempdir().unwrap();
    let inbox = SqliteInbox::open(&folder.path().join("inbox.sqlite")).unwrap();
    let outside = database(&folder);
    let all_here = Barrier::new(128);
    let handle = |number: u8| {
        all_here.wait();
        inbox.handle(&Key::of(&[number]), |tx| match number % 8 {
            6 => store(tx, Reply::unavailable()),
            7 => {
                store(tx, Reply::accepted());
                panic!("on purpose")
            }
            _ => store(tx, Reply::accepted()),
        })
    };
    for round in 0..3 {
        thread::scope(|scope| {
            for number in (0..64).chain(0..64) {
                let outcome =
                    scope.spawn(move || catch_unwind(AssertUnwindSafe(|| handle(number))));
                scope.spawn(move || {
                    let outcome = outcome.join().unwrap();
                    match number % 8 {
                        6 => assert_eq!(outcome.unwrap().unwrap(), Reply::unavailable()),
                        7 => assert!(outcome.is_err(), "{number}"),
                        _ => assert_eq!(outcome.unwrap().unwrap(), Reply::accepted()),
                    }
                });
            }
        });
        // Six of eight are kept, and each only once.
        assert_eq!(count(&outside), 48, "round {round}");
    }
}

#[test]
fn what_is_answered_is_committed() {
    let folder = tempfile::tempdir().unwrap();
    let inbox = SqliteInbox::open(&folder.path().join("inbox.sqlite")).unwrap();
    thread::scope(|scope| {
        for thread in 0..8_u8 {
            let (inbox, folder) = (&inbox, &folder);
            scope.spawn(move || {
                let outside = database(folder);
                for number in 0..20_u8 {
                    let key = Key::of(&[thread, number]);
                    let replied = inbox.handle(&key, |tx| store(tx, Reply::accepted()));
                    assert_eq!(replied.unwrap(), Reply::accepted());
                    let found = "SELECT count(*) FROM subscription_inbox WHERE key = ?1";
                    let found: i64 = outside
                        .query_row(found, [key.as_bytes()], |row| row.get(0))
                        .unwrap();
                    assert_eq!(found, 1);
                }
            });
        }
    });
    assert_eq!(count(&database(&folder)), 160);
}

#[test]
fn where_the_commit_fails_nobody_is_told_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    let outside = database(&folder);
    // Checked when the transaction ends.
    let layout = "
        CREATE TABLE parent (id INTEGER PRIMARY KEY);
        CREATE TABLE child (id INTEGER REFERENCES parent(id) DEFERRABLE INITIALLY DEFERRED);
    ";
    outside.execute_batch(layout).unwrap();
    let connection = database(&folder);
    connection
        .pragma_update(None, "foreign_keys", true)
        .unwrap();
    let inbox = SqliteInbox::new(connection).unwrap();
    let orphan = |tx: &Connection| {
        tx.execute("INSERT INTO child VALUES (1)", []).unwrap();
        Reply::accepted()
    };
    let error = inbox.handle(&Key::of(b"1"), |tx| orphan(tx)).unwrap_err();
    assert_eq!(error.code(), "INBOX_UNAVAILABLE");
    // The next one is not touched by it, and the first may come again.
    let replied = inbox.handle(&Key::of(b"2"), |tx| store(tx, Reply::accepted()));
    assert_eq!(replied.unwrap(), Reply::accepted());
    let replied = inbox.handle(&Key::of(b"1"), |tx| store(tx, rejected()));
    assert_eq!(replied.unwrap(), rejected());
    assert_eq!(count(&outside), 2);
}
