//! The change feed: what other nodes and the finder must look at again.
//!
//! PostgreSQL commits out of order, so a reader that asks for "later than the last I saw" misses
//! rows. Readers therefore look back over [`LOOK_BACK`] and take what they have seen already as
//! nothing new; writers add their line as the last statement before the commit, so that no line is
//! older than that when it becomes visible.

use jiff::{SignedDuration, Timestamp};
use sqlx::query;

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::key_store::fresh_uuid;
use crate::rows::{get, moment};

/// How far a reader looks back.
pub const LOOK_BACK: SignedDuration = SignedDuration::from_secs(60);

const INSERT: &str = "INSERT INTO change_feed (id, kind, subject_id, at) VALUES ($1, $2, $3, $4)";
const SINCE: &str =
    "SELECT id, kind, subject_id, at FROM change_feed WHERE at >= $1 ORDER BY at, id";
const SWEEP: &str = "DELETE FROM change_feed WHERE at < $1";

/// One line of the feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its id.
    pub id: String,
    /// What sort of thing changed: `aanbod`, `postcodes`, `instellingen`, `gebieden`,
    /// `gemist-aanbod`.
    pub kind: String,
    /// Which one.
    pub subject: String,
    /// When.
    pub at: Timestamp,
}

/// Adds a line. Must be the last statement of its transaction.
///
/// # Errors
/// When the database cannot be written.
pub async fn add(
    tx: &mut Tx,
    kind: &'static str,
    subject: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    query(INSERT)
        .bind(fresh_uuid(now).to_string())
        .bind(kind)
        .bind(subject.to_owned())
        .bind(now.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// What changed since a moment, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn since(on: &mut impl Connected, from: Timestamp) -> Result<Vec<Change>, StoreError> {
    let rows = query(SINCE)
        .bind(from.as_microsecond())
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Change {
                id: get(row, "id")?,
                kind: get(row, "kind")?,
                subject: get(row, "subject_id")?,
                at: moment(row, "at")?,
            })
        })
        .collect()
}

/// Removes lines from before a moment.
///
/// # Errors
/// When the database cannot be written.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<(), StoreError> {
    query(SWEEP)
        .bind(before.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(())
}
