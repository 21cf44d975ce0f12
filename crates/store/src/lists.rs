//! Lists of referrals: what somebody has to do with, and what waits for them. One query a list,
//! with the resident's sealed name in it; the caller opens and logs.

use std::sync::LazyLock;

use domain::client::Client;
use domain::consent::Consent;
use domain::ids::{MunicipalityId, OrganisationId, ReferralId, ResidentId};
use domain::organisation::Role;
use domain::referral::{Receiver, Standing, Status};
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, query};

use crate::engine::{Connected, Tx};
use crate::rows::{PAGE, get, moment, moment_opt, number, parsed, parsed_opt};
use crate::scope::{bind_scope, scope_condition};
use crate::{Scope, StoreError, vault};

/// A referral in a list.
pub struct Listed {
    /// The number people say.
    pub number: String,
    /// The resident.
    pub resident: ResidentId,
    /// The resident's details; `None` when forgotten. Show no more than the viewer's sight allows.
    pub client: Option<Client>,
    /// Where it is.
    pub status: Status,
    /// Whose turn it is.
    pub owner: Option<(Role, OrganisationId)>,
    /// The name of that organisation.
    pub owner_name: Option<String>,
    /// By when.
    pub due: Option<Timestamp>,
    /// The trial lesson, as kept.
    pub trial: Option<String>,
    /// What decides who sees what of it.
    pub standing: Standing,
    /// The name of the organisation that referred.
    pub referrer_name: Option<String>,
    /// The receiver's name.
    pub receiver_name: Option<String>,
    /// The offer's title, when it goes to one.
    pub title: Option<String>,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// Its version.
    pub version: u32,
}

/// Which of the referrals in scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All, newest change first.
    All,
    /// Open and waiting for the viewer's organisation, earliest due first.
    WaitingForMe,
    /// Open and waiting for others, earliest due first.
    WaitingForOthers,
    /// Closed, newest first.
    Closed,
}

macro_rules! list_query {
    ($condition:literal, $order:literal) => {
        concat!(
            "SELECT r.id, r.municipality_id, r.number, r.resident_id, r.status, r.owner_role, \
             r.owner_id, r.due_at, r.trial, r.referrer_id, r.referrer_role, r.receiver_id, \
             r.receiver_role, r.let_go_at, r.said_yes, \
             r.consent, r.sent_at, r.changed_at, r.version, COALESCE(k.sealed, v.sealed) AS sealed, \
             COALESCE(k.id, v.id) AS file_id, f.title, \
             c.name AS receiver_name, s.name AS referrer_name, w.name AS owner_name \
             FROM referral r \
             LEFT JOIN resident v ON v.municipality_id = r.municipality_id AND v.id = r.resident_id \
             LEFT JOIN resident k ON k.municipality_id = v.municipality_id \
             AND k.id = v.merged_into \
             LEFT JOIN offer f ON f.id = r.offer_id \
             LEFT JOIN organisation c ON c.id = r.receiver_id \
             LEFT JOIN organisation s ON s.id = r.referrer_id \
             LEFT JOIN organisation w ON w.id = r.owner_id \
             WHERE ",
            scope_condition!(),
            " AND ($8 = '' OR r.status = $8) AND ",
            $condition,
            " ORDER BY ",
            $order,
            " LIMIT 20 OFFSET $9"
        )
    };
}

macro_rules! count_query {
    ($condition:literal) => {
        concat!(
            "SELECT CAST(COUNT(*) AS BIGINT) AS total FROM referral r WHERE ",
            scope_condition!(),
            " AND ($8 = '' OR r.status = $8) AND ",
            $condition
        )
    };
}

const ALL: &str = list_query!("1 = 1", "r.changed_at DESC, r.id DESC");
const FOR_ME: &str = list_query!(
    "r.owner_id = $1 AND r.owner_id IS NOT NULL",
    "r.due_at NULLS LAST, r.id"
);
const FOR_OTHERS: &str = list_query!(
    "r.owner_id <> $1 AND r.owner_id IS NOT NULL",
    "r.due_at NULLS LAST, r.id"
);
const CLOSED: &str = list_query!("r.owner_id IS NULL", "r.changed_at DESC, r.id DESC");
const COUNT_ALL: &str = count_query!("1 = 1");
const COUNT_FOR_ME: &str = count_query!("r.owner_id = $1 AND r.owner_id IS NOT NULL");
const COUNT_PRESSING: &str =
    count_query!("r.owner_id = $1 AND r.owner_id IS NOT NULL AND COALESCE(r.due_at, 0) < $9");
const COUNT_FOR_OTHERS: &str = count_query!("r.owner_id <> $1 AND r.owner_id IS NOT NULL");
const COUNT_CLOSED: &str = count_query!("r.owner_id IS NULL");

const DUE_FOR_WORKER: &str = "SELECT id FROM referral WHERE remind_at IS NOT NULL \
    AND remind_at <= $1 ORDER BY remind_at, id LIMIT 100";

static OVERVIEW: LazyLock<&'static str> = LazyLock::new(|| {
    "SELECT status, CAST(COUNT(*) AS BIGINT) AS total, \
     CAST(SUM(CASE WHEN due_at IS NOT NULL AND due_at < $2 THEN 1 ELSE 0 END) AS BIGINT) AS late, \
     CAST(SUM(CASE WHEN owner_id = $3 AND due_at >= $2 AND due_at < $4 THEN 1 ELSE 0 END) \
     AS BIGINT) AS soon \
     FROM referral WHERE municipality_id = $1 GROUP BY status"
});
// Figures count who agreed to be counted (`cijfers`); what is open is work, and counts whole.
const ANSWERED: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS total, \
    CAST(SUM(CASE WHEN h.at <= f.due_at THEN 1 ELSE 0 END) AS BIGINT) AS in_time \
    FROM referral_history f JOIN referral_history h ON h.municipality_id = f.municipality_id \
    AND h.referral_id = f.referral_id AND h.number = (SELECT MIN(x.number) FROM referral_history x \
    WHERE x.municipality_id = f.municipality_id AND x.referral_id = f.referral_id \
    AND x.from_status = 'verstuurd' AND x.to_status <> 'verstuurd') \
    JOIN referral r ON r.municipality_id = f.municipality_id AND r.id = f.referral_id \
    AND r.consent LIKE '%cijfers%' \
    WHERE f.municipality_id = $1 AND f.number = 1 AND f.at >= $2";
const STARTED: &str = "SELECT CAST(COUNT(DISTINCT h.referral_id) AS BIGINT) AS total \
    FROM referral_history h JOIN referral r ON r.municipality_id = h.municipality_id \
    AND r.id = h.referral_id AND r.consent LIKE '%cijfers%' \
    WHERE h.municipality_id = $1 AND h.to_status = 'gestart' AND h.at >= $2";
const SENT: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS total FROM referral \
    WHERE municipality_id = $1 AND sent_at >= $2 AND consent LIKE '%cijfers%'";

/// A page of referrals in scope, and how many there are in all. The residents' details are opened
/// here; the caller writes the log.
///
/// # Errors
/// When they cannot be read or opened.
pub async fn page(
    tx: &mut Tx,
    scope: &Scope,
    which: Which,
    status: Option<Status>,
    page: u32,
) -> Result<(Vec<Listed>, u64), StoreError> {
    let (list, count) = match which {
        Which::All => (ALL, COUNT_ALL),
        Which::WaitingForMe => (FOR_ME, COUNT_FOR_ME),
        Which::WaitingForOthers => (FOR_OTHERS, COUNT_FOR_OTHERS),
        Which::Closed => (CLOSED, COUNT_CLOSED),
    };
    let bounds = scope.bounds();
    let status = status.map_or("", Status::code);
    let size = PAGE as i64;
    let offset = i64::from(page.saturating_sub(1)) * size;
    let rows = bind_scope!(query(list), bounds)
        .bind(status)
        .bind(offset)
        .fetch_all(tx.connection())
        .await?;
    let total = if rows.len() < PAGE && page <= 1 {
        rows.len() as u64
    } else {
        let row = bind_scope!(query(count), bounds)
            .bind(status)
            .fetch_one(tx.connection())
            .await?;
        number(&row, "total")?
    };
    // A file that was merged into another is shown as the other.
    let files: Vec<Option<ResidentId>> = rows
        .iter()
        .map(|row| parsed_opt(row, "file_id"))
        .collect::<Result<_, _>>()?;
    let known: Vec<ResidentId> = files.iter().copied().flatten().collect();
    let keys = tx.keys().of(&known).await?;
    let mut listed = Vec::with_capacity(rows.len());
    for (row, file) in rows.iter().zip(files) {
        let mut item = read(row)?;
        let sealed: Option<Vec<u8>> = get(row, "sealed")?;
        let file = file.and_then(|file| Some((file, keys.get(&file)?)));
        item.client = match (sealed, file) {
            (Some(sealed), Some((file, key))) => Some(vault::open_client(key, file, &sealed)?),
            _ => None,
        };
        listed.push(item);
    }
    Ok((listed, total))
}

/// How many referrals wait for the viewer's organisation that are due before a moment.
///
/// # Errors
/// When the database cannot be read.
pub async fn count_pressing(
    on: &mut impl Connected,
    scope: &Scope,
    before: Timestamp,
) -> Result<u64, StoreError> {
    let bounds = scope.bounds();
    let row = bind_scope!(query(COUNT_PRESSING), bounds)
        .bind("")
        .bind(before.as_microsecond())
        .fetch_one(on.connected())
        .await?;
    number(&row, "total")
}

/// What decides who sees what of the referral in a row.
pub(crate) fn standing(row: &AnyRow) -> Result<Standing, StoreError> {
    Ok(Standing {
        id: parsed(row, "id")?,
        municipality: parsed(row, "municipality_id")?,
        referrer: parsed_opt(row, "referrer_id")?,
        referrer_role: parsed(row, "referrer_role")?,
        receiver: Receiver {
            organisation: parsed(row, "receiver_id")?,
            role: parsed(row, "receiver_role")?,
        },
        consent: Consent::from_stored(&get::<String>(row, "consent")?),
        let_go_at: moment_opt(row, "let_go_at")?,
        receiver_said_yes: get::<i64>(row, "said_yes")? != 0,
    })
}

fn read(row: &AnyRow) -> Result<Listed, StoreError> {
    let owner_role: Option<Role> = parsed_opt(row, "owner_role")?;
    let owner_id: Option<OrganisationId> = parsed_opt(row, "owner_id")?;
    let status = Status::from_code(&get::<String>(row, "status")?);
    Ok(Listed {
        standing: standing(row)?,
        number: get(row, "number")?,
        resident: parsed(row, "resident_id")?,
        client: None,
        status: status.ok_or(StoreError::Unreadable("referral.status"))?,
        owner: owner_role.zip(owner_id),
        owner_name: get(row, "owner_name")?,
        due: moment_opt(row, "due_at")?,
        trial: get(row, "trial")?,
        referrer_name: get(row, "referrer_name")?,
        receiver_name: get(row, "receiver_name")?,
        title: get(row, "title")?,
        sent_at: moment(row, "sent_at")?,
        changed_at: moment(row, "changed_at")?,
        version: number(row, "version")?,
    })
}

/// The referrals the worker must look at, at most a hundred.
///
/// # Errors
/// When the database cannot be read.
pub async fn due_for_worker(tx: &mut Tx, now: Timestamp) -> Result<Vec<ReferralId>, StoreError> {
    let rows = query(DUE_FOR_WORKER)
        .bind(now.as_microsecond())
        .fetch_all(tx.connection())
        .await?;
    rows.iter().map(|row| parsed(row, "id")).collect()
}

/// Counts for the service point: no persons.
#[derive(Clone, Debug, Default)]
pub struct Overview {
    /// Open and closed by status: how many, and how many of them are overdue.
    pub by_status: Vec<(Status, u64, u64)>,
    /// In time, but this week the service point's own turn.
    pub soon: u64,
    /// Sent since the moment asked.
    pub sent: u64,
    /// Answered, of those sent since.
    pub answered: u64,
    /// Answered within the deadline, of those.
    pub answered_in_time: u64,
    /// Started since the moment asked.
    pub started: u64,
}

/// The service point's overview: everything open now, what of it is the service point's own turn
/// before the end of the week, and what happened since `from`.
///
/// # Errors
/// When the database cannot be read.
pub async fn overview(
    tx: &mut Tx,
    (municipality, desk): (MunicipalityId, OrganisationId),
    (now, week_ends): (Timestamp, Timestamp),
    from: Timestamp,
) -> Result<Overview, StoreError> {
    let id = municipality.to_string();
    let mut overview = Overview::default();
    let rows = query(AssertSqlSafe(*OVERVIEW))
        .bind(id.clone())
        .bind(now.as_microsecond())
        .bind(desk.to_string())
        .bind(week_ends.as_microsecond())
        .fetch_all(tx.connection())
        .await?;
    for row in &rows {
        overview.soon += number::<u64>(row, "soon")?;
        if let Some(status) = Status::from_code(&get::<String>(row, "status")?) {
            overview
                .by_status
                .push((status, number(row, "total")?, number(row, "late")?));
        }
    }
    overview.by_status.sort_by_key(|(status, ..)| *status);
    let since = from.as_microsecond();
    let answered = query(ANSWERED)
        .bind(id.clone())
        .bind(since)
        .fetch_one(tx.connection())
        .await?;
    overview.answered = number(&answered, "total")?;
    let in_time: Option<i64> = get(&answered, "in_time")?;
    overview.answered_in_time = in_time
        .and_then(|n| u64::try_from(n).ok())
        .unwrap_or_default();
    let row = query(STARTED)
        .bind(id.clone())
        .bind(since)
        .fetch_one(tx.connection())
        .await?;
    overview.started = number(&row, "total")?;
    let row = query(SENT)
        .bind(id)
        .bind(since)
        .fetch_one(tx.connection())
        .await?;
    overview.sent = number(&row, "total")?;
    Ok(overview)
}
