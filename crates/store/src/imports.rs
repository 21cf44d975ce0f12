//! Imports: what each did, how to undo it, and where a feed that was broken off goes on.

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::ids::{MunicipalityId, OfferId};
use domain::offer::OfferStatus;
use jiff::{SignedDuration, Timestamp};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, query};

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::offer_intake::{WRITTEN, WRITTEN_OF_SESSION};
use crate::rows::{get, moment, moment_opt, number, parsed};

/// For so long an import can be undone; then what was before it is forgotten.
pub const UNDO_FOR: SignedDuration = SignedDuration::from_hours(24 * 90);

const INSERT: &str = "INSERT INTO import_run (municipality_id, id, kind, source, by_whom, at, \
    rows_read, rows_new, rows_changed, rows_unchanged, rows_review, rows_ended, rows_rejected) \
    VALUES ($1, $2, $3, $4, $5, $6, 0, 0, 0, 0, 0, 0, 0)";
const COUNT: &str = "UPDATE import_run SET rows_read = rows_read + $1, rows_new = rows_new + $2, \
    rows_changed = rows_changed + $3, rows_unchanged = rows_unchanged + $4, \
    rows_review = rows_review + $5, rows_ended = rows_ended + $6, \
    rows_rejected = rows_rejected + $7 WHERE municipality_id = $8 AND id = $9";
const COLUMNS: &str = "municipality_id, id, kind, source, by_whom, at, rows_read, rows_new, \
    rows_changed, rows_unchanged, rows_review, rows_ended, rows_rejected, undone_at, undone_by";
static LIST: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "SELECT {COLUMNS} FROM import_run WHERE municipality_id = $1 ORDER BY at DESC, id DESC \
         LIMIT $2"
    )
    .leak()
});
static BY_ID: LazyLock<&'static str> = LazyLock::new(|| {
    format!("SELECT {COLUMNS} FROM import_run WHERE municipality_id = $1 AND id = $2").leak()
});
static LAST_OF_SOURCE: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "SELECT {COLUMNS} FROM import_run WHERE municipality_id = $1 AND source = $2 \
         AND undone_at IS NULL AND rows_new + rows_changed + rows_ended > 0 \
         ORDER BY at DESC, id DESC LIMIT 1"
    )
    .leak()
});
const FORGET: [&str; 4] = [
    "DELETE FROM offer_before WHERE municipality_id = $1 AND run_id IN \
     (SELECT id FROM import_run WHERE municipality_id = $1 AND at < $2)",
    "DELETE FROM offer_session_before WHERE municipality_id = $1 AND run_id IN \
     (SELECT id FROM import_run WHERE municipality_id = $1 AND at < $2)",
    "DELETE FROM review_before WHERE municipality_id = $1 AND run_id IN \
     (SELECT id FROM import_run WHERE municipality_id = $1 AND at < $2)",
    "DELETE FROM import_rejection WHERE municipality_id = $1 AND run_id IN \
     (SELECT id FROM import_run WHERE municipality_id = $1 AND at < $2)",
];
const TOUCHED_SINCE: &str = "SELECT id, title, source_id, status, written_by_run AS run, CAST(CASE WHEN written_by_run = $3 \
    THEN 1 ELSE 0 END AS BIGINT) AS by_hand FROM offer WHERE municipality_id = $1 AND source = $2 \
    AND (made_by_run = $3 OR id IN (SELECT id FROM offer_before WHERE municipality_id = $1 \
    AND run_id = $3)) AND (written_by_run <> $3 OR changed_at <> written_at) ORDER BY title, id";
/// What a person changed since the import that wrote it: that import takes it back no more.
const CHANGED_BY_HAND: &str = "SELECT id, title, source_id, status, written_by_run AS run, \
    CAST(1 AS BIGINT) AS by_hand FROM offer WHERE municipality_id = $1 \
    AND written_by_run IS NOT NULL AND changed_at <> written_at ORDER BY title, id LIMIT $2";
/// Of all imports of a municipality at once: its list shows fifty.
const AT_STAKE: &str = "SELECT o.made_by_run AS run, \
    CAST(COUNT(DISTINCT o.id) AS BIGINT) AS offers, CAST(COUNT(r.id) AS BIGINT) AS referrals \
    FROM offer o LEFT JOIN referral r ON r.offer_id = o.id AND r.owner_id IS NOT NULL \
    WHERE o.municipality_id = $1 AND o.made_by_run IS NOT NULL AND o.status <> 'beeindigd' \
    AND o.changed_at = o.written_at GROUP BY o.made_by_run";
const MARK_UNDONE: &str = "UPDATE import_run SET undone_at = $1, undone_by = $2 \
    WHERE municipality_id = $3 AND id = $4 AND undone_at IS NULL";

/// Offers that the import made and that nobody was referred to. A target in the history is a word
/// of six letters, a space and the offer's id (`referrals::target_text`).
macro_rules! made_and_unused {
    () => {
        "municipality_id = $1 AND made_by_run = $2 \
         AND id NOT IN (SELECT offer_id FROM referral WHERE offer_id IS NOT NULL) \
         AND id NOT IN (SELECT SUBSTR(target, 8, 36) FROM referral_history \
         WHERE municipality_id = $1 AND target IS NOT NULL)"
    };
}
/// Offers that the import wrote and a person changed since.
macro_rules! changed_by_hand {
    () => {
        "municipality_id = $1 AND written_by_run = $2 AND changed_at <> written_at"
    };
}
/// The import lets go of what a person changed since, in this order: such an offer was not made by it
/// any more, and whoever takes an earlier import back finds it as that one's, changed by hand.
const LET_GO: [&str; 5] = [
    concat!(
        "DELETE FROM offer_session_before WHERE municipality_id = $1 AND run_id = $2 AND offer_id IN \
         (SELECT id FROM offer WHERE ",
        changed_by_hand!(),
        ")"
    ),
    concat!(
        "DELETE FROM review_before WHERE municipality_id = $1 AND run_id = $2 \
         AND (source, source_id) IN (SELECT source, source_id FROM offer WHERE ",
        changed_by_hand!(),
        ")"
    ),
    concat!(
        "UPDATE offer SET made_by_run = NULL WHERE made_by_run = $2 AND ",
        changed_by_hand!()
    ),
    concat!(
        "UPDATE offer SET written_by_run = (SELECT b.written_by_run FROM offer_before b \
         WHERE b.municipality_id = $1 AND b.run_id = $2 AND b.id = offer.id) WHERE ",
        changed_by_hand!()
    ),
    "DELETE FROM offer_before WHERE municipality_id = $1 AND run_id = $2 AND id NOT IN \
     (SELECT id FROM offer WHERE municipality_id = $1 AND written_by_run = $2)",
];
/// In this order. `$1` is the municipality, `$2` the import; `$3` is now, where there is one.
static UNDO: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    vec![
        "DELETE FROM review WHERE municipality_id = $1 AND (source, source_id) IN \
         (SELECT source, source_id FROM offer WHERE municipality_id = $1 AND (made_by_run = $2 \
         OR id IN (SELECT id FROM offer_before WHERE municipality_id = $1 AND run_id = $2)))",
        concat!(
            "DELETE FROM offer_session WHERE municipality_id = $1 AND offer_id IN \
             (SELECT id FROM offer WHERE ",
            made_and_unused!(),
            ")"
        ),
        // People may be seen in them; without their offer nobody would take them away.
        concat!(
            "DELETE FROM offer_picture WHERE municipality_id = $1 AND offer_id IN \
             (SELECT id FROM offer WHERE ",
            made_and_unused!(),
            ")"
        ),
        concat!("DELETE FROM offer WHERE ", made_and_unused!()),
        // What people were referred to stays, and is shown no more.
        "UPDATE offer SET status = 'beeindigd', changed_at = $3, written_at = $3 \
         WHERE municipality_id = $1 AND made_by_run = $2",
        "UPDATE offer_session SET status = 'beeindigd' WHERE municipality_id = $1 AND offer_id IN \
         (SELECT id FROM offer_before WHERE municipality_id = $1 AND run_id = $2)",
        as_before("offer", WRITTEN),
        as_before("offer_session", WRITTEN_OF_SESSION),
        "INSERT INTO review (municipality_id, id, source, source_id, line, column_name, original, \
         question, status, made_at, answer, answer_cents, answered_at) SELECT municipality_id, id, \
         source, source_id, line, column_name, original, question, status, made_at, answer, \
         answer_cents, answered_at FROM review_before \
         WHERE municipality_id = $1 AND run_id = $2",
        "DELETE FROM offer_before WHERE municipality_id = $1 AND run_id = $2",
        "DELETE FROM offer_session_before WHERE municipality_id = $1 AND run_id = $2",
        "DELETE FROM review_before WHERE municipality_id = $1 AND run_id = $2",
    ]
});

/// Gives rows of a table back what was copied of them.
fn as_before(table: &str, columns: &str) -> &'static str {
    let set: Vec<String> = columns
        .split(", ")
        .map(|name| match name {
            "changed_at" => "changed_at = $3".to_owned(),
            // What a person had changed before the import stays a person's.
            "written_at" => "written_at = CASE WHEN b.changed_at = b.written_at THEN $3 \
                ELSE b.written_at END"
                .to_owned(),
            _ => format!("{name} = b.{name}"),
        })
        .collect();
    format!(
        "UPDATE {table} SET {} FROM {table}_before b WHERE b.municipality_id = $1 \
         AND b.run_id = $2 AND {table}.municipality_id = b.municipality_id AND {table}.id = b.id",
        set.join(", ")
    )
    .leak()
}

const POSITION: &str = "SELECT begun_at, next_page, is_new FROM import_position \
    WHERE municipality_id = $1 AND source = $2";
const KEEP_POSITION: &str = "INSERT INTO import_position (municipality_id, source, begun_at, \
    next_page, run_id, at, is_new) VALUES ($1, $2, $3, $4, $5, $6, $7) \
    ON CONFLICT (municipality_id, source) DO UPDATE SET begun_at = excluded.begun_at, \
    next_page = excluded.next_page, run_id = excluded.run_id, at = excluded.at";
const CLEAR_POSITION: &str =
    "DELETE FROM import_position WHERE municipality_id = $1 AND source = $2";

/// One import.
#[derive(Clone, Debug)]
pub struct Run {
    /// Whose offers it is about.
    pub municipality: MunicipalityId,
    /// Its key.
    pub id: String,
    /// `offers`, `openactive` or `hsds`.
    pub kind: String,
    /// The source's name.
    pub source: String,
    /// Who started it.
    pub by: String,
    /// When it began; every row it writes bears this moment.
    pub at: Timestamp,
}

/// What an import did, in rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Read.
    pub read: u64,
    /// Not known before.
    pub new: u64,
    /// Known, and different.
    pub changed: u64,
    /// Known, and the same.
    pub unchanged: u64,
    /// With a question for a person.
    pub review: u64,
    /// No longer there.
    pub ended: u64,
    /// Not kept.
    pub rejected: u64,
}

/// An import as the list shows it.
#[derive(Clone, Debug)]
pub struct PastRun {
    /// Which.
    pub run: Run,
    /// What it did.
    pub counts: Counts,
    /// When it was undone, and by whom.
    pub undone: Option<(Timestamp, String)>,
}

/// An offer that was touched after an import wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TouchedSince {
    /// Which.
    pub id: OfferId,
    /// What it is called.
    pub title: String,
    /// The source's key for it.
    pub source_id: String,
    /// Whether it is shown.
    pub status: OfferStatus,
    /// Which import wrote it last.
    pub run: String,
    /// By a person; otherwise by a later import.
    pub by_hand: bool,
}

/// Where a feed that was broken off goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The address it was begun with.
    pub begun_at: String,
    /// The page to read next.
    pub next: String,
    /// Whether the source was not known before the run that broke off: it was not announced yet.
    pub is_new: bool,
}

/// Writes down that an import begins, and forgets what was before those that are too old to undo.
///
/// # Errors
/// When the database cannot be written.
pub async fn begin(tx: &mut Tx, run: &Run) -> Result<(), StoreError> {
    query(INSERT)
        .bind(run.municipality.to_string())
        .bind(run.id.clone())
        .bind(run.kind.clone())
        .bind(run.source.clone())
        .bind(run.by.clone())
        .bind(run.at.as_microsecond())
        .execute(tx.connection())
        .await?;
    let too_old = run.at.checked_sub(UNDO_FOR).unwrap_or(run.at);
    for sql in FORGET {
        query(sql)
            .bind(run.municipality.to_string())
            .bind(too_old.as_microsecond())
            .execute(tx.connection())
            .await?;
    }
    Ok(())
}

/// Adds to what an import did.
///
/// # Errors
/// When the database cannot be written.
pub async fn count(tx: &mut Tx, run: &Run, counts: Counts) -> Result<(), StoreError> {
    let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    query(COUNT)
        .bind(whole(counts.read))
        .bind(whole(counts.new))
        .bind(whole(counts.changed))
        .bind(whole(counts.unchanged))
        .bind(whole(counts.review))
        .bind(whole(counts.ended))
        .bind(whole(counts.rejected))
        .bind(run.municipality.to_string())
        .bind(run.id.clone())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// The last imports of a municipality, newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(
    on: &mut impl Connected,
    municipality: MunicipalityId,
    most: u32,
) -> Result<Vec<PastRun>, StoreError> {
    let rows = query(AssertSqlSafe(*LIST))
        .bind(municipality.to_string())
        .bind(i64::from(most))
        .fetch_all(on.connected())
        .await?;
    rows.iter().map(read).collect()
}

/// One import by its key; or else the last of a source by that name that changed something and was
/// not undone.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(
    tx: &mut Tx,
    municipality: MunicipalityId,
    called: &str,
) -> Result<Option<PastRun>, StoreError> {
    for sql in [*BY_ID, *LAST_OF_SOURCE] {
        let row = query(AssertSqlSafe(sql))
            .bind(municipality.to_string())
            .bind(called.to_owned())
            .fetch_optional(tx.connection())
            .await?;
        if let Some(row) = row {
            return read(&row).map(Some);
        }
    }
    Ok(None)
}

/// The offers of an import that a person or a later import touched since it wrote them.
///
/// # Errors
/// When the database cannot be read.
pub async fn touched_since(tx: &mut Tx, run: &Run) -> Result<Vec<TouchedSince>, StoreError> {
    let rows = query(TOUCHED_SINCE)
        .bind(run.municipality.to_string())
        .bind(run.source.clone())
        .bind(run.id.clone())
        .fetch_all(tx.connection())
        .await?;
    rows.iter().map(read_touched).collect()
}

/// The offers of all imports of a municipality that a person changed since, at most so many.
///
/// # Errors
/// When the database cannot be read.
pub async fn changed_by_hand(
    on: &mut impl Connected,
    municipality: MunicipalityId,
    most: u32,
) -> Result<Vec<TouchedSince>, StoreError> {
    let rows = query(CHANGED_BY_HAND)
        .bind(municipality.to_string())
        .bind(i64::from(most))
        .fetch_all(on.connected())
        .await?;
    rows.iter().map(read_touched).collect()
}

fn read_touched(row: &AnyRow) -> Result<TouchedSince, StoreError> {
    Ok(TouchedSince {
        id: parsed(row, "id")?,
        title: get(row, "title")?,
        source_id: get(row, "source_id")?,
        status: OfferStatus::from_code(&get::<String>(row, "status")?)
            .ok_or(StoreError::Unreadable("offer.status"))?,
        run: get(row, "run")?,
        by_hand: get::<i64>(row, "by_hand")? == 1,
    })
}

/// What goes when an import is taken back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AtStake {
    /// Offers that it made and that have not ended.
    pub offers: u64,
    /// Open referrals to these. They go on.
    pub referrals: u64,
}

/// What goes when each import of a municipality is taken back, by the import's key; what is not
/// there made nothing that is still there.
///
/// # Errors
/// When the database cannot be read.
pub async fn at_stake(
    on: &mut impl Connected,
    municipality: MunicipalityId,
) -> Result<HashMap<String, AtStake>, StoreError> {
    let rows = query(AT_STAKE)
        .bind(municipality.to_string())
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| {
            let stake = AtStake {
                offers: number(row, "offers")?,
                referrals: number(row, "referrals")?,
            };
            Ok((get(row, "run")?, stake))
        })
        .collect()
}

/// Gives back what every offer was before an import, but for what a person changed since: the import
/// lets go of that. `false` when it was undone already. Whoever
/// calls has looked at [`touched_since`] in the same transaction.
///
/// # Errors
/// When the database cannot be written.
pub async fn undo(tx: &mut Tx, run: &Run, by: &str, now: Timestamp) -> Result<bool, StoreError> {
    let marked = query(MARK_UNDONE)
        .bind(now.as_microsecond())
        .bind(by.to_owned())
        .bind(run.municipality.to_string())
        .bind(run.id.clone())
        .execute(tx.connection())
        .await?;
    if marked.rows_affected() == 0 {
        return Ok(false);
    }
    for sql in LET_GO.iter().chain(UNDO.iter()) {
        let mut statement = query(AssertSqlSafe(*sql))
            .bind(run.municipality.to_string())
            .bind(run.id.clone());
        // PostgreSQL takes no value that the statement does not ask for.
        if sql.contains("$3") {
            statement = statement.bind(now.as_microsecond());
        }
        statement.execute(tx.connection()).await?;
    }
    Ok(true)
}

/// Where a source's feed was broken off, when it was.
///
/// # Errors
/// When the database cannot be read.
pub async fn position(
    on: &mut impl Connected,
    municipality: MunicipalityId,
    source: &str,
) -> Result<Option<Position>, StoreError> {
    let row = query(POSITION)
        .bind(municipality.to_string())
        .bind(source.to_owned())
        .fetch_optional(on.connected())
        .await?;
    row.map(|row| {
        Ok(Position {
            begun_at: get(&row, "begun_at")?,
            next: get(&row, "next_page")?,
            is_new: get::<i64>(&row, "is_new")? == 1,
        })
    })
    .transpose()
}

/// Keeps where a feed goes on, in the transaction that takes in the page before. Whether its source
/// is new stays as its first page said, until the end is reached.
///
/// # Errors
/// When the database cannot be written.
pub async fn keep_position(tx: &mut Tx, run: &Run, position: &Position) -> Result<(), StoreError> {
    query(KEEP_POSITION)
        .bind(run.municipality.to_string())
        .bind(run.source.clone())
        .bind(position.begun_at.clone())
        .bind(position.next.clone())
        .bind(run.id.clone())
        .bind(run.at.as_microsecond())
        .bind(i64::from(position.is_new))
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Forgets where a feed goes on: it reached its end.
///
/// # Errors
/// When the database cannot be written.
pub async fn clear_position(tx: &mut Tx, run: &Run) -> Result<(), StoreError> {
    query(CLEAR_POSITION)
        .bind(run.municipality.to_string())
        .bind(run.source.clone())
        .execute(tx.connection())
        .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<PastRun, StoreError> {
    let undone_by: Option<String> = get(row, "undone_by")?;
    Ok(PastRun {
        run: Run {
            municipality: parsed(row, "municipality_id")?,
            id: get(row, "id")?,
            kind: get(row, "kind")?,
            source: get(row, "source")?,
            by: get(row, "by_whom")?,
            at: moment(row, "at")?,
        },
        counts: Counts {
            read: number(row, "rows_read")?,
            new: number(row, "rows_new")?,
            changed: number(row, "rows_changed")?,
            unchanged: number(row, "rows_unchanged")?,
            review: number(row, "rows_review")?,
            ended: number(row, "rows_ended")?,
            rejected: number(row, "rows_rejected")?,
        },
        undone: moment_opt(row, "undone_at")?.zip(undone_by),
    })
}
