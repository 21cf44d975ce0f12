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
