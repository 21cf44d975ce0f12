//! Imports of public data: postcodes, areas and figures of the whole country, which no municipality
//! owns. Each is written down with what it did; the import actions write, `import list` reads.

use jiff::Timestamp;
use sqlx::query;

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::imports::Counts;
use crate::rows::{get, moment, number};

const INSERT: &str = "INSERT INTO public_import (id, kind, source, by_whom, at, rows_read, \
    rows_new, rows_changed, rows_unchanged, rows_ended, rows_rejected) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
const LIST: &str = "SELECT id, kind, source, by_whom, at, rows_read, rows_new, rows_changed, \
    rows_unchanged, rows_ended, rows_rejected FROM public_import ORDER BY at DESC, id DESC LIMIT $1";
const BY_SOURCE: &str = "SELECT id FROM public_import WHERE kind = $1 AND source = $2 LIMIT 1";
const CALLED: &str = "SELECT id FROM public_import WHERE id = $1 OR source = $1 LIMIT 1";

/// One import of public data.
#[derive(Clone, Debug)]
pub struct PublicRun {
    /// Its key.
    pub id: String,
    /// `postcodes`, `areas`, `key-figures` or `health-monitor`.
    pub kind: String,
    /// The source's name.
    pub source: String,
    /// Who started it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// What it did.
    pub counts: Counts,
}

/// Writes an import down.
///
/// # Errors
/// When the database cannot be written.
pub async fn add(tx: &mut Tx, run: &PublicRun) -> Result<(), StoreError> {
    let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    query(INSERT)
        .bind(run.id.clone())
        .bind(run.kind.clone())
        .bind(run.source.clone())
        .bind(run.by.clone())
        .bind(run.at.as_microsecond())
        .bind(whole(run.counts.read))
        .bind(whole(run.counts.new))
        .bind(whole(run.counts.changed))
        .bind(whole(run.counts.unchanged))
        .bind(whole(run.counts.ended))
        .bind(whole(run.counts.rejected))
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Whether a source of this kind was ever seen.
///
/// # Errors
/// When the database cannot be read.
pub async fn knows_source(
    on: &mut impl Connected,
    kind: &str,
    source: &str,
) -> Result<bool, StoreError> {
    let row = query(BY_SOURCE)
        .bind(kind.to_owned())
        .bind(source.to_owned())
        .fetch_optional(on.connected())
        .await?;
    Ok(row.is_some())
}

/// Whether there is an import by this key, or of a source by this name.
///
/// # Errors
/// When the database cannot be read.
pub async fn is_known(on: &mut impl Connected, called: &str) -> Result<bool, StoreError> {
    let row = query(CALLED)
        .bind(called.to_owned())
        .fetch_optional(on.connected())
        .await?;
    Ok(row.is_some())
}

/// The last imports of public data, newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(on: &mut impl Connected, most: u32) -> Result<Vec<PublicRun>, StoreError> {
    let rows = query(LIST)
        .bind(i64::from(most))
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| {
            Ok(PublicRun {
                id: get(row, "id")?,
                kind: get(row, "kind")?,
                source: get(row, "source")?,
                by: get(row, "by_whom")?,
                at: moment(row, "at")?,
                counts: Counts {
                    read: number(row, "rows_read")?,
                    new: number(row, "rows_new")?,
                    changed: number(row, "rows_changed")?,
                    unchanged: number(row, "rows_unchanged")?,
                    review: 0,
                    ended: number(row, "rows_ended")?,
                    rejected: number(row, "rows_rejected")?,
                },
            })
        })
        .collect()
}
