//! Failed attempts to sign in, under a keyed hash of who tried from where. An attempt is counted
//! before it is judged, so that a hundred at once are a hundred; the right one is taken back.

use domain::sign_in::{Counted, FAILURES_KEPT};
use jiff::{SignedDuration, Timestamp};
use sqlx::query;

use crate::StoreError;
use crate::engine::Tx;
use crate::rows::{get, number};

/// What is counted, and the key it is counted under.
#[derive(Clone, Debug)]
pub struct Key {
    counted: Counted,
    hash: String,
}

// An attempt during a pause changes nothing: whoever keeps knocking waits no longer for it.
const COUNT: &str = "INSERT INTO sign_in_attempt (key_hash, failures, last_at, next_at) \
    VALUES ($1, 1, $2, $3) ON CONFLICT (key_hash) DO UPDATE SET \
    failures = CASE WHEN sign_in_attempt.last_at < $4 THEN 1 \
    ELSE sign_in_attempt.failures + 1 END, last_at = $5 \
    WHERE sign_in_attempt.next_at <= $6 RETURNING failures";
const PAUSE: &str = "UPDATE sign_in_attempt SET next_at = $1 WHERE key_hash = $2";
const NEXT: &str = "SELECT next_at FROM sign_in_attempt WHERE key_hash = $1";
const FORGET: &str = "DELETE FROM sign_in_attempt WHERE key_hash = $1";
const TAKE_BACK: &str = "UPDATE sign_in_attempt SET failures = failures - 1, next_at = $1 \
    WHERE key_hash = $2 AND failures > 0";
const SWEEP: &str = "DELETE FROM sign_in_attempt WHERE last_at < $1 AND next_at < $2";

impl Key {
    /// The key under which attempts by `parts` are counted.
    #[must_use]
    pub fn new(secrets: &crate::secrets::Secrets, counted: Counted, parts: &[&str]) -> Self {
        Self {
            counted,
            hash: secrets.sign_in_hash(counted.code(), parts),
        }
    }
}

/// Counts an attempt. When there is a pause first, gives how long it still lasts; the caller then
/// lets the transaction go.
///
/// # Errors
/// When the database cannot be written.
pub async fn count(
    tx: &mut Tx,
    key: &Key,
    now: Timestamp,
) -> Result<Option<SignedDuration>, StoreError> {
    let at = now.as_microsecond();
    let forgotten = now.checked_sub(FAILURES_KEPT).unwrap_or(Timestamp::MIN);
    let counted = query(COUNT)
        .bind(key.hash.clone())
        .bind(at)
        .bind(at)
        .bind(forgotten.as_microsecond())
        .bind(at)
        .bind(at)
        .fetch_optional(tx.connection())
        .await?;
    let Some(row) = counted else {
        let row = query(NEXT)
            .bind(key.hash.clone())
            .fetch_optional(tx.connection())
            .await?;
        let next: i64 = match row {
            Some(row) => get(&row, "next_at")?,
            None => at,
        };
        return Ok(Some(SignedDuration::from_micros(next - at)));
    };
    let pause = key.counted.pause_after(number(&row, "failures")?);
    if pause > SignedDuration::ZERO {
        let next = now.checked_add(pause).unwrap_or(Timestamp::MAX);
        query(PAUSE)
            .bind(next.as_microsecond())
            .bind(key.hash.clone())
            .execute(tx.connection())
            .await?;
    }
    Ok(None)
}

/// The attempt that was counted was right: all failures of the person are forgotten, and a whole
/// network's count loses this one.
///
/// # Errors
/// When the database cannot be written.
pub async fn take_back(tx: &mut Tx, key: &Key, now: Timestamp) -> Result<(), StoreError> {
    let statement = match key.counted {
        Counted::Network => query(TAKE_BACK).bind(now.as_microsecond()),
        _ => query(FORGET),
    };
    statement
        .bind(key.hash.clone())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Removes what is forgotten.
///
/// # Errors
/// When the database cannot be written.
pub async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    let forgotten = now.checked_sub(FAILURES_KEPT).unwrap_or(Timestamp::MIN);
    query(SWEEP)
        .bind(forgotten.as_microsecond())
        .bind(now.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(())
}
