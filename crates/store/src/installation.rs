//! What belongs to the installation as a whole: which key store its data are sealed with.

use sqlx::query;

use crate::StoreError;
use crate::engine::Store;
use crate::rows::get;

const CLAIM: &str = "INSERT INTO installation (name, value) VALUES ($1, $2) \
    ON CONFLICT (name) DO NOTHING";
const REPLACE: &str = "INSERT INTO installation (name, value) VALUES ($1, $2) \
    ON CONFLICT (name) DO UPDATE SET value = excluded.value";
const READ: &str = "SELECT value FROM installation WHERE name = $1";

/// Binds a new database to the key store in use, and refuses one that belongs to another. The root
/// secret tells them apart, since master keys change.
pub(crate) async fn claim(store: &Store) -> Result<(), StoreError> {
    let fingerprint = store.secrets().fingerprint().to_owned();
    if read(store, "key-store").await?.is_none() {
        keep(store, "key-store", &fingerprint).await?;
    }
    match read(store, "key-store").await? {
        Some(found) if found == fingerprint => Ok(()),
        _ => Err(StoreError::Place(
            "these data belong to another key store. Put the keys.db (or the schema `keys`) that \
             belongs to them beside them."
                .to_owned(),
        )),
    }
}

/// A value kept for the installation, such as what the demo was made of.
///
/// # Errors
/// When the database cannot be read.
pub async fn read(store: &Store, name: &str) -> Result<Option<String>, StoreError> {
    let mut reading = store.read().await?;
    let row = query(READ)
        .bind(name)
        .fetch_optional(crate::engine::Connected::connected(&mut reading))
        .await?;
    row.map(|row| get(&row, "value")).transpose()
}

/// Keeps a value for the installation, once: a second time changes nothing.
///
/// # Errors
/// When the database cannot be written.
pub async fn keep(store: &Store, name: &str, value: &str) -> Result<(), StoreError> {
    let mut tx = store.begin().await?;
    query(CLAIM)
        .bind(name)
        .bind(value)
        .execute(tx.connection())
        .await?;
    tx.commit().await
}

/// Keeps a value for the installation, in place of an earlier one.
///
/// # Errors
/// When the database cannot be written.
pub async fn replace(store: &Store, name: &str, value: &str) -> Result<(), StoreError> {
    let mut tx = store.begin().await?;
    query(REPLACE)
        .bind(name)
        .bind(value)
        .execute(tx.connection())
        .await?;
    tx.commit().await
}
