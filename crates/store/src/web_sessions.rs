//! Sessions of the pages: what tower-sessions keeps between requests.

use domain::ids::UserId;
use jiff::Timestamp;
use sqlx::query;

use crate::StoreError;
use crate::engine::{Store, Tx};
use crate::rows::get;

const SAVE: &str = "UPDATE web_session SET body = $2, expires_at = $3 WHERE id = $1";
const CREATE: &str = "INSERT INTO web_session (id, body, expires_at) VALUES ($1, $2, $3) \
    ON CONFLICT (id) DO NOTHING";
const LOAD: &str = "SELECT body FROM web_session WHERE id = $1 AND expires_at > $2";
const DELETE: &str = "DELETE FROM web_session WHERE id = $1";
// The body names its account; an id is found nowhere but in its own account's sessions.
const END_OF: &str = "DELETE FROM web_session WHERE body LIKE $1";
const SWEEP: &str = "DELETE FROM web_session WHERE expires_at <= $1";

/// Keeps a new session. `false` when the id is taken.
///
/// # Errors
/// When the database cannot be written.
pub async fn create(
    store: &Store,
    id: &str,
    body: &str,
    expires_at: Timestamp,
) -> Result<bool, StoreError> {
    let mut tx = store.begin().await?;
    let done = query(CREATE)
        .bind(id.to_owned())
        .bind(body.to_owned())
        .bind(expires_at.as_microsecond())
        .execute(tx.connection())
        .await?;
    tx.commit().await?;
    Ok(done.rows_affected() == 1)
}

/// Keeps what changed in a session. One that was ended meanwhile stays ended.
///
/// # Errors
/// When the database cannot be written.
pub async fn save(
    store: &Store,
    id: &str,
    body: &str,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    let mut tx = store.begin().await?;
    query(SAVE)
        .bind(id.to_owned())
        .bind(body.to_owned())
        .bind(expires_at.as_microsecond())
        .execute(tx.connection())
        .await?;
    tx.commit().await
}

/// A session that has not expired.
///
/// # Errors
/// When the database cannot be read.
pub async fn load(store: &Store, id: &str, now: Timestamp) -> Result<Option<String>, StoreError> {
    let mut reading = store.read().await?;
    let row = query(LOAD)
        .bind(id.to_owned())
        .bind(now.as_microsecond())
        .fetch_optional(crate::engine::Connected::connected(&mut reading))
        .await?;
    row.map(|row| get(&row, "body")).transpose()
}

/// Ends a session.
///
/// # Errors
/// When the database cannot be written.
pub async fn delete(store: &Store, id: &str) -> Result<(), StoreError> {
    let mut tx = store.begin().await?;
    query(DELETE)
        .bind(id.to_owned())
        .execute(tx.connection())
        .await?;
    tx.commit().await
}

/// Ends every session of an account.
///
/// # Errors
/// When the database cannot be written.
pub async fn end_of(tx: &mut Tx, user: UserId) -> Result<(), StoreError> {
    query(END_OF)
        .bind(format!("%\"user\":\"{user}\"%"))
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Removes expired sessions.
///
/// # Errors
/// When the database cannot be written.
pub async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    query(SWEEP)
        .bind(now.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(())
}
