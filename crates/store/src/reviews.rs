//! The review queue: fields of imported rows that were not certain, with their original text.

use domain::ids::MunicipalityId;
use jiff::Timestamp;
use sqlx::query;

use crate::StoreError;
use crate::engine::Tx;
use crate::key_store::fresh_uuid;
use crate::rows::{get, number};

const UPSERT: &str = "INSERT INTO review (municipality_id, id, source, source_id, line, \
    column_name, original, question, status, made_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
    ON CONFLICT (municipality_id, source, source_id, column_name) DO UPDATE SET \
    line = excluded.line, question = excluded.question, original = excluded.original, \
    status = CASE WHEN review.original = excluded.original THEN review.status ELSE 'open' END";
const CLOSE_OF_ROW: &str = "DELETE FROM review WHERE municipality_id = $1 AND source = $2 \
    AND source_id = $3";
const OPEN: &str = "SELECT v.id, v.source, v.source_id, v.line, v.column_name, v.original, \
    v.question, o.title FROM review v LEFT JOIN offer o ON o.municipality_id = v.municipality_id \
    AND o.source = v.source AND o.source_id = v.source_id \
    WHERE v.municipality_id = $1 AND v.status = 'open' \
    ORDER BY v.source, v.line, v.column_name LIMIT $2";
const COUNT_OPEN: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS open_count FROM review \
    WHERE municipality_id = $1 AND status = 'open'";
const DONE: &str = "UPDATE review SET status = 'gezien' WHERE municipality_id = $1 AND id = $2";

/// A field that somebody should look at.
#[derive(Clone, Debug)]
pub struct Doubtful {
    /// Its id.
    pub id: String,
    /// The source it came from.
    pub source: String,
    /// The line in that source.
    pub line: u32,
    /// The column.
    pub column: String,
    /// The text as it stood there.
    pub original: String,
    /// What to find out, by code.
    pub question: String,
    /// The offer it belongs to, when the row came in.
    pub title: Option<String>,
}

/// Puts a doubtful field on the queue; the same text that was judged before stays judged.
///
/// # Errors
/// When the database cannot be written.
pub async fn add(
    tx: &mut Tx,
    municipality: MunicipalityId,
    row: (&str, &str, u32),
    field: (&str, &str, &str),
    now: Timestamp,
) -> Result<(), StoreError> {
    let (source, source_id, line) = row;
    let (column, original, question) = field;
    query(UPSERT)
        .bind(municipality.to_string())
        .bind(fresh_uuid(now).to_string())
        .bind(source.to_owned())
        .bind(source_id.to_owned())
        .bind(i64::from(line))
        .bind(column.to_owned())
        .bind(original.to_owned())
        .bind(question.to_owned())
        .bind("open")
        .bind(now.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Takes a row's fields off the queue, since the row came in without doubt or ended.
///
/// # Errors
/// When the database cannot be written.
pub async fn clear_row(
    tx: &mut Tx,
    municipality: MunicipalityId,
    source: &str,
    source_id: &str,
) -> Result<(), StoreError> {
    query(CLOSE_OF_ROW)
        .bind(municipality.to_string())
        .bind(source.to_owned())
        .bind(source_id.to_owned())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// The open fields, by source and line, at most `most`; and how many there are in all.
///
/// # Errors
/// When the database cannot be read.
pub async fn open(
    tx: &mut Tx,
    municipality: MunicipalityId,
    most: u32,
) -> Result<(Vec<Doubtful>, u64), StoreError> {
    let id = municipality.to_string();
    let rows = query(OPEN)
        .bind(id.clone())
        .bind(i64::from(most))
        .fetch_all(tx.connection())
        .await?;
    let mut doubtful = Vec::with_capacity(rows.len());
    for row in &rows {
        doubtful.push(Doubtful {
            id: get(row, "id")?,
            source: get(row, "source")?,
            line: number(row, "line")?,
            column: get(row, "column_name")?,
            original: get(row, "original")?,
            question: get(row, "question")?,
            title: get(row, "title")?,
        });
    }
    let count = query(COUNT_OPEN)
        .bind(id)
        .fetch_one(tx.connection())
        .await?;
    Ok((doubtful, number(&count, "open_count")?))
}

/// Marks a field as looked at.
///
/// # Errors
/// When the database cannot be written.
pub async fn mark_seen(
    tx: &mut Tx,
    municipality: MunicipalityId,
    id: &str,
) -> Result<bool, StoreError> {
    let done = query(DONE)
        .bind(municipality.to_string())
        .bind(id.to_owned())
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected() == 1)
}
