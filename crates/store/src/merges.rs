//! Files of one person. Each referral comes with a file of its own; when somebody saw that two are
//! of one person, the second points to the one that is kept. Nothing is moved: the second keeps its
//! key, its referrals and its own details, so that it can be undone ([`crate::residents::read`]
//! follows the pointer).

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::client::Client;
use domain::ids::{MunicipalityId, ReferralId, ResidentId, UserId};
use domain::referral::{Standing, Status};
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, query};

use crate::engine::Tx;
use crate::key_store::fresh_uuid;
use crate::rows::{PAGE, get, moment, parsed, twenty_from};
use crate::scope::{bind_scope, scope_condition};
use crate::{Scope, StoreError, lists, vault};

/// Two files whose phone number or address for mail is the same, each with a referral in scope. The
/// order of the join is written down, and which file is the later stands in a CASE: otherwise an
/// engine without statistics compares every file with every other, where the hashes find the few
/// that are alike.
const PAIRS: &str = concat!(
    "SELECT a.id AS first_id, b.id AS second_id, a.sealed AS first_sealed, \
     b.sealed AS second_sealed FROM (SELECT x.id AS first_id, y.id AS second_id \
     FROM resident x CROSS JOIN resident y WHERE x.municipality_id = $8 \
     AND y.municipality_id = $8 AND y.phone_hash = x.phone_hash \
     AND CASE WHEN y.id > x.id THEN 1 ELSE 0 END = 1 \
     UNION SELECT x.id, y.id FROM resident x CROSS JOIN resident y \
     WHERE x.municipality_id = $8 AND y.municipality_id = $8 AND y.email_hash = x.email_hash \
     AND CASE WHEN y.id > x.id THEN 1 ELSE 0 END = 1) p \
     CROSS JOIN resident a CROSS JOIN resident b \
     WHERE a.municipality_id = $8 AND a.id = p.first_id \
     AND b.municipality_id = $8 AND b.id = p.second_id AND a.sealed IS NOT NULL AND b.sealed IS NOT NULL AND a.merged_into IS NULL \
     AND b.merged_into IS NULL AND ($9 = '' OR (a.id = $9 AND b.id = $10)) \
     AND NOT EXISTS (SELECT 1 FROM resident_pair_apart q WHERE q.municipality_id = $8 \
     AND q.first_id = a.id AND q.second_id = b.id) \
     AND EXISTS (SELECT 1 FROM referral r WHERE r.municipality_id = $8 AND r.resident_id = a.id \
     AND ",
    scope_condition!(),
    ") AND EXISTS (SELECT 1 FROM referral r WHERE r.municipality_id = $8 \
     AND r.resident_id = b.id AND ",
    scope_condition!(),
    ") ORDER BY b.id DESC, a.id LIMIT 20"
);
static STANDINGS: LazyLock<&'static str> = LazyLock::new(|| {
    let condition = concat!(scope_condition!(), " AND v.municipality_id = $8");
    let (own, merged) = (twenty_from(9), twenty_from(9 + PAGE));
    format!(
        "SELECT r.resident_id, r.id, r.municipality_id, r.referrer_id, r.referrer_role, \
         r.receiver_id, r.receiver_role, r.consent, r.let_go_at, r.said_yes FROM resident v \
         JOIN referral r ON r.municipality_id = v.municipality_id AND r.resident_id = v.id \
         WHERE {condition} AND (v.id IN ({own}) OR v.merged_into IN ({merged}))"
    )
    .leak()
});
const REFERRALS: &str = "SELECT r.id, r.number, r.status, r.sent_at FROM referral r \
    JOIN resident v ON v.municipality_id = r.municipality_id AND v.id = r.resident_id \
    WHERE r.municipality_id = $1 AND (v.id = $2 OR v.merged_into = $2) ORDER BY r.sent_at DESC";
const OF_FILES: &str = "SELECT r.id, r.number, r.status, r.sent_at FROM resident v JOIN resident f \
    ON f.municipality_id = v.municipality_id AND (f.id = COALESCE(v.merged_into, v.id) \
    OR f.merged_into = COALESCE(v.merged_into, v.id)) JOIN referral r \
    ON r.municipality_id = f.municipality_id AND r.resident_id = f.id \
    WHERE v.municipality_id = $1 AND v.id = $2 ORDER BY r.sent_at DESC LIMIT 50";
const GROUP: &str = "SELECT f.id FROM resident v JOIN resident f \
    ON f.municipality_id = v.municipality_id AND (f.id = COALESCE(v.merged_into, v.id) \
    OR f.merged_into = COALESCE(v.merged_into, v.id)) \
    WHERE v.municipality_id = $1 AND v.id = $2 ORDER BY f.id";
const MERGE: &str = "UPDATE resident SET merged_into = $1 WHERE municipality_id = $2 AND id = $3 \
    AND sealed IS NOT NULL AND merged_into IS NULL AND NOT EXISTS (SELECT 1 FROM resident c \
    WHERE c.municipality_id = $2 AND c.merged_into = $3) AND EXISTS (SELECT 1 FROM resident k \
    WHERE k.municipality_id = $2 AND k.id = $1 AND k.sealed IS NOT NULL AND k.merged_into IS NULL)";
const NOTE: &str = "INSERT INTO resident_merge (municipality_id, id, kept_id, merged_id, \
    account_id, at) VALUES ($1, $2, $3, $4, $5, $6)";
const APART: &str = "INSERT INTO resident_pair_apart (municipality_id, first_id, second_id, \
    account_id, at) VALUES ($1, $2, $3, $4, $5) \
    ON CONFLICT (municipality_id, first_id, second_id) DO NOTHING";
const MERGED: &str = concat!(
    "SELECT m.id, m.kept_id, m.merged_id, m.at, a.name AS person, k.sealed FROM resident_merge m \
     JOIN resident k ON k.municipality_id = m.municipality_id AND k.id = m.kept_id \
     LEFT JOIN account a ON a.id = m.account_id \
     WHERE m.municipality_id = $8 AND m.undone_at IS NULL AND m.at > $9 \
     AND k.sealed IS NOT NULL AND EXISTS (SELECT 1 FROM referral r \
     WHERE r.municipality_id = $8 AND r.resident_id = m.kept_id AND ",
    scope_condition!(),
    ") ORDER BY m.at DESC LIMIT 20"
);
const UNDO: &str = "UPDATE resident_merge SET undone_at = $1, undone_by = $2 \
    WHERE municipality_id = $3 AND id = $4 AND undone_at IS NULL AND at > $5 \
    RETURNING kept_id, merged_id";
const UNMERGE: &str = "UPDATE resident SET merged_into = NULL WHERE municipality_id = $1 \
    AND id = $2 AND merged_into = $3";

/// Two files that may be of one person.
pub struct Pair {
    /// The file with the smaller id.
    pub first: (ResidentId, Client),
    /// The other file.
    pub second: (ResidentId, Client),
}

/// Pairs of files that share a phone number or address for mail, newest first, at most twenty.
/// Only those of which `scope` sees a referral each, and that nobody told apart. With `only`, that
/// pair: the smaller id first.
///
/// # Errors
/// When they cannot be read or opened.
pub async fn pairs(
    tx: &mut Tx,
    scope: &Scope,
    home: MunicipalityId,
    only: Option<(ResidentId, ResidentId)>,
) -> Result<Vec<Pair>, StoreError> {
    let bounds = scope.bounds();
    let (first, second) = match only {
        Some((first, second)) => (first.to_string(), second.to_string()),
        None => (String::new(), String::new()),
    };
    let rows = bind_scope!(query(PAIRS), bounds)
        .bind(home.to_string())
        .bind(first)
        .bind(second)
        .fetch_all(tx.connection())
        .await?;
    let mut ids = Vec::with_capacity(rows.len() * 2);
    for row in &rows {
        ids.push(parsed(row, "first_id")?);
        ids.push(parsed(row, "second_id")?);
    }
    let keys = tx.keys().of(&ids).await?;
    let mut all = Vec::with_capacity(rows.len());
    for (row, ids) in rows.iter().zip(ids.chunks(2)) {
        let open = |id: ResidentId, column| -> Result<Option<(ResidentId, Client)>, StoreError> {
            let sealed: Vec<u8> = get(row, column)?;
            let Some(key) = keys.get(&id) else {
                return Ok(None);
            };
            Ok(Some((id, vault::open_client(key, id, &sealed)?)))
        };
        let (Some(first), Some(second)) = (
            open(ids[0], "first_sealed")?,
            open(ids[1], "second_sealed")?,
        ) else {
            continue;
        };
        all.push(Pair { first, second });
    }
    Ok(all)
}

/// The referrals in `scope` of these files and of those merged into them: to which file each
/// belongs, and what decides who sees what of it. Who calls asks that before anything is shown.
///
/// # Errors
/// When the database cannot be read.
pub async fn standings(
    tx: &mut Tx,
    scope: &Scope,
    home: MunicipalityId,
    files: &[ResidentId],
) -> Result<Vec<(ResidentId, Standing)>, StoreError> {
    let mut all = Vec::new();
    for page in files.chunks(PAGE) {
        let Some(last) = page.last() else { continue };
        let full = || page.iter().chain(std::iter::repeat(last)).take(PAGE);
        let bounds = scope.bounds();
        let mut statement = bind_scope!(query(AssertSqlSafe(*STANDINGS)), bounds);
        statement = statement.bind(home.to_string());
        for id in full().chain(full()) {
            statement = statement.bind(id.to_string());
        }
        for row in &statement.fetch_all(tx.connection()).await? {
            all.push((parsed(row, "resident_id")?, lists::standing(row)?));
        }
    }
    Ok(all)
}

/// A referral of a person, as it stands beside others of theirs.
#[derive(Clone, Debug)]
pub struct Own {
    /// The referral.
    pub id: ReferralId,
    /// Its number.
    pub number: String,
    /// Where it is.
    pub status: Status,
    /// When it was sent.
    pub sent_at: Timestamp,
}

/// The referrals of a file and of those merged into it, newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn referrals(
    tx: &mut Tx,
    home: MunicipalityId,
    kept: ResidentId,
) -> Result<Vec<Own>, StoreError> {
    let rows = query(REFERRALS)
        .bind(home.to_string())
        .bind(kept.to_string())
        .fetch_all(tx.connection())
        .await?;
    rows.iter().map(own).collect()
}

fn own(row: &AnyRow) -> Result<Own, StoreError> {
    let status = Status::from_code(&get::<String>(row, "status")?);
    Ok(Own {
        id: parsed(row, "id")?,
        number: get(row, "number")?,
        status: status.ok_or(StoreError::Unreadable("status"))?,
        sent_at: moment(row, "sent_at")?,
    })
}

/// The referrals of the person whose file this is, newest first, at most fifty.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_files(
    tx: &mut Tx,
    home: MunicipalityId,
    resident: ResidentId,
) -> Result<Vec<Own>, StoreError> {
    let rows = query(OF_FILES)
        .bind(home.to_string())
        .bind(resident.to_string())
        .fetch_all(tx.connection())
        .await?;
    rows.iter().map(own).collect()
}

/// Every file of the person whose file this is, itself among them.
///
/// # Errors
/// When the database cannot be read.
pub async fn files_of_person(
    tx: &mut Tx,
    home: MunicipalityId,
    resident: ResidentId,
) -> Result<Vec<ResidentId>, StoreError> {
    let rows = query(GROUP)
        .bind(home.to_string())
        .bind(resident.to_string())
        .fetch_all(tx.connection())
        .await?;
    rows.iter().map(|row| parsed(row, "id")).collect()
}

/// Lets one file point to another. `false` when one of them was forgotten or merged meanwhile, or
/// the file itself holds others: then these are undone first.
///
/// # Errors
/// When the database cannot be written.
pub async fn merge(
    tx: &mut Tx,
    home: MunicipalityId,
    (kept, merged): (ResidentId, ResidentId),
    by: UserId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let done = query(MERGE)
        .bind(kept.to_string())
        .bind(home.to_string())
        .bind(merged.to_string())
        .execute(tx.connection())
        .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    query(NOTE)
        .bind(home.to_string())
        .bind(fresh_uuid(now).to_string())
        .bind(kept.to_string())
        .bind(merged.to_string())
        .bind(by.to_string())
        .bind(now.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(true)
}

/// Notes that two files are of two people: they are not proposed again.
///
/// # Errors
/// When the database cannot be written.
pub async fn keep_apart(
    tx: &mut Tx,
    home: MunicipalityId,
    (one, other): (ResidentId, ResidentId),
    by: UserId,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (one, other) = (one.to_string(), other.to_string());
    let (first, second) = if one < other {
        (one, other)
    } else {
        (other, one)
    };
    query(APART)
        .bind(home.to_string())
        .bind(first)
        .bind(second)
        .bind(by.to_string())
        .bind(now.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// A merge that can still be undone.
pub struct Merge {
    /// Its key.
    pub id: String,
    /// The file that is kept, and the one that points to it.
    pub files: (ResidentId, ResidentId),
    /// Whose file it is.
    pub client: Client,
    /// When it was done.
    pub at: Timestamp,
    /// By whom.
    pub person: Option<String>,
}

/// The merges since `after` of whom `scope` sees a referral, newest first, at most twenty.
///
/// # Errors
/// When they cannot be read or opened.
pub async fn since(
    tx: &mut Tx,
    scope: &Scope,
    home: MunicipalityId,
    after: Timestamp,
) -> Result<Vec<Merge>, StoreError> {
    let bounds = scope.bounds();
    let rows = bind_scope!(query(MERGED), bounds)
        .bind(home.to_string())
        .bind(after.as_microsecond())
        .fetch_all(tx.connection())
        .await?;
    let ids: Vec<ResidentId> = rows
        .iter()
        .map(|row| parsed(row, "kept_id"))
        .collect::<Result<_, _>>()?;
    let keys: HashMap<_, _> = tx.keys().of(&ids).await?;
    let mut all = Vec::with_capacity(rows.len());
    for (row, kept) in rows.iter().zip(ids) {
        let Some(key) = keys.get(&kept) else { continue };
        let sealed: Vec<u8> = get(row, "sealed")?;
        all.push(Merge {
            id: get(row, "id")?,
            files: (kept, parsed(row, "merged_id")?),
            client: vault::open_client(key, kept, &sealed)?,
            at: moment(row, "at")?,
            person: get(row, "person")?,
        });
    }
    Ok(all)
}

/// Undoes a merge done after `after`. Gives the two files; `None` when there is none to undo.
///
/// # Errors
/// When the database cannot be written.
pub async fn undo(
    tx: &mut Tx,
    home: MunicipalityId,
    id: &str,
    by: UserId,
    after: Timestamp,
    now: Timestamp,
) -> Result<Option<(ResidentId, ResidentId)>, StoreError> {
    let row = query(UNDO)
        .bind(now.as_microsecond())
        .bind(by.to_string())
        .bind(home.to_string())
        .bind(id.to_owned())
        .bind(after.as_microsecond())
        .fetch_optional(tx.connection())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let (kept, merged): (ResidentId, ResidentId) =
        (parsed(&row, "kept_id")?, parsed(&row, "merged_id")?);
    query(UNMERGE)
        .bind(home.to_string())
        .bind(merged.to_string())
        .bind(kept.to_string())
        .execute(tx.connection())
        .await?;
    Ok(Some((kept, merged)))
}
