//! What can go wrong with storage. Causes are for the operator's log; they hold no personal data,
//! since statements are constants and values travel beside them.

/// Why the store could not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database said no, or could not be reached.
    #[error("the database: {0}")]
    Database(#[from] sqlx::Error),
    /// The migrations could not be applied.
    #[error("migrating the database: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A stored value cannot be read: the place tells which.
    #[error("unreadable value in {0}")]
    Unreadable(&'static str),
    /// Somebody else changed the row in the meantime.
    #[error("changed by somebody else in the meantime")]
    Stale,
    /// The writer stopped before it could commit; nothing was kept.
    #[error("the commit did not happen: {0}")]
    NotCommitted(String),
    /// Sealing or opening failed: wrong key, or the data were altered.
    #[error("the vault: {0}")]
    Vault(&'static str),
    /// The place cannot be used as it is; the text says what to do.
    #[error("{0}")]
    Place(String),
}
