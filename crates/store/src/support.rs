//! What who keeps the program running may see: counts, jobs, and undelivered messages by the number
//! of their referral. No name, address or text of anybody is selected here.

use domain::ids::MunicipalityId;
use jiff::Timestamp;
use sqlx::query;

use crate::StoreError;
use crate::engine::Connected;
use crate::rows::{get, moment};

const ORGANISATIONS: &str = "SELECT kind AS what, CAST(COUNT(*) AS BIGINT) AS total \
    FROM organisation WHERE municipality_id = $1 GROUP BY kind ORDER BY kind";
const SUSPENDED: &str = "SELECT 'geschorst' AS what, CAST(COUNT(*) AS BIGINT) AS total \
    FROM organisation WHERE municipality_id = $1 AND suspended_at IS NOT NULL";
const MEMBERS: &str = "SELECT roles AS what, CAST(COUNT(*) AS BIGINT) AS total FROM membership \
    WHERE municipality_id = $1 AND ended_at IS NULL GROUP BY roles ORDER BY roles";
const REFERRALS: &str = "SELECT status AS what, CAST(COUNT(*) AS BIGINT) AS total FROM referral \
    WHERE municipality_id = $1 GROUP BY status ORDER BY status";
const POST: &str = "SELECT status AS what, CAST(COUNT(*) AS BIGINT) AS total FROM outbox \
    WHERE municipality_id = $1 GROUP BY status ORDER BY status";
const STUCK: &str = "SELECT COALESCE(r.number, '') AS number, o.notice, o.attempts, o.made_at \
    FROM outbox o LEFT JOIN referral r ON r.id = o.referral_id \
    WHERE o.municipality_id = $1 AND o.status = 'geparkeerd' ORDER BY o.made_at LIMIT 200";
const JOBS: &str = "SELECT name, until FROM lease ORDER BY name";

/// How many there are of something.
pub type Count = (String, u64);

/// A message that did not arrive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stuck {
    /// The number of its referral; empty for mail about an account.
    pub number: String,
    /// What it is about, by code.
    pub notice: String,
    /// How often delivery was tried.
    pub attempts: u64,
    /// When it was caused.
    pub made_at: Timestamp,
}

/// What is counted of a municipality.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Organisations by kind, and how many are suspended.
    pub organisations: Vec<Count>,
    /// Memberships by role.
    pub members: Vec<Count>,
    /// Referrals by status.
    pub referrals: Vec<Count>,
    /// Messages by how far they are.
    pub post: Vec<Count>,
    /// Messages that did not arrive, oldest first, at most two hundred.
    pub stuck: Vec<Stuck>,
}

/// Counts what there is in a municipality.
///
/// # Errors
/// When the database cannot be read.
pub async fn counts(
    on: &mut impl Connected,
    municipality: MunicipalityId,
) -> Result<Counts, StoreError> {
    let mut organisations = count(on, ORGANISATIONS, municipality).await?;
    organisations.extend(count(on, SUSPENDED, municipality).await?);
    let rows = query(STUCK)
        .bind(municipality.to_string())
        .fetch_all(on.connected())
        .await?;
    let stuck: Result<Vec<Stuck>, StoreError> = rows
        .iter()
        .map(|row| {
            Ok(Stuck {
                number: get(row, "number")?,
                notice: get(row, "notice")?,
                attempts: u64::try_from(get::<i64>(row, "attempts")?).unwrap_or_default(),
                made_at: moment(row, "made_at")?,
            })
        })
        .collect();
    Ok(Counts {
        organisations,
        members: count(on, MEMBERS, municipality).await?,
        referrals: count(on, REFERRALS, municipality).await?,
        post: count(on, POST, municipality).await?,
        stuck: stuck?,
    })
}

async fn count(
    on: &mut impl Connected,
    sql: &'static str,
    municipality: MunicipalityId,
) -> Result<Vec<Count>, StoreError> {
    let rows = query(sql)
        .bind(municipality.to_string())
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| {
            let total = u64::try_from(get::<i64>(row, "total")?).unwrap_or_default();
            Ok((get(row, "what")?, total))
        })
        .collect()
}

/// The jobs that one node at a time does, and until when each is held.
///
/// # Errors
/// When the database cannot be read.
pub async fn jobs(on: &mut impl Connected) -> Result<Vec<(String, Timestamp)>, StoreError> {
    let rows = query(JOBS).fetch_all(on.connected()).await?;
    rows.iter()
        .map(|row| Ok((get(row, "name")?, moment(row, "until")?)))
        .collect()
}
