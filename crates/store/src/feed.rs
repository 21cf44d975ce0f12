//! The change feed: what other nodes and the finder must look at again.
//!
//! PostgreSQL commits out of order, so a reader that asks for "later than the last I saw" misses
//! rows. Readers therefore look back over [`LOOK_BACK`] and take what they have seen already as
//! nothing new; writers add their line as the last statement before the commit, so that no line is
//! older than that when it becomes visible.
//!
//! Lines about offers are counted beside it, in the transaction that adds them. So whoever knows how
//! many there were, and which, can prove that no change escaped them, whatever the clocks say:
//! [`Told::since`]. What is kept of offers outside the database stands on that (decision 0036).

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use domain::ids::OfferId;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;
use sqlx::query;

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::key_store::fresh_uuid;
use crate::many_rows::ManyRows;
use crate::rows::{get, moment};

/// How far a reader looks back.
pub const LOOK_BACK: SignedDuration = SignedDuration::from_secs(60);

/// The kind of a line that says that offers changed. Its subject is the id of the offer, or of the
/// organisation whose offers they are; anything else, such as a source, says: look at all of them.
///
/// Whoever writes what an [`domain::offer::Offer`] is read from adds one, in the same transaction:
/// tables `offer` and `offer_session`, and an organisation's name and whether it is suspended.
pub const OFFERS: &str = "aanbod";

const INSERT: &str = "INSERT INTO change_feed (id, kind, subject_id, at) VALUES ($1, $2, $3, $4)";
static INSERT_OFFERS: LazyLock<ManyRows> =
    LazyLock::new(|| ManyRows::new("INSERT INTO change_feed (id, kind, subject_id, at)", 4, ""));
const SINCE: &str =
    "SELECT id, kind, subject_id, at FROM change_feed WHERE at >= $1 ORDER BY at, id";
const SWEEP: &str = "DELETE FROM change_feed WHERE at < $1";

/// How many lines about offers were ever added. Last of all, since it is one row for everybody: who
/// has written it keeps the others waiting until its commit.
const COUNT: &str = "INSERT INTO installation (name, value) VALUES ('aanbod-geteld', $1) \
    ON CONFLICT (name) DO UPDATE \
    SET value = CAST(CAST(installation.value AS BIGINT) + $2 AS TEXT)";
const BEGIN: &str = "INSERT INTO installation (name, value) VALUES ('aanbod-geteld', $1) \
    ON CONFLICT (name) DO NOTHING";
const COUNTED: &str = "SELECT value FROM installation WHERE name = 'aanbod-geteld'";
/// One statement, so that the count and the lines are of one moment.
const TOLD: &str = "SELECT i.value, f.id, f.subject_id FROM installation i \
    LEFT JOIN change_feed f ON f.kind = 'aanbod' WHERE i.name = 'aanbod-geteld'";

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
    if kind == OFFERS {
        count(tx, 1).await?;
    }
    Ok(())
}

async fn count(tx: &mut Tx, more: i64) -> Result<(), StoreError> {
    query(COUNT)
        .bind(more.to_string())
        .bind(more)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// So many offers get a line each; more of them are told in one that says: look at all.
const ONE_BY_ONE: usize = 100;

/// Adds that these offers changed, when there are any. Must be the last of its transaction.
///
/// # Errors
/// When the database cannot be written.
pub async fn add_offers(tx: &mut Tx, ids: &[OfferId], now: Timestamp) -> Result<(), StoreError> {
    if ids.len() > ONE_BY_ONE {
        return add(tx, OFFERS, "", now).await;
    }
    let Some(lines) = i64::try_from(ids.len()).ok().filter(|lines| *lines > 0) else {
        return Ok(());
    };
    let rows = ids.iter().map(|id| {
        let line = fresh_uuid(now).to_string();
        vec![
            line.into(),
            OFFERS.into(),
            id.to_string().into(),
            now.as_microsecond().into(),
        ]
    });
    INSERT_OFFERS.put(tx, rows.collect()).await?;
    count(tx, lines).await
}

/// What was told of offers, up to one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// How many lines there ever were; 0 when none was counted yet.
    pub counted: i64,
    /// Those that were not swept: the subject of each, by its id.
    pub lines: HashMap<String, String>,
}

impl Told {
    /// The subjects that were told of after `earlier`, each once; `None` when that cannot be known:
    /// a line was swept before we saw it, or `earlier` is of another past than this.
    ///
    /// The lines that `earlier` does not know are all that came since exactly when there are as many
    /// as were counted since. Data from a backup count less than what came after it, and hold none
    /// of its lines: then the two differ.
    #[must_use]
    pub fn since(&self, earlier: &Self) -> Option<BTreeSet<&str>> {
        let fresh = || {
            let lines = self.lines.iter();
            lines.filter(|(id, _)| !earlier.lines.contains_key(*id))
        };
        let counted = self.counted.checked_sub(earlier.counted)?;
        let known = earlier.counted > 0 && i64::try_from(fresh().count()) == Ok(counted);
        known.then(|| fresh().map(|(_, subject)| subject.as_str()).collect())
    }
}

/// Begins to count the lines about offers, where nobody did yet: from a number by chance, so that two
/// beginnings are never taken for one.
///
/// # Errors
/// When the database cannot be written.
pub async fn begin_to_count(tx: &mut Tx) -> Result<(), StoreError> {
    let from = i64::from(rand::random::<u32>()) + 1;
    query(BEGIN)
        .bind(from.to_string())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// How many lines about offers were ever added, counted from where it began.
///
/// # Errors
/// When the database cannot be read.
pub async fn counted(on: &mut impl Connected) -> Result<i64, StoreError> {
    let row = query(COUNTED).fetch_optional(on.connected()).await?;
    row.map_or(Ok(0), |row| read_count(&row))
}

/// What was told of offers up to now.
///
/// # Errors
/// When the database cannot be read.
pub async fn told(on: &mut impl Connected) -> Result<Told, StoreError> {
    let mut told = Told::default();
    for row in &query(TOLD).fetch_all(on.connected()).await? {
        told.counted = read_count(row)?;
        if let Some(id) = get::<Option<String>>(row, "id")? {
            told.lines.insert(id, get(row, "subject_id")?);
        }
    }
    Ok(told)
}

fn read_count(row: &AnyRow) -> Result<i64, StoreError> {
    let count = get::<String>(row, "value")?.parse();
    count.map_err(|_| StoreError::Unreadable("installation.value"))
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn told(counted: i64, lines: &[(&str, &str)]) -> Told {
        let lines = lines.iter();
        Told {
            counted,
            lines: lines
                .map(|(id, of)| ((*id).to_owned(), (*of).to_owned()))
                .collect(),
        }
    }

    #[test]
    fn what_is_fresh_is_known_when_as_much_was_counted() {
        let before = told(2, &[("1", "a"), ("2", "b")]);
        let now = told(4, &[("2", "b"), ("3", "c"), ("4", "c")]);
        assert_eq!(now.since(&before), Some(BTreeSet::from(["c"])));
        assert_eq!(now.since(&now), Some(BTreeSet::new()));
    }

    #[test]
    fn a_line_that_was_swept_unseen_is_missed() {
        let before = told(2, &[("1", "a"), ("2", "b")]);
        assert_eq!(told(4, &[("2", "b"), ("4", "d")]).since(&before), None);
        assert_eq!(told(3, &[]).since(&before), None);
    }

    #[test]
    fn another_past_is_never_taken_for_ours() {
        let file = told(7, &[("5", "e"), ("6", "lost"), ("7", "lost")]);
        // A backup from before, then as many changes as were lost, and one more or less.
        for after in [5, 6, 7, 8] {
            let fresh: Vec<String> = (5..after).map(|n| format!("n{n}")).collect();
            let mut lines = vec![("5", "e")];
            lines.extend(fresh.iter().map(|id| (id.as_str(), "x")));
            assert_eq!(told(after, &lines).since(&file), None, "{after}");
        }
        assert_eq!(told(9, &[]).since(&told(0, &[])), None);
        assert_eq!(told(0, &[]).since(&told(0, &[])), None);
    }
}
