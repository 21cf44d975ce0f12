//! The reading connections of SQLite. A pool asks each connection that comes back whether it still
//! lives, on the connection's own thread: as much work as a short read. A file is not gone, so here
//! one comes back as it is, and the one that came back last, with its memory warm, goes out first.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use sqlx::any::AnyConnectOptions;
use sqlx::{AnyConnection, Connection};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::connect_sqlite;
use crate::StoreError;

/// Most connections: more readers than this wait their turn.
const AT_ONCE: u32 = 16;
/// So long somebody waits for one.
const PATIENCE: Duration = Duration::from_secs(10);

/// The reading connections; opened when there is need of one.
pub(super) struct Readers {
    options: AnyConnectOptions,
    idle: Mutex<Vec<AnyConnection>>,
    places: Arc<Semaphore>,
}

/// A connection that goes back when it is dropped.
pub(super) struct Lent {
    connection: Option<AnyConnection>,
    /// Whether it goes back to others, or is closed.
    goes_back: bool,
    home: Arc<Readers>,
    /// Given back after the connection.
    _place: OwnedSemaphorePermit,
}

impl Readers {
    /// None is open yet.
    pub fn of(options: AnyConnectOptions) -> Arc<Self> {
        Arc::new(Self {
            options,
            idle: Mutex::default(),
            places: Arc::new(Semaphore::new(AT_ONCE as usize)),
        })
    }

    /// A connection, as soon as one is free.
    ///
    /// # Errors
    /// When the file cannot be opened, none comes free, or the store was closed.
    pub async fn lend(self: &Arc<Self>) -> Result<Lent, StoreError> {
        let place = timeout(PATIENCE, self.places.clone().acquire_owned()).await;
        let place = place.map_err(|_| sqlx::Error::PoolTimedOut)?;
        let place = place.map_err(|_| sqlx::Error::PoolClosed)?;
        let idle = self.idle().pop();
        let connection = match idle {
            Some(connection) => connection,
            None => connect_sqlite(self.options.clone()).await?,
        };
        Ok(Lent {
            connection: Some(connection),
            goes_back: true,
            home: self.clone(),
            _place: place,
        })
    }

    /// Waits for who still reads, and closes.
    pub async fn close(&self) {
        self.places.acquire_many(AT_ONCE).await.ok();
        self.places.close();
        let idle = std::mem::take(&mut *self.idle());
        for connection in idle {
            connection.close().await.ok();
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<AnyConnection>> {
        // Nothing here can be left half done.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lent {
    pub fn connection(&mut self) -> &mut AnyConnection {
        #[expect(clippy::expect_used, reason = "only dropping takes the connection")]
        self.connection
            .as_mut()
            .expect("the connection is taken by dropping only")
    }

    /// Closes it afterwards.
    pub const fn keep_from_others(&mut self) {
        self.goes_back = false;
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        // Who goes away in the middle of a read leaves a statement that nobody hears: the engine
        // stops at its next row, before it takes the next statement.
        if let Some(connection) = self.connection.take()
            && self.goes_back
        {
            self.home.idle().push(connection);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::ready;

    use sqlx::{Executor, Row, query};

    use super::super::sqlite_options;
    use super::*;

    fn readers(folder: &tempfile::TempDir) -> Arc<Readers> {
        sqlx::any::install_default_drivers();
        Readers::of(sqlite_options(&folder.path().join("klein.db")).unwrap())
    }

    /// Whether this very connection was marked by [`mark`].
    async fn is_marked(lent: &mut Lent) -> bool {
        let sql = "SELECT COUNT(*) AS marks FROM temp.sqlite_master WHERE name = 'merk'";
        let row = query(sql).fetch_one(lent.connection()).await.unwrap();
        row.get::<i64, _>("marks") == 1
    }

    /// A table of one's own is seen by the connection that made it, and by no other.
    async fn mark(lent: &mut Lent) {
        let sql = "CREATE TEMP TABLE merk (nummer BIGINT)";
        lent.connection().execute(sql).await.unwrap();
    }

    #[tokio::test]
    async fn the_connection_that_came_back_last_goes_out_first() {
        let folder = tempfile::tempdir().unwrap();
        let readers = readers(&folder);
        let (mut one, other) = (readers.lend().await.unwrap(), readers.lend().await.unwrap());
        mark(&mut one).await;
        drop(other);
        drop(one);
        let mut again = readers.lend().await.unwrap();
        assert!(is_marked(&mut again).await);
        let mut second = readers.lend().await.unwrap();
        assert!(!is_marked(&mut second).await);
    }

    #[tokio::test]
    async fn one_that_is_kept_from_others_is_not_lent_again() {
        let folder = tempfile::tempdir().unwrap();
        let readers = readers(&folder);
        let mut apart = readers.lend().await.unwrap();
        mark(&mut apart).await;
        apart.connection().execute("BEGIN").await.unwrap();
        apart.keep_from_others();
        drop(apart);
        let mut next = readers.lend().await.unwrap();
        assert!(!is_marked(&mut next).await);
        // It stands in no transaction of somebody else's.
        next.connection().execute("BEGIN; COMMIT").await.unwrap();
    }

    #[tokio::test]
    async fn who_goes_away_in_the_middle_of_a_read_leaves_a_connection_that_answers() {
        let folder = tempfile::tempdir().unwrap();
        let readers = readers(&folder);
        let mut first = readers.lend().await.unwrap();
        mark(&mut first).await;
        let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) \
            SELECT i FROM n";
        tokio::select! {
            biased;
            _ = query(endless).fetch_all(first.connection()) => unreachable!("it has no end"),
            () = ready(()) => {}
        }
        drop(first);
        let mut next = readers.lend().await.unwrap();
        assert!(is_marked(&mut next).await, "it is the same connection");
        let row = query("SELECT 7 AS answer").fetch_one(next.connection());
        assert_eq!(row.await.unwrap().get::<i64, _>("answer"), 7);
    }

    #[tokio::test]
    async fn closing_waits_for_who_still_reads_and_lends_nothing_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let readers = readers(&folder);
        let reading = readers.lend().await.unwrap();
        tokio::select! {
            biased;
            () = readers.close() => panic!("somebody still reads"),
            () = ready(()) => {}
        }
        drop(reading);
        readers.close().await;
        assert!(readers.lend().await.is_err());
        assert!(readers.idle().is_empty());
    }
}
