//! The review queue: fields of imported rows that were not certain, with their original text.

mod given;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use domain::ids::{MunicipalityId, OfferId};
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, query};

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::key_store::fresh_uuid;
use crate::many_rows::{ManyRows, full_pages, keys_from};
use crate::rows::{get, moment_opt, number, number_opt, parsed, parsed_opt};

pub use self::given::{
    Given, Judged, OfOffer, given_with, of_provider, reopen, seen_since, take_price_back, told,
};

const HEAD: &str = "INSERT INTO review (municipality_id, id, source, source_id, line, \
    column_name, original, question, status, made_at, answer, answer_cents, answered_at)";
const TAIL: &str = " ON CONFLICT (municipality_id, source, source_id, column_name) DO UPDATE SET \
    line = excluded.line, question = excluded.question, original = excluded.original, \
    status = excluded.status, answer = excluded.answer, answer_cents = excluded.answer_cents, \
    answered_at = excluded.answered_at";
static UPSERT: LazyLock<ManyRows> = LazyLock::new(|| ManyRows::new(HEAD, 13, TAIL));
static JUDGED: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "SELECT source_id, column_name, original, question, answer, answer_cents, answered_at \
         FROM review WHERE municipality_id = $1 AND source = $2 AND status = 'gezien' \
         AND source_id IN ({})",
        keys_from(3)
    )
    .leak()
});
static ASKED: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "SELECT source_id, column_name FROM review WHERE municipality_id = $1 AND source = $2 \
         AND question = $3 AND source_id IN ({})",
        keys_from(4)
    )
    .leak()
});
static CLOSE: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "DELETE FROM review WHERE municipality_id = $1 AND source = $2 AND source_id IN ({})",
        keys_from(3)
    )
    .leak()
});
const OPEN: &str = "SELECT v.id, v.source, v.source_id, v.line, v.column_name, v.original, \
    v.question, o.title, o.id AS offer, CAST(COUNT(*) OVER \
    (PARTITION BY v.source, v.column_name, v.question) AS BIGINT) AS alike \
    FROM review v LEFT JOIN offer o ON o.municipality_id = v.municipality_id \
    AND o.source = v.source AND o.source_id = v.source_id \
    WHERE v.municipality_id = $1 AND v.status = 'open' \
    ORDER BY v.source, v.line, v.column_name, v.id LIMIT $2 OFFSET $3";
const ALIKE: &str = "SELECT v.id, v.source, v.source_id, v.line, v.column_name, v.original, \
    v.question, v.status, o.title, o.id AS offer FROM review v \
    JOIN review one ON one.municipality_id = v.municipality_id \
    AND one.source = v.source AND one.column_name = v.column_name AND one.question = v.question \
    LEFT JOIN offer o ON o.municipality_id = v.municipality_id \
    AND o.source = v.source AND o.source_id = v.source_id \
    WHERE one.municipality_id = $1 AND one.id = $2 AND (v.status = 'open' OR v.id = one.id) \
    ORDER BY v.line, v.id";
/// An offer whose price nobody told costs what was just answered. What a person changed before stays a
/// person's; an answer alone stands in nobody's way who takes the import back.
const PRICED: &str = "UPDATE offer SET price_per = $3, price_cents = (SELECT r.answer_cents \
    FROM review r WHERE r.municipality_id = offer.municipality_id AND r.source = offer.source \
    AND r.source_id = offer.source_id AND r.column_name = 'prijs'), \
    written_at = CASE WHEN changed_at = written_at THEN $4 ELSE written_at END, changed_at = $4 \
    WHERE municipality_id = $1 AND source = $2 AND price_cents IS NULL AND source_id IN \
    (SELECT source_id FROM review WHERE municipality_id = $1 AND source = $2 \
    AND column_name = 'prijs' AND answered_at = $4 AND answer_cents IS NOT NULL) RETURNING id";
const COUNT_OPEN: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS open_count FROM review \
    WHERE municipality_id = $1 AND status = 'open'";
const BY_SOURCE: &str = "SELECT source, line, column_name, original, question, count_of FROM \
    (SELECT source, line, column_name, original, question, \
    ROW_NUMBER() OVER (PARTITION BY source ORDER BY line, column_name, id) AS place, \
    CAST(COUNT(*) OVER (PARTITION BY source) AS BIGINT) AS count_of FROM review \
    WHERE municipality_id = $1 AND status = 'open') of_source \
    WHERE place <= 20 ORDER BY source, place";
const DONE: &str = "UPDATE review SET status = 'gezien', \
    answered_at = CASE WHEN status = 'open' THEN $3 ELSE answered_at END \
    WHERE municipality_id = $1 AND id = $2";
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
    /// How many open questions of this source are the same one about the same column, this one too.
    pub alike: u64,
}

/// What is still asked about one source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenOfSource {
    /// The first twenty questions, by line.
    pub first: Vec<Asked>,
    /// How many there are.
    pub count: u64,
}

/// An open question that is the same as another.
#[derive(Clone, Debug)]
pub struct Alike {
    /// Its id.
    pub id: String,
    /// What is asked.
    pub asked: Asked,
    /// The offer it belongs to, when the row came in.
    pub title: Option<String>,
    /// Which that is.
    pub offer: Option<OfferId>,
}

/// An answer that was given to a question, for the text that was asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The text.
    pub original: String,
    /// The question, by code.
    pub question: String,
    /// What was answered: a code of [`domain::price::Per`]; none when it was only looked at.
    pub word: Option<String>,
    /// What the row costs with that, in cents.
    pub cents: Option<u32>,
    /// When it was answered.
    pub at: Option<Timestamp>,
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
    pub question: Cow<'static, str>,
    /// What was answered to it before; then it is not asked again.
    pub answer: Option<Answer>,
}

/// Puts doubtful fields on the queue, or what was answered about them. Of several texts for one field of
/// one row the last one stands there.
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
                one.question.as_ref().into(),
                if one.answer.is_some() {
                    "gezien"
                } else {
                    "open"
                }
                .into(),
                now.as_microsecond().into(),
                one.answer
                    .as_ref()
                    .and_then(|told| told.word.clone())
                    .into(),
                one.answer
                    .as_ref()
                    .and_then(|told| told.cents)
                    .map(i64::from)
                    .into(),
                one.answer
                    .as_ref()
                    .and_then(|told| told.at)
                    .map(Timestamp::as_microsecond)
                    .into(),
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

/// What was answered about these rows of a source, by their key and column.
///
/// # Errors
/// When the database cannot be read.
pub async fn judged(
    tx: &mut Tx,
    municipality: MunicipalityId,
    source: &str,
    source_ids: &[String],
) -> Result<HashMap<(String, String), Answer>, StoreError> {
    let mut judged = HashMap::new();
    for page in full_pages(source_ids) {
        let mut statement = query(AssertSqlSafe(*JUDGED))
            .bind(municipality.to_string())
            .bind(source.to_owned());
        for key in page {
            statement = statement.bind(key);
        }
        for row in &statement.fetch_all(tx.connection()).await? {
            let answer = Answer {
                original: get(row, "original")?,
                question: get(row, "question")?,
                word: get(row, "answer")?,
                cents: number_opt(row, "answer_cents")?,
                at: moment_opt(row, "answered_at")?,
            };
            judged.insert((get(row, "source_id")?, get(row, "column_name")?), answer);
        }
    }
    Ok(judged)
}

/// The columns of these rows of a source about which this question was asked, answered or not.
///
/// # Errors
/// When the database cannot be read.
pub async fn asked(
    tx: &mut Tx,
    municipality: MunicipalityId,
    (source, question): (&str, &str),
    source_ids: &[String],
) -> Result<HashMap<String, HashSet<String>>, StoreError> {
    let mut asked: HashMap<String, HashSet<String>> = HashMap::new();
    for page in full_pages(source_ids) {
        let mut statement = query(AssertSqlSafe(*ASKED))
            .bind(municipality.to_string())
            .bind(source.to_owned())
            .bind(question.to_owned());
        for key in page {
            statement = statement.bind(key);
        }
        for row in &statement.fetch_all(tx.connection()).await? {
            let columns = asked.entry(get(row, "source_id")?).or_default();
            columns.insert(get(row, "column_name")?);
        }
    }
    Ok(asked)
}

/// The open questions of one source that are the same as this one, about the same column: its source
/// and the rows, which are none when it was answered already. `None` when there is no such question.
///
/// # Errors
/// When the database cannot be read.
pub async fn alike(
    on: &mut impl Connected,
    municipality: MunicipalityId,
    id: &str,
) -> Result<Option<(String, Vec<Alike>)>, StoreError> {
    let rows = query(ALIKE)
        .bind(municipality.to_string())
        .bind(id.to_owned())
        .fetch_all(on.connected())
        .await?;
    let Some(first) = rows.first() else {
        return Ok(None);
    };
    let source = get(first, "source")?;
    let mut alike = Vec::with_capacity(rows.len());
    for row in &rows {
        if get::<String>(row, "status")? != "open" {
            continue;
        }
        alike.push(Alike {
            id: get(row, "id")?,
            asked: Asked {
                source_id: get(row, "source_id")?,
                line: number(row, "line")?,
                column: Cow::Owned(get(row, "column_name")?),
                original: get(row, "original")?,
                question: Cow::Owned(get(row, "question")?),
                answer: None,
            },
            title: get(row, "title")?,
            offer: parsed_opt(row, "offer")?,
        });
    }
    Ok(Some((source, alike)))
}

/// Gives the offers of a source the price that was just answered, paid per `per`; which they are.
///
/// # Errors
/// When the database cannot be written.
pub async fn price_as_answered(
    tx: &mut Tx,
    municipality: MunicipalityId,
    source: &str,
    per: &str,
    now: Timestamp,
) -> Result<Vec<OfferId>, StoreError> {
    let rows = query(PRICED)
        .bind(municipality.to_string())
        .bind(source.to_owned())
        .bind(per.to_owned())
        .bind(now.as_microsecond())
        .fetch_all(tx.connection())
        .await?;
    rows.iter().map(|row| parsed(row, "id")).collect()
}

/// The open fields, by source and line, at most `most` after `skip`; and how many there are in all.
///
/// # Errors
/// When the database cannot be read.
pub async fn open(
    tx: &mut Tx,
    municipality: MunicipalityId,
    skip: u32,
    most: u32,
) -> Result<(Vec<Doubtful>, u64), StoreError> {
    let id = municipality.to_string();
    let rows = query(OPEN)
        .bind(id.clone())
        .bind(i64::from(most))
        .bind(i64::from(skip))
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
            alike: number(row, "alike")?,
        });
    }
    let count = query(COUNT_OPEN)
        .bind(id)
        .fetch_one(tx.connection())
        .await?;
    Ok((doubtful, number(&count, "open_count")?))
}

/// What is still asked about each source of a municipality. Of its rows no key is given.
///
/// # Errors
/// When the database cannot be read.
pub async fn open_by_source(
    on: &mut impl Connected,
    municipality: MunicipalityId,
) -> Result<HashMap<String, OpenOfSource>, StoreError> {
    let rows = query(BY_SOURCE)
        .bind(municipality.to_string())
        .fetch_all(on.connected())
        .await?;
    let mut by_source: HashMap<String, OpenOfSource> = HashMap::new();
    for row in &rows {
        let open = by_source.entry(get(row, "source")?).or_default();
        open.count = number(row, "count_of")?;
        open.first.push(Asked {
            source_id: String::new(),
            line: number(row, "line")?,
            column: Cow::Owned(get(row, "column_name")?),
            original: get(row, "original")?,
            question: Cow::Owned(get(row, "question")?),
            answer: None,
        });
    }
    Ok(by_source)
}

/// Marks a field as looked at.
///
/// # Errors
/// When the database cannot be written.
pub async fn mark_seen(
    tx: &mut Tx,
    municipality: MunicipalityId,
    id: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let done = query(DONE)
        .bind(municipality.to_string())
        .bind(id.to_owned())
        .bind(now.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected() == 1)
}
