//! Keeping no longer than agreed: counting and removing what is past its period, a kind at a time.
//! Client details are not removed here but forgotten, a resident at a time: see
//! [`past_residents`]. Who calls decides on periods; nothing here knows a default.

use domain::ids::{MunicipalityId, ResidentId};
use domain::retention::RecordKind;
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, query};

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::key_store::fresh_uuid;
use crate::rows::{get, moment, moment_opt, number, parsed};

/// How many rows go in one transaction: others must be able to write in between.
const AT_A_TIME: u64 = 1000;

const RULES: &str = "SELECT kind, days FROM retention_rule WHERE municipality_id = $1";
const SET_RULE: &str = "INSERT INTO retention_rule (municipality_id, kind, days, changed_at) \
    VALUES ($1, $2, $3, $4) ON CONFLICT (municipality_id, kind) \
    DO UPDATE SET days = excluded.days, changed_at = excluded.changed_at";
const MARK: &str = "INSERT INTO retention_mark (municipality_id, kind, removed_until) \
    VALUES ($1, $2, $3) ON CONFLICT (municipality_id, kind) \
    DO UPDATE SET removed_until = excluded.removed_until \
    WHERE retention_mark.removed_until < excluded.removed_until";
const REPORT: &str = "INSERT INTO retention_report (municipality_id, id, kind, days, removed, \
    oldest, at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
const LAST: &str = "SELECT at FROM retention_report ORDER BY at DESC LIMIT 1";
const REPORTS: &str = "SELECT kind, days, removed, oldest, at FROM retention_report \
    WHERE municipality_id = $1 ORDER BY id DESC LIMIT 100";

/// Residents whose last referral closed before `$2`.
macro_rules! past_residents {
    () => {
        "FROM resident v WHERE v.municipality_id = $1 AND v.erased_at IS NULL \
         AND v.made_at < $2 AND NOT EXISTS (SELECT 1 FROM referral r \
         WHERE r.municipality_id = v.municipality_id AND r.resident_id = v.id \
         AND (r.owner_id IS NOT NULL OR r.changed_at >= $2)) \
         AND NOT EXISTS (SELECT 1 FROM resident f JOIN referral r \
         ON r.municipality_id = f.municipality_id AND r.resident_id = f.id \
         WHERE f.municipality_id = v.municipality_id AND (f.id = v.merged_into \
         OR f.merged_into = v.id OR f.merged_into = v.merged_into) \
         AND (r.owner_id IS NOT NULL OR r.changed_at >= $2))"
    };
}
const COUNT_RESIDENTS: &str = concat!(
    "SELECT CAST(COUNT(*) AS BIGINT) AS total, MIN(v.made_at) AS oldest ",
    past_residents!()
);
const NEXT_RESIDENTS: &str = concat!(
    "SELECT v.id ",
    past_residents!(),
    " AND v.id > $3 ORDER BY v.id LIMIT 100"
);

/// The table, its key, its moment, and which rows of it are past: `$1` is the municipality (empty
/// for what belongs to the installation), `$2` the moment from before which things go.
fn rows_of(kind: RecordKind) -> Option<(&'static str, &'static str, &'static str, &'static str)> {
    Some(match kind {
        RecordKind::ClientDetails | RecordKind::AccessLog => return None,
        RecordKind::Links => (
            "link",
            "token_hash",
            "made_at",
            "municipality_id = $1 AND made_at < $2 AND expires_at < $2",
        ),
        RecordKind::Messages => (
            "outbox",
            "id",
            "made_at",
            "municipality_id = $1 AND made_at < $2 AND status <> 'wacht' \
             AND NOT EXISTS (SELECT 1 FROM referral r WHERE r.id = outbox.referral_id \
             AND (r.owner_id IS NOT NULL OR r.changed_at >= $2))",
        ),
        RecordKind::UnmetDemand => (
            "unmet_demand",
            "id",
            "made_at",
            "municipality_id = $1 AND made_at < $2",
        ),
        RecordKind::SavedWishes => (
            "saved_wish",
            "id",
            "ended_at",
            "municipality_id = $1 AND status <> 'actief' AND ended_at < $2",
        ),
        RecordKind::Reviews => (
            "review",
            "id",
            "made_at",
            // An answer that an offer's price stands on goes with its row.
            "municipality_id = $1 AND made_at < $2 AND status <> 'open' AND answer IS NULL",
        ),
        RecordKind::Reports => (
            "retention_report",
            "id",
            "at",
            "municipality_id = $1 AND at < $2",
        ),
        RecordKind::RequestKeys => (
            "idempotency",
            "key_hash",
            "made_at",
            "$1 = '' AND made_at < $2",
        ),
        RecordKind::WebSessions => (
            "web_session",
            "id",
            "expires_at",
            "$1 = '' AND expires_at < $2",
        ),
        RecordKind::ChangeFeed => ("change_feed", "id", "at", "$1 = '' AND at < $2"),
    })
}

/// How many there are past their period, and since when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// How many.
    pub count: i64,
    /// When the oldest was made.
    pub oldest: Option<Timestamp>,
}

/// A line of a round's report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// What.
    pub kind: RecordKind,
    /// The period that held, in days.
    pub days: u16,
    /// How many went, and how old the oldest was.
    pub past: Past,
    /// When.
    pub at: Timestamp,
}

fn owner(municipality: Option<MunicipalityId>) -> String {
    municipality.map(|id| id.to_string()).unwrap_or_default()
}

/// The periods that a municipality set itself, in days.
///
/// # Errors
/// When the database cannot be read.
pub async fn rules(
    on: &mut impl Connected,
    municipality: MunicipalityId,
) -> Result<Vec<(RecordKind, u16)>, StoreError> {
    let rows = query(RULES)
        .bind(municipality.to_string())
        .fetch_all(on.connected())
        .await?;
    let mut rules = Vec::with_capacity(rows.len());
    for row in &rows {
        // A kind of a newer version means nothing here.
        if let Ok(kind) = get::<String>(row, "kind")?.parse() {
            rules.push((kind, number(row, "days")?));
        }
    }
    Ok(rules)
}

/// Sets a municipality's period for a kind.
///
/// # Errors
/// When the database cannot be written.
pub async fn set_rule(
    tx: &mut Tx,
    municipality: MunicipalityId,
    kind: RecordKind,
    days: u16,
    now: Timestamp,
) -> Result<(), StoreError> {
    query(SET_RULE)
        .bind(municipality.to_string())
        .bind(kind.code())
        .bind(i64::from(days))
        .bind(now.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// What of a kind is from before `before`. The access log is counted where it is kept.
///
/// # Errors
/// When the database cannot be read.
pub async fn past(
    on: &mut impl Connected,
    kind: RecordKind,
    municipality: Option<MunicipalityId>,
    before: Timestamp,
) -> Result<Past, StoreError> {
    let statement = match (kind, rows_of(kind)) {
        (RecordKind::ClientDetails, _) => COUNT_RESIDENTS.to_owned(),
        (_, Some((table, _, moment, past))) => format!(
            "SELECT CAST(COUNT(*) AS BIGINT) AS total, MIN({moment}) AS oldest FROM {table} \
             WHERE {past}"
        ),
        (_, None) => "SELECT CAST(COUNT(*) AS BIGINT) AS total, MIN(at) AS oldest \
             FROM access_log WHERE municipality_id = $1 AND at < $2"
            .to_owned(),
    };
    let row = query(AssertSqlSafe(statement))
        .bind(owner(municipality))
        .bind(before.as_microsecond())
        .fetch_one(on.connected())
        .await?;
    Ok(Past {
        count: get(&row, "total")?,
        oldest: moment_opt(&row, "oldest")?,
    })
}

/// Removes up to a thousand rows of a kind from before `before`; gives how many. Call it again while
/// it gives as many as [`page`] says.
///
/// # Errors
/// When the database cannot be written.
pub async fn remove(
    tx: &mut Tx,
    kind: RecordKind,
    municipality: Option<MunicipalityId>,
    before: Timestamp,
) -> Result<u64, StoreError> {
    let Some((table, key, _, past)) = rows_of(kind) else {
        return Ok(0);
    };
    let statement = format!(
        "DELETE FROM {table} WHERE {key} IN \
         (SELECT {key} FROM {table} WHERE {past} LIMIT {AT_A_TIME}) AND {past}"
    );
    let done = query(AssertSqlSafe(statement))
        .bind(owner(municipality))
        .bind(before.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected())
}

/// How many rows [`remove`] takes at a time.
#[must_use]
pub const fn page() -> u64 {
    AT_A_TIME
}

/// The next residents, after this one, whose last referral closed before `before`: at most a
/// hundred.
///
/// # Errors
/// When the database cannot be read.
pub async fn past_residents(
    on: &mut impl Connected,
    municipality: MunicipalityId,
    before: Timestamp,
    after: Option<ResidentId>,
) -> Result<Vec<ResidentId>, StoreError> {
    let rows = query(NEXT_RESIDENTS)
        .bind(municipality.to_string())
        .bind(before.as_microsecond())
        .bind(after.map(|id| id.to_string()).unwrap_or_default())
        .fetch_all(on.connected())
        .await?;
    rows.iter().map(|row| parsed(row, "id")).collect()
}

/// Notes up to which moment a kind goes, before it goes: `check` then does not miss it.
///
/// # Errors
/// When the database cannot be written.
pub async fn mark(
    tx: &mut Tx,
    municipality: Option<MunicipalityId>,
    kind: RecordKind,
    until: Timestamp,
) -> Result<(), StoreError> {
    query(MARK)
        .bind(owner(municipality))
        .bind(kind.code())
        .bind(until.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Keeps a line of a round's report.
///
/// # Errors
/// When the database cannot be written.
pub async fn report(
    tx: &mut Tx,
    municipality: Option<MunicipalityId>,
    removed: &Removed,
) -> Result<(), StoreError> {
    query(REPORT)
        .bind(owner(municipality))
        .bind(fresh_uuid(removed.at).to_string())
        .bind(removed.kind.code())
        .bind(i64::from(removed.days))
        .bind(removed.past.count)
        .bind(removed.past.oldest.map(|at| at.as_microsecond()))
        .bind(removed.at.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// When the last round was.
///
/// # Errors
/// When the database cannot be read.
pub async fn last_round(on: &mut impl Connected) -> Result<Option<Timestamp>, StoreError> {
    let row = query(LAST).fetch_optional(on.connected()).await?;
    row.map(|row| moment(&row, "at")).transpose()
}

/// The newest hundred lines of a municipality's reports; without one, of the installation's.
///
/// # Errors
/// When the database cannot be read.
pub async fn reports(
    on: &mut impl Connected,
    municipality: Option<MunicipalityId>,
) -> Result<Vec<Removed>, StoreError> {
    let rows = query(REPORTS)
        .bind(owner(municipality))
        .fetch_all(on.connected())
        .await?;
    let mut lines = Vec::with_capacity(rows.len());
    for row in &rows {
        if let Ok(kind) = get::<String>(row, "kind")?.parse() {
            lines.push(Removed {
                kind,
                days: number(row, "days")?,
                past: Past {
                    count: get(row, "removed")?,
                    oldest: moment_opt(row, "oldest")?,
                },
                at: moment(row, "at")?,
            });
        }
    }
    Ok(lines)
}
