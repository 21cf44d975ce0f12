//! What providers sent in about their offers: a new offer or changes to one, what the service point
//! said about it, and what still waits for it.

use std::collections::HashSet;
use std::sync::LazyLock;

use domain::ids::{MunicipalityId, OfferId, UserId};
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, query};
use uuid::Uuid;

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::many_rows::{full_pages, keys_from};
use crate::rows::{PAGE, get, moment, parsed, twenty_from};

/// How far something that was sent in is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeState {
    /// Nobody sees it until the service point says yes.
    Waiting,
    /// People see it already; the service point looks at it afterwards.
    Live,
    /// The service point said yes.
    Approved,
    /// The service point asked to change something first.
    SentBack,
    /// The provider sent it in anew.
    Superseded,
}

impl ChangeState {
    const ALL: [Self; 5] = [
        Self::Waiting,
        Self::Live,
        Self::Approved,
        Self::SentBack,
        Self::Superseded,
    ];

    /// As stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "wacht",
            Self::Live => "live",
            Self::Approved => "goed",
            Self::SentBack => "terug",
            Self::Superseded => "vervallen",
        }
    }
}

/// Something that a provider sent in.
#[derive(Clone, Debug)]
pub struct Change {
    /// Its key.
    pub id: Uuid,
    /// Whose service point judges it.
    pub municipality: MunicipalityId,
    /// About which offer.
    pub offer: OfferId,
    /// The fields that changed, with spaces between; empty for a new offer.
    pub fields: String,
    /// What it was, as JSON; none for a new offer.
    pub before: Option<String>,
    /// What it is to be, as JSON.
    pub after: String,
    /// How far it is.
    pub state: ChangeState,
    /// Who sent it in; none by link.
    pub made_by: Option<UserId>,
    /// When.
    pub made_at: Timestamp,
    /// What the service point said about it.
    pub words: Option<String>,
}

/// What waits for the service point.
#[derive(Clone, Debug)]
pub struct OpenChange {
    /// What was sent in.
    pub change: Change,
    /// What the offer is called now.
    pub title: String,
    /// Who organises it.
    pub provider: String,
    /// Who sent it in, by name; none by link.
    pub person: Option<String>,
}

/// What the service point said.
#[derive(Clone, Debug)]
pub struct Verdict<'a> {
    /// Whether it said yes.
    pub state: ChangeState,
    /// Who.
    pub by: UserId,
    /// What was looked at, with spaces between.
    pub checks: &'a str,
    /// What it says to the provider.
    pub words: Option<&'a str>,
    /// When.
    pub at: Timestamp,
}

const INSERT: &str = "INSERT INTO offer_change (municipality_id, id, offer_id, fields, before, \
    after, state, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const FIND: &str = "SELECT c.municipality_id, c.id, c.offer_id, c.fields, c.before, c.after, \
    c.state, c.made_by, c.made_at, c.words FROM offer_change c WHERE c.id = $1";
static MANY: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "SELECT c.municipality_id, c.id, c.offer_id, c.fields, c.before, c.after, c.state, \
         c.made_by, c.made_at, c.words FROM offer_change c WHERE c.municipality_id = $1 \
         AND c.id IN ({}) ORDER BY c.made_at, c.id",
        twenty_from(2)
    )
    .leak()
});
const LAST_OF_OFFER: &str = "SELECT c.municipality_id, c.id, c.offer_id, c.fields, c.before, \
    c.after, c.state, c.made_by, c.made_at, c.words FROM offer_change c \
    WHERE c.offer_id = $1 AND c.state IN ('wacht', 'terug') ORDER BY c.made_at DESC, c.id DESC \
    LIMIT 1";
static LIVE_OF_OFFERS: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "SELECT c.municipality_id, c.id, c.offer_id, c.fields, c.before, c.after, c.state, \
         c.made_by, c.made_at, c.words FROM offer_change c WHERE c.municipality_id = $1 \
         AND c.state = 'live' AND c.offer_id IN ({}) ORDER BY c.made_at, c.id",
        keys_from(2)
    )
    .leak()
});
const OPEN: &str = "SELECT c.municipality_id, c.id, c.offer_id, c.fields, c.before, c.after, \
    c.state, c.made_by, c.made_at, c.words, o.title, p.name AS provider, a.name AS person \
    FROM offer_change c JOIN offer o ON o.id = c.offer_id \
    JOIN organisation p ON p.id = o.provider_id LEFT JOIN account a ON a.id = c.made_by \
    WHERE c.municipality_id = $1 AND c.state IN ('wacht', 'live') \
    ORDER BY c.made_at, c.id LIMIT 200";
const SUPERSEDE: &str = "UPDATE offer_change SET state = 'vervallen' \
    WHERE offer_id = $1 AND state IN ('wacht', 'terug')";
static JUDGE: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "UPDATE offer_change SET state = $1, judged_by = $2, judged_at = $3, checks = $4, \
         words = $5 WHERE municipality_id = $6 AND state = $7 AND id IN ({}) RETURNING id",
        keys_from(8)
    )
    .leak()
});

/// Keeps what was sent in.
///
/// # Errors
/// When the database cannot be written.
pub async fn insert(tx: &mut Tx, change: &Change) -> Result<(), StoreError> {
    query(INSERT)
        .bind(change.municipality.to_string())
        .bind(change.id.to_string())
        .bind(change.offer.to_string())
        .bind(change.fields.clone())
        .bind(change.before.clone())
        .bind(change.after.clone())
        .bind(change.state.code())
        .bind(change.made_by.map(|id| id.to_string()))
        .bind(change.made_at.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// One by its key.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(on: &mut impl Connected, id: Uuid) -> Result<Option<Change>, StoreError> {
    let row = query(FIND)
        .bind(id.to_string())
        .fetch_optional(on.connected())
        .await?;
    row.as_ref().map(read).transpose()
}

/// These, of one municipality, in the order they were sent in; what is not there is left out.
///
/// # Errors
/// When the database cannot be read.
pub async fn many(
    on: &mut impl Connected,
    municipality: MunicipalityId,
    ids: &[Uuid],
) -> Result<Vec<Change>, StoreError> {
    let mut changes = Vec::with_capacity(ids.len());
    for page in ids.chunks(PAGE) {
        let last = page.last().copied().unwrap_or_default();
        let mut statement = query(AssertSqlSafe(*MANY)).bind(municipality.to_string());
        for at in 0..PAGE {
            statement = statement.bind(page.get(at).copied().unwrap_or(last).to_string());
        }
        for row in &statement.fetch_all(on.connected()).await? {
            changes.push(read(row)?);
        }
    }
    Ok(changes)
}

/// What is shown of these offers and was not looked at yet, in the order it was sent in.
///
/// # Errors
/// When the database cannot be read.
pub async fn live_of(
    on: &mut impl Connected,
    municipality: MunicipalityId,
    offers: &[OfferId],
) -> Result<Vec<Change>, StoreError> {
    let ids: Vec<String> = offers.iter().map(ToString::to_string).collect();
    let mut changes = Vec::new();
    for page in full_pages(&ids) {
        let mut statement = query(AssertSqlSafe(*LIVE_OF_OFFERS)).bind(municipality.to_string());
        for id in page {
            statement = statement.bind(id);
        }
        for row in &statement.fetch_all(on.connected()).await? {
            changes.push(read(row)?);
        }
    }
    Ok(changes)
}

/// What of an offer waits for the service point, or was sent back and not sent in anew.
///
/// # Errors
/// When the database cannot be read.
pub async fn pending(
    on: &mut impl Connected,
    offer: OfferId,
) -> Result<Option<Change>, StoreError> {
    let row = query(LAST_OF_OFFER)
        .bind(offer.to_string())
        .fetch_optional(on.connected())
        .await?;
    row.as_ref().map(read).transpose()
}

/// What waits for a municipality's service point, oldest first, at most 200.
///
/// # Errors
/// When the database cannot be read.
pub async fn open(
    on: &mut impl Connected,
    municipality: MunicipalityId,
) -> Result<Vec<OpenChange>, StoreError> {
    let rows = query(OPEN)
        .bind(municipality.to_string())
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| {
            Ok(OpenChange {
                change: read(row)?,
                title: get(row, "title")?,
                provider: get(row, "provider")?,
                person: get(row, "person")?,
            })
        })
        .collect()
}

/// Lets fall what waited or was sent back, since something newer comes in.
///
/// # Errors
/// When the database cannot be written.
pub async fn supersede(tx: &mut Tx, offer: OfferId) -> Result<(), StoreError> {
    query(SUPERSEDE)
        .bind(offer.to_string())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Writes down what the service point said about all that a municipality's providers sent in and
/// that was in this state. Gives what was still so.
///
/// # Errors
/// When the database cannot be written.
pub async fn judge(
    tx: &mut Tx,
    municipality: MunicipalityId,
    ids: &[Uuid],
    was: ChangeState,
    verdict: &Verdict<'_>,
) -> Result<HashSet<Uuid>, StoreError> {
    let mut judged = HashSet::new();
    let ids: Vec<String> = ids.iter().map(Uuid::to_string).collect();
    for page in full_pages(&ids) {
        let mut statement = query(AssertSqlSafe(*JUDGE))
            .bind(verdict.state.code())
            .bind(verdict.by.to_string())
            .bind(verdict.at.as_microsecond())
            .bind(verdict.checks.to_owned())
            .bind(verdict.words.map(str::to_owned))
            .bind(municipality.to_string())
            .bind(was.code());
        for id in page {
            statement = statement.bind(id);
        }
        for row in &statement.fetch_all(tx.connection()).await? {
            judged.insert(parsed(row, "id")?);
        }
    }
    Ok(judged)
}

fn read(row: &AnyRow) -> Result<Change, StoreError> {
    let state: String = get(row, "state")?;
    let known = ChangeState::ALL
        .into_iter()
        .find(|known| known.code() == state);
    let made_by: Option<String> = get(row, "made_by")?;
    Ok(Change {
        id: parsed(row, "id")?,
        municipality: parsed(row, "municipality_id")?,
        offer: parsed(row, "offer_id")?,
        fields: get(row, "fields")?,
        before: get(row, "before")?,
        after: get(row, "after")?,
        state: known.ok_or(StoreError::Unreadable("offer_change.state"))?,
        made_by: made_by.and_then(|id| id.parse().ok()),
        made_at: moment(row, "made_at")?,
        words: get(row, "words")?,
    })
}
