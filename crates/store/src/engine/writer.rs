//! The one writer of SQLite, and its group commit.
//!
//! A transaction is a savepoint inside an outer transaction that the waiting ones share; whoever
//! commits is told so only after the outer COMMIT, which is on disk (`synchronous=FULL`). One that
//! writes much stands alone in a transaction of its own.

use std::sync::Arc;

use sqlx::{AnyConnection, Executor, query_with};
use tokio::sync::{Mutex, Notify, OwnedMutexGuard, oneshot};

use crate::StoreError;
use crate::batch::Batch;

/// Ends a deed and opens the savepoint of the next, in one trip.
const NEXT_DEED: &str = "RELEASE deed; SAVEPOINT deed";

/// The one writer of SQLite.
pub(super) struct Writer {
    desk: Arc<Mutex<Desk>>,
    nudge: Arc<Notify>,
}

/// The writing connection, and what it holds that is not on disk yet.
struct Desk {
    connection: AnyConnection,
    open: Open,
    /// Whether a savepoint was abandoned by somebody who went away.
    abandoned: bool,
    /// Those who released their savepoint and wait for the disk.
    waiting: Vec<oneshot::Sender<Result<(), String>>>,
}

/// Which transaction the writing connection is in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    /// In none.
    No,
    /// In the outer one, within the savepoint of a deed.
    Shared,
    /// In that of one deed.
    Alone,
    /// Perhaps in one: whoever opened it went away before the engine had answered.
    Unsure,
}

/// A savepoint inside the shared transaction, or a transaction alone.
pub(super) struct Grouped {
    desk: Option<OwnedMutexGuard<Desk>>,
    nudge: Arc<Notify>,
}

impl Writer {
    pub fn start(connection: AnyConnection) -> Self {
        let desk = Desk {
            connection,
            open: Open::No,
            abandoned: false,
            waiting: Vec::new(),
        };
        let desk = Arc::new(Mutex::new(desk));
        let nudge = Arc::new(Notify::new());
        // The committer stands in line like everybody else (the lock is fair): those who were
        // waiting before it share its commit, those after it share the next.
        let (line, bell) = (Arc::downgrade(&desk), nudge.clone());
        tokio::spawn(async move {
            loop {
                bell.notified().await;
                let Some(desk) = line.upgrade() else { return };
                desk.lock().await.put_on_disk().await;
            }
        });
        Self { desk, nudge }
    }

    pub async fn begin(&self) -> Result<Grouped, StoreError> {
        let mut desk = self.desk.clone().lock_owned().await;
        desk.clear_abandoned().await;
        if desk.open == Open::No {
            // Whoever waits here may go away at any moment: a page that is closed, a program that
            // stops. Until the engine has answered nobody knows what is open.
            desk.open = Open::Unsure;
            // A savepoint is always waiting for the next deed.
            desk.connection
                .execute("BEGIN IMMEDIATE; SAVEPOINT deed")
                .await?;
            desk.open = Open::Shared;
        }
        Ok(self.at(desk))
    }

    /// Begins a transaction that shares its commit with nobody. A savepoint would keep every page
    /// as it was before the first writing to it, and walk along all of them after each statement.
    pub async fn begin_alone(&self) -> Result<Grouped, StoreError> {
        let mut desk = self.desk.clone().lock_owned().await;
        // The commit of others goes on when who waits for it here goes away.
        let written = tokio::spawn(async move {
            desk.put_on_disk().await;
            desk
        });
        let mut desk = written
            .await
            .map_err(|_| StoreError::NotCommitted("the writer stopped".to_owned()))?;
        desk.open = Open::Unsure;
        desk.connection.execute("BEGIN IMMEDIATE").await?;
        desk.open = Open::Alone;
        Ok(self.at(desk))
    }

    fn at(&self, desk: OwnedMutexGuard<Desk>) -> Grouped {
        Grouped {
            desk: Some(desk),
            nudge: self.nudge.clone(),
        }
    }

    pub async fn finish(&self) {
        self.desk.lock().await.put_on_disk().await;
    }
}

impl Desk {
    /// Rolls back what was abandoned. When even that fails (the engine had rolled back everything
    /// by itself, as on a full disk), the whole group is told that nothing happened.
    async fn clear_abandoned(&mut self) {
        match self.open {
            Open::No => {}
            Open::Unsure => return self.give_up("abandoned").await,
            _ if !self.abandoned => return,
            Open::Alone => return self.give_up("abandoned").await,
            Open::Shared => {
                if let Err(error) = self.connection.execute("ROLLBACK TO deed").await {
                    return self.give_up(&error.to_string()).await;
                }
            }
        }
        // Only now: who clears up may go away too, and the next one then does it again.
        self.abandoned = false;
    }

    async fn give_up(&mut self, cause: &str) {
        self.open = Open::Unsure;
        self.connection.execute("ROLLBACK").await.ok();
        self.open = Open::No;
        self.abandoned = false;
        for waiting in self.waiting.drain(..) {
            waiting.send(Err(cause.to_owned())).ok();
        }
    }

    async fn put_on_disk(&mut self) {
        self.clear_abandoned().await;
        if self.open == Open::No {
            return;
        }
        match self.connection.execute("COMMIT").await {
            Ok(_) => {
                self.open = Open::No;
                for waiting in self.waiting.drain(..) {
                    // Who went away does not hear it; what they asked for happened all the same.
                    waiting.send(Ok(())).ok();
                }
            }
            // Full disk, failing fsync: nothing of the group is acknowledged.
            Err(error) => self.give_up(&error.to_string()).await,
        }
    }
}

impl Grouped {
    pub fn connection(&mut self) -> &mut AnyConnection {
        #[expect(
            clippy::expect_used,
            reason = "only commit takes the desk, and consumes self"
        )]
        &mut self
            .desk
            .as_mut()
            .expect("the desk is taken by commit only")
            .connection
    }

    fn is_alone(&self) -> bool {
        self.desk
            .as_ref()
            .is_some_and(|desk| desk.open == Open::Alone)
    }

    pub async fn commit(mut self) -> Result<(), StoreError> {
        if self.is_alone() {
            self.connection().execute("COMMIT").await?;
            return self.ended();
        }
        self.connection().execute(NEXT_DEED).await?;
        self.released().await
    }

    pub async fn commit_with(mut self, batch: &mut Batch) -> Result<(), StoreError> {
        let is_alone = self.is_alone();
        let (sql, arguments) = batch.joined(if is_alone { "COMMIT" } else { NEXT_DEED })?;
        query_with(sql, arguments)
            .execute(self.connection())
            .await?;
        if is_alone {
            return self.ended();
        }
        self.released().await
    }

    /// Leaves the desk after a COMMIT of its own. After one that failed this is not reached: the
    /// desk is then dropped as abandoned, and rolled back.
    fn ended(&mut self) -> Result<(), StoreError> {
        let Some(mut desk) = self.desk.take() else {
            return Err(StoreError::NotCommitted("already ended".to_owned()));
        };
        desk.open = Open::No;
        Ok(())
    }

    /// Waits until what was released is on disk.
    async fn released(mut self) -> Result<(), StoreError> {
        let Some(desk) = self.desk.as_mut() else {
            return Err(StoreError::NotCommitted("already ended".to_owned()));
        };
        let (told, tell) = oneshot::channel();
        desk.waiting.push(told);
        self.desk = None;
        self.nudge.notify_one();
        match tell.await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(cause)) => Err(StoreError::NotCommitted(cause)),
            Err(_) => Err(StoreError::NotCommitted("the writer stopped".to_owned())),
        }
    }
}

impl Drop for Grouped {
    fn drop(&mut self) {
        if let Some(desk) = self.desk.as_mut() {
            desk.abandoned = true;
            // If nobody comes after, the committer still ends the outer transaction.
            self.nudge.notify_one();
        }
    }
}
