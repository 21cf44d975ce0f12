//! The log as the log keeper goes through it: by period, account, referral and action. Tells who
//! did what and when, and of the resident no more than the referral's number.

use std::sync::LazyLock;

use domain::ids::{MunicipalityId, ReferralId, UserId};
use domain::organisation::Role;
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, query};

use super::Action;
use crate::StoreError;
use crate::engine::Tx;
use crate::rows::{get, moment, parsed, parsed_opt};

/// What to show. Every part that is `None` asks for everything.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Whose log.
    pub municipality: MunicipalityId,
    /// From this moment on.
    pub from: Timestamp,
    /// Before this moment.
    pub until: Timestamp,
    /// Done by this account.
    pub user: Option<UserId>,
    /// About this referral.
    pub referral: Option<ReferralId>,
    /// Of this sort.
    pub action: Option<Action>,
}

/// A line as the log keeper reads it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// In which role.
    pub role: Role,
    /// The account, when there was one.
    pub user: Option<UserId>,
    /// The name of the person who has it.
    pub user_name: Option<String>,
    /// The organisation's name.
    pub organisation: Option<String>,
    /// On whose behalf.
    pub on_behalf: Option<String>,
    /// From where.
    pub origin: String,
    /// What was done, by code.
    pub action: String,
    /// The referral's number.
    pub number: Option<String>,
    /// The consent under which it was done, by codes.
    pub consent: Option<String>,
    /// Of a refusal about nobody's data: how many there were of this account in that minute. The log
    /// holds the first few.
    pub times: Option<i64>,
}

/// The period is a range of keys as well: they begin with their moment.
const WHERE: &str = "FROM access_log l LEFT JOIN account a ON a.id = l.account_id \
    LEFT JOIN organisation o ON o.id = l.organisation_id \
    LEFT JOIN referral r ON r.id = l.referral_id AND r.municipality_id = l.municipality_id \
    LEFT JOIN account d ON d.id = SUBSTR(l.on_behalf, 9, 36) \
    LEFT JOIN refusal f ON f.municipality_id = l.municipality_id \
    AND f.account_id = l.account_id AND f.minute = l.at - (l.at % 60000000) \
    AND l.action = 'geweigerd' AND l.resident_id IS NULL \
    WHERE l.municipality_id = $1 AND l.id >= $2 AND l.id < $3 \
    AND ($4 = '' OR l.account_id = $4) AND ($5 = '' OR l.referral_id = $5) \
    AND ($6 = '' OR l.action = $6)";
static PAGE: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT l.at, l.role, l.account_id, a.name AS person, o.name AS organisation, \
         COALESCE(d.name, l.on_behalf) AS on_behalf, l.origin, l.action, r.number, l.consent, \
         f.times \
         {WHERE} \
         ORDER BY l.id DESC LIMIT $7 OFFSET $8"
    )
});
static COUNT: LazyLock<String> =
    LazyLock::new(|| format!("SELECT CAST(COUNT(*) AS BIGINT) AS total {WHERE}"));
const ACCOUNTS: &str = "SELECT a.id, a.name, MIN(o.name) AS organisation FROM account a \
    JOIN membership m ON m.account_id = a.id JOIN organisation o ON o.id = m.organisation_id \
    WHERE o.municipality_id = $1 GROUP BY a.id, a.name ORDER BY a.name, a.id LIMIT 2000";

/// A page of the log, newest first, and how many lines there are in all.
///
/// # Errors
/// When the database cannot be read.
pub async fn page(
    tx: &mut Tx,
    asked: &Asked,
    limit: i64,
    offset: i64,
) -> Result<(Vec<Entry>, u64), StoreError> {
    let bound = |statement: &'static str| {
        query(AssertSqlSafe(statement))
            .bind(asked.municipality.to_string())
            .bind(key_from(asked.from))
            .bind(key_from(asked.until))
            .bind(asked.user.map(|id| id.to_string()).unwrap_or_default())
            .bind(asked.referral.map(|id| id.to_string()).unwrap_or_default())
            .bind(asked.action.map_or("", Action::code))
    };
    let total = bound(&COUNT).fetch_one(tx.connection()).await?;
    let rows = bound(&PAGE)
        .bind(limit)
        .bind(offset)
        .fetch_all(tx.connection())
        .await?;
    let mut entries = Vec::with_capacity(rows.len());
    for row in &rows {
        entries.push(Entry {
            at: moment(row, "at")?,
            role: parsed(row, "role")?,
            user: parsed_opt(row, "account_id")?,
            user_name: get(row, "person")?,
            organisation: get(row, "organisation")?,
            on_behalf: get(row, "on_behalf")?,
            origin: get(row, "origin")?,
            action: get(row, "action")?,
            number: get(row, "number")?,
            consent: get(row, "consent")?,
            times: get(row, "times")?,
        });
    }
    let total = u64::try_from(get::<i64>(&total, "total")?).unwrap_or_default();
    Ok((entries, total))
}

/// The people with an account in a municipality, by name, with one of their organisations: to
/// choose from.
///
/// # Errors
/// When the database cannot be read.
pub async fn people(
    tx: &mut Tx,
    municipality: MunicipalityId,
) -> Result<Vec<(UserId, String, String)>, StoreError> {
    let rows = query(ACCOUNTS)
        .bind(municipality.to_string())
        .fetch_all(tx.connection())
        .await?;
    rows.iter()
        .map(|row| {
            Ok((
                parsed(row, "id")?,
                get(row, "name")?,
                get(row, "organisation")?,
            ))
        })
        .collect()
}

/// The lowest key that a row of this moment can have: keys are UUIDv7.
pub(crate) fn key_from(at: Timestamp) -> String {
    let millis = u128::try_from(at.as_millisecond()).unwrap_or_default();
    uuid::Uuid::from_u128(millis << 80).to_string()
}
