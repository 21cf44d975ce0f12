//! The review queue: fields of imported rows that were not certain, with their original text.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use domain::ids::{MunicipalityId, OfferId};
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, query};

use crate::StoreError;
use crate::engine::Tx;
use crate::key_store::fresh_uuid;
use crate::many_rows::{ManyRows, full_pages, keys_from};
use crate::rows::{get, number, parsed_opt};

const HEAD: &str = "INSERT INTO review (municipality_id, id, source, source_id, line, \
    column_name, original, question, status, made_at)";
const TAIL: &str = " ON CONFLICT (municipality_id, source, source_id, column_name) DO UPDATE SET \
    line = excluded.line, question = excluded.question, original = excluded.original, \
    status = CASE WHEN review.original = excluded.original THEN review.status ELSE 'open' END";
static UPSERT: LazyLock<ManyRows> = LazyLock::new(|| ManyRows::new(HEAD, 10, TAIL));
static CLOSE: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "DELETE FROM review WHERE municipality_id = $1 AND source = $2 AND source_id IN ({})",
        keys_from(3)
    )
    .leak()
});
const OPEN: &str = "SELECT v.id, v.source, v.source_id, v.line, v.column_name, v.original, \
    v.question, o.title, o.id AS offer FROM review v LEFT JOIN offer o ON o.municipality_id = v.municipality_id \
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
    /// Which that is.
    pub offer: Option<OfferId>,
}

/// A field of a row that was not certain, as an import hands it over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The source's key for the row.
    pub source_id: String,
    /// The line in that source, from 1.
    pub line: u32,
    /// The column.
    pub column: Cow<'static, str>,
    /// The text as it stood there.
    pub original: String,
    /// What to find out, by code.
    pub question: &'static str,
}

/// Puts doubtful fields on the queue; the same text that was judged before stays judged. Of several
/// texts for one field of one row the last one stands there.
///
/// # Errors
/// When the database cannot be written.
pub async fn add(
    tx: &mut Tx,
    municipality: MunicipalityId,
    source: &str,
    asked: &[Asked],
    now: Timestamp,
) -> Result<(), StoreError> {
    let mut last: HashMap<(&str, &str), &Asked> = HashMap::new();
    for one in asked {
        last.insert((&one.source_id, &one.column), one);
    }
    let rows = asked
        .iter()
        .filter(|one| last.get(&(one.source_id.as_str(), &*one.column)) == Some(one))
        .map(|one| {
            vec![
                municipality.to_string().into(),
                fresh_uuid(now).to_string().into(),
                source.into(),
                one.source_id.as_str().into(),
                i64::from(one.line).into(),
                one.column.as_ref().into(),
                one.original.as_str().into(),
                one.question.into(),
                "open".into(),
                now.as_microsecond().into(),
            ]
        });
    UPSERT.put(tx, rows.collect()).await
}

/// Takes rows' fields off the queue, since the rows came in anew or ended.
///
/// # Errors
/// When the database cannot be written.
pub async fn clear_rows(
    tx: &mut Tx,
    municipality: MunicipalityId,
    source: &str,
    source_ids: &[String],
) -> Result<(), StoreError> {
    for page in full_pages(source_ids) {
        let mut statement = query(AssertSqlSafe(*CLOSE))
            .bind(municipality.to_string())
            .bind(source.to_owned());
        for key in page {
            statement = statement.bind(key);
        }
        statement.execute(tx.connection()).await?;
    }
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
            offer: parsed_opt(row, "offer")?,
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
