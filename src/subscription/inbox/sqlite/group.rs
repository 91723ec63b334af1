//! One commit for several events: where many arrive at once, waiting for the disk is most of the work.
//!
//! Whoever gets the database while others wait for it leaves its transaction open for the next one; whoever finds
//! nobody behind commits, and all of them return. Alone, each event is committed at once, as if there were no groups.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::{Connection, Savepoint};

use super::SqliteError;

/// No group is larger, so that the first one in it is not kept waiting.
const MAX_MEMBERS: usize = 64;
/// No event joins a group that is older.
const MAX_AGE: Duration = Duration::from_millis(2);

/// A connection whose writers commit in groups.
#[derive(Debug)]
pub(super) struct Database {
    state: Mutex<State>,
    /// Writers that wait for their turn.
    waiting: AtomicUsize,
}

#[derive(Debug)]
struct State {
    connection: Connection,
    group: Option<Group>,
}

/// The transaction that is open.
#[derive(Debug)]
struct Group {
    opened: Instant,
    members: usize,
    commit: Arc<Commit>,
}

/// What became of a group, for its members.
#[derive(Debug, Default)]
struct Commit {
    outcome: Mutex<Option<Result<(), SqliteError>>>,
    known: Condvar,
}

impl Commit {
    fn settle(&self, outcome: Result<(), SqliteError>) {
        *locked(&self.outcome) = Some(outcome);
        self.known.notify_all();
    }

    fn wait(&self) -> Result<(), SqliteError> {
        let mut outcome = locked(&self.outcome);
        loop {
            if let Some(outcome) = &*outcome {
                return outcome.clone();
            }
            outcome = self
                .known
                .wait(outcome)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Database {
    pub(super) fn new(connection: Connection) -> Self {
        Self {
            state: Mutex::new(State {
                connection,
                group: None,
            }),
            waiting: AtomicUsize::new(0),
        }
    }

    /// Runs work that needs no answer from the disk.
    pub(super) fn with<T>(&self, work: impl FnOnce(&Connection) -> T) -> T {
        work(&locked(&self.state).connection)
    }

    /// Runs `work` in a savepoint of its own and returns when what it wrote is on the disk. It says whether what it
    /// wrote is kept; where it panics, it is not.
    pub(super) fn write<T>(
        &self,
        work: impl FnOnce(&mut Savepoint<'_>) -> rusqlite::Result<(T, bool)>,
    ) -> Result<T, SqliteError> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let mut state = locked(&self.state);
        self.waiting.fetch_sub(1, Ordering::SeqCst);
        let commit = state.join()?;
        let mut turn = Turn {
            waiting: &self.waiting,
            state,
        };
        let done = turn.work(work);
        drop(turn);
        let done = done?;
        commit.wait()?;
        Ok(done)
    }
}

/// A member's time with the database. Ends in a commit, or with another member behind it; after a panic too, or
/// the others would wait for ever.
struct Turn<'a> {
    waiting: &'a AtomicUsize,
    state: MutexGuard<'a, State>,
}

impl Turn<'_> {
    fn work<T>(
        &mut self,
        work: impl FnOnce(&mut Savepoint<'_>) -> rusqlite::Result<(T, bool)>,
    ) -> rusqlite::Result<T> {
        // Rolls back when it is dropped, unless it is committed.
        let mut savepoint = self.state.connection.savepoint()?;
        let (done, keep) = work(&mut savepoint)?;
        if keep {
            savepoint.commit()?;
        }
        Ok(done)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let full =
            self.state.group.as_ref().is_none_or(|group| {
                group.members >= MAX_MEMBERS || group.opened.elapsed() > MAX_AGE
            });
        // Whoever is counted there gets the database next or later, and then stands where this one stands.
        if full || self.waiting.load(Ordering::SeqCst) == 0 {
            self.state.end();
        }
    }
}

impl State {
    /// Joins the open group, or opens one: with the database's write lock, so that a repeat at another process waits
    /// for the commit.
    fn join(&mut self) -> Result<Arc<Commit>, SqliteError> {
        if self.connection.is_autocommit() {
            // Some errors, such as a full disk, end a transaction by themselves: none of it is stored.
            self.end();
            self.connection.execute_batch("BEGIN IMMEDIATE")?;
        }
        let group = self.group.get_or_insert_with(|| Group {
            opened: Instant::now(),
            members: 0,
            commit: Arc::default(),
        });
        group.members += 1;
        Ok(Arc::clone(&group.commit))
    }

    /// Commits the open group and tells its members.
    fn end(&mut self) {
        let Some(group) = self.group.take() else {
            return;
        };
        let outcome = self.connection.execute_batch("COMMIT");
        if outcome.is_err() && !self.connection.is_autocommit() {
            // What could not be committed must not be part of the next group. Where this fails, so will that.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
        group.commit.settle(outcome.map_err(SqliteError::from));
    }
}

/// A member that panicked has been rolled back, so the connection is as good as before.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
