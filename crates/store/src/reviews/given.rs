//! What was answered or looked at of the review queue: told again, taken back, or told by who fills the
//! offer in. And what of the queue a provider is asked.

use std::sync::LazyLock;

use domain::ids::{MunicipalityId, OfferId, OrganisationId};
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, query};

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::many_rows::{full_pages, keys_from};
use crate::rows::{get, moment, moment_opt, number, parsed, parsed_opt};

const OF_PROVIDER: &str = "SELECT o.id AS offer, v.column_name, v.original, v.question \
    FROM offer o JOIN review v ON v.municipality_id = o.municipality_id AND v.source = o.source \
    AND v.source_id = o.source_id AND v.status = 'open' \
    WHERE o.municipality_id = $1 AND o.provider_id = $2 AND o.status <> 'beeindigd' \
    ORDER BY v.line, v.column_name, v.id LIMIT 200";
static TOLD: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "UPDATE review SET status = 'gezien', answered_at = $1 WHERE municipality_id = $2 \
         AND status = 'open' AND EXISTS (SELECT 1 FROM offer o WHERE o.id = $3 \
         AND o.municipality_id = review.municipality_id AND o.source = review.source \
         AND o.source_id = review.source_id) AND column_name IN ({})",
        keys_from(4)
    )
    .leak()
});
const SEEN: &str = "SELECT v.id, v.source, v.line, v.column_name, v.original, v.question, v.answer, \
    v.answered_at, o.title, o.id AS offer FROM review v LEFT JOIN offer o \
    ON o.municipality_id = v.municipality_id AND o.source = v.source AND o.source_id = v.source_id \
    WHERE v.municipality_id = $1 AND v.status = 'gezien' AND v.answered_at >= $2 \
    ORDER BY v.answered_at DESC, v.source, v.line, v.column_name, v.id LIMIT $3";
/// What was answered in one go with this one, and this one.
const GIVEN: &str = "SELECT v.id, v.answer, v.answered_at, o.id AS offer, o.changed_at \
    FROM review v JOIN review one ON one.municipality_id = v.municipality_id \
    AND one.source = v.source AND one.column_name = v.column_name AND one.question = v.question \
    AND one.answered_at = v.answered_at LEFT JOIN offer o \
    ON o.municipality_id = v.municipality_id AND o.source = v.source AND o.source_id = v.source_id \
    WHERE one.municipality_id = $1 AND one.id = $2 AND v.status = 'gezien' ORDER BY v.line, v.id";
static UNPRICED: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "UPDATE offer SET price_per = NULL, price_cents = NULL, \
         written_at = CASE WHEN changed_at = written_at THEN $3 ELSE written_at END, \
         changed_at = $3 WHERE municipality_id = $1 AND changed_at = $2 AND id IN ({}) RETURNING id",
        keys_from(4)
    )
    .leak()
});
static REOPENED: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "UPDATE review SET status = 'open', answer = NULL, answer_cents = NULL, \
         answered_at = NULL WHERE municipality_id = $1 AND status = 'gezien' AND id IN ({}) \
         RETURNING id",
        keys_from(2)
    )
    .leak()
});

/// A question about an offer, as its provider is asked it.
#[derive(Clone, Debug)]
pub struct OfOffer {
    /// Which offer.
    pub offer: OfferId,
    /// The column.
    pub column: String,
    /// The text as it stood there.
    pub original: String,
    /// What to find out, by code.
    pub question: String,
}

/// A question that somebody answered or looked at.
#[derive(Clone, Debug)]
pub struct Judged {
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
    /// What was to be found out, by code.
    pub question: String,
    /// What was answered, by code; none when it was only looked at.
    pub word: Option<String>,
    /// When.
    pub at: Timestamp,
    /// The offer it belongs to, when the row came in.
    pub title: Option<String>,
    /// Which that is.
    pub offer: Option<OfferId>,
}

/// An answer as it was given, and whether it can be taken back.
#[derive(Clone, Debug)]
pub struct Given {
    /// The question's id.
    pub id: String,
    /// What was answered, by code; none when it was only looked at.
    pub word: Option<String>,
    /// When.
    pub at: Timestamp,
    /// The offer it belongs to.
    pub offer: Option<OfferId>,
    /// When that last changed.
    pub changed_at: Option<Timestamp>,
}

/// What is asked about a provider's offers, at most 200.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_provider(
    on: &mut impl Connected,
    municipality: MunicipalityId,
    provider: OrganisationId,
) -> Result<Vec<OfOffer>, StoreError> {
    let rows = query(OF_PROVIDER)
        .bind(municipality.to_string())
        .bind(provider.to_string())
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| {
            Ok(OfOffer {
                offer: parsed(row, "offer")?,
                column: get(row, "column_name")?,
                original: get(row, "original")?,
                question: get(row, "question")?,
            })
        })
        .collect()
}

/// Asks no more about these columns of an offer, since somebody told what is asked.
///
/// # Errors
/// When the database cannot be written.
pub async fn told(
    tx: &mut Tx,
    offer: (MunicipalityId, OfferId),
    columns: &[&str],
    now: Timestamp,
) -> Result<(), StoreError> {
    let columns: Vec<String> = columns.iter().map(|&column| column.to_owned()).collect();
    for page in full_pages(&columns) {
        let mut statement = query(AssertSqlSafe(*TOLD))
            .bind(now.as_microsecond())
            .bind(offer.0.to_string())
            .bind(offer.1.to_string());
        for column in page {
            statement = statement.bind(column);
        }
        statement.execute(tx.connection()).await?;
    }
    Ok(())
}

/// What was answered or looked at since a moment, newest first, at most `most`.
///
/// # Errors
/// When the database cannot be read.
pub async fn seen_since(
    on: &mut impl Connected,
    municipality: MunicipalityId,
    since: Timestamp,
    most: u32,
) -> Result<Vec<Judged>, StoreError> {
    let rows = query(SEEN)
        .bind(municipality.to_string())
        .bind(since.as_microsecond())
        .bind(i64::from(most))
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Judged {
                id: get(row, "id")?,
                source: get(row, "source")?,
                line: number(row, "line")?,
                column: get(row, "column_name")?,
                original: get(row, "original")?,
                question: get(row, "question")?,
                word: get(row, "answer")?,
                at: moment(row, "answered_at")?,
                title: get(row, "title")?,
                offer: parsed_opt(row, "offer")?,
            })
        })
        .collect()
}

/// What was answered in one go with this question, and this one: none when it is open, or there is none.
///
/// # Errors
/// When the database cannot be read.
pub async fn given_with(
    on: &mut impl Connected,
    municipality: MunicipalityId,
    id: &str,
) -> Result<Vec<Given>, StoreError> {
    let rows = query(GIVEN)
        .bind(municipality.to_string())
        .bind(id.to_owned())
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Given {
                id: get(row, "id")?,
                word: get(row, "answer")?,
                at: moment(row, "answered_at")?,
                offer: parsed_opt(row, "offer")?,
                changed_at: moment_opt(row, "changed_at")?,
            })
        })
        .collect()
}

/// Takes the price away that an answer gave these offers at a moment, where nothing changed since. Gives
/// which.
///
/// # Errors
/// When the database cannot be written.
pub async fn take_price_back(
    tx: &mut Tx,
    municipality: MunicipalityId,
    offers: &[OfferId],
    answered_at: Timestamp,
    now: Timestamp,
) -> Result<Vec<OfferId>, StoreError> {
    let ids: Vec<String> = offers.iter().map(ToString::to_string).collect();
    let mut changed = Vec::new();
    for page in full_pages(&ids) {
        let mut statement = query(AssertSqlSafe(*UNPRICED))
            .bind(municipality.to_string())
            .bind(answered_at.as_microsecond())
            .bind(now.as_microsecond());
        for id in page {
            statement = statement.bind(id);
        }
        for row in &statement.fetch_all(tx.connection()).await? {
            changed.push(parsed(row, "id")?);
        }
    }
    Ok(changed)
}

/// Asks these questions again. Gives how many were not open.
///
/// # Errors
/// When the database cannot be written.
pub async fn reopen(
    tx: &mut Tx,
    municipality: MunicipalityId,
    ids: &[String],
) -> Result<usize, StoreError> {
    let mut count = 0;
    for page in full_pages(ids) {
        let mut statement = query(AssertSqlSafe(*REOPENED)).bind(municipality.to_string());
        for id in page {
            statement = statement.bind(id);
        }
        count += statement.fetch_all(tx.connection()).await?.len();
    }
    Ok(count)
}
