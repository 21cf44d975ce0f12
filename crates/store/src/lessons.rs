//! How earlier referrals went, counted: for the finder to learn from. Counts only, of residents who
//! agreed to be counted; how many wait is work, and counts whole.

use std::sync::LazyLock;

use domain::age_band::AgeBand;
use domain::codes::Activity;
use domain::ids::{MunicipalityId, OfferId};
use jiff::Timestamp;
use sqlx::query;

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::rows::{get, number, parsed};

/// How referrals to an offer went, for people of one age band.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// The offer's municipality.
    pub municipality: MunicipalityId,
    /// The offer.
    pub offer: OfferId,
    /// What people do there.
    pub activity: Activity,
    /// The age band, when it is known.
    pub band: Option<AgeBand>,
    /// Answered, or let go without an answer.
    pub referred: u32,
    /// Of those, accepted.
    pub accepted: u32,
    /// Of those accepted, the ones of whom it is decided whether they start.
    pub decided: u32,
    /// Of those, started.
    pub started: u32,
    /// Started before the day from which staying is judged.
    pub started_long_ago: u32,
    /// Of those, not stopped within that time.
    pub stayed: u32,
    /// Waiting for a first lesson now.
    pub waiting: u32,
}

// Who died or moved away says nothing about the lesson, and whoever withdrew before an answer
// nothing about the provider.
static COUNTS: LazyLock<&'static str> = LazyLock::new(|| {
    let sum = |condition: &str, name: &str| {
        format!("CAST(SUM(CASE WHEN {condition} THEN 1 ELSE 0 END) AS BIGINT) AS {name}")
    };
    let counted = "r.consent LIKE '%cijfers%' AND r.sent_at >= $1";
    let accepted = format!("{counted} AND r.said_yes = 1");
    let judged = format!("{counted} AND s.at <= $2 AND (e.excused IS NULL OR e.excused = 0)");
    let answered =
        format!("{counted} AND (r.said_yes = 1 OR r.status NOT IN ('verstuurd', 'ingetrokken'))");
    let decided = format!("{accepted} AND (s.at IS NOT NULL OR r.owner_id IS NULL)");
    let started = format!("{accepted} AND s.at IS NOT NULL");
    let stayed = format!("{judged} AND (e.at IS NULL OR e.at > s.at + $3)");
    let waiting = "r.status IN ('verstuurd', 'aanvaard', 'contact-gelegd', 'proefles-gepland', \
         'proefles-gevolgd')";
    let columns = [
        sum(&answered, "referred"),
        sum(&accepted, "accepted"),
        sum(&decided, "decided"),
        sum(&started, "started"),
        sum(&judged, "long_ago"),
        sum(&stayed, "stayed"),
        sum(waiting, "waiting"),
    ];
    format!(
        "SELECT o.municipality_id, o.id, o.activity, r.age_band, {} FROM referral r \
         JOIN offer o ON o.id = r.offer_id \
         LEFT JOIN (SELECT municipality_id, referral_id, MIN(at) AS at FROM referral_history \
         WHERE to_status = 'gestart' GROUP BY municipality_id, referral_id) s \
         ON s.municipality_id = r.municipality_id AND s.referral_id = r.id \
         LEFT JOIN (SELECT municipality_id, referral_id, MIN(at) AS at, \
         MAX(CASE WHEN reason IN ('overleden', 'verhuisd', 'gegevens-verwijderd') \
         THEN 1 ELSE 0 END) AS excused FROM referral_history \
         WHERE to_status = 'gestopt' GROUP BY municipality_id, referral_id) e \
         ON e.municipality_id = r.municipality_id AND e.referral_id = r.id \
         WHERE NOT EXISTS (SELECT 1 FROM learning_off l \
         WHERE l.municipality_id = o.municipality_id) \
         GROUP BY o.municipality_id, o.id, o.activity, r.age_band \
         ORDER BY o.municipality_id, o.id, r.age_band",
        columns.join(", ")
    )
    .leak()
});
const SWITCHED_OFF: &str = "SELECT since FROM learning_off WHERE municipality_id = $1";
const SWITCH_OFF: &str = "INSERT INTO learning_off (municipality_id, since) VALUES ($1, $2) \
    ON CONFLICT (municipality_id) DO NOTHING";
const SWITCH_ON: &str = "DELETE FROM learning_off WHERE municipality_id = $1";

/// How referrals sent since `since` went. Staying is judged of who started by `started_by`: still
/// there `stays` microseconds after the start. Municipalities that switched it off are left out.
///
/// # Errors
/// When the database cannot be read.
pub async fn counts(
    on: &mut impl Connected,
    since: Timestamp,
    started_by: Timestamp,
    stays: i64,
) -> Result<Vec<Lesson>, StoreError> {
    let rows = query(*COUNTS)
        .bind(since.as_microsecond())
        .bind(started_by.as_microsecond())
        .bind(stays)
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| {
            let band: Option<String> = get(row, "age_band")?;
            Ok(Lesson {
                municipality: parsed(row, "municipality_id")?,
                offer: parsed(row, "id")?,
                activity: parsed(row, "activity")?,
                band: band.as_deref().and_then(AgeBand::from_code),
                referred: number(row, "referred")?,
                accepted: number(row, "accepted")?,
                decided: number(row, "decided")?,
                started: number(row, "started")?,
                started_long_ago: number(row, "long_ago")?,
                stayed: number(row, "stayed")?,
                waiting: number(row, "waiting")?,
            })
        })
        .collect()
}

/// Whether a municipality lets the finder learn.
///
/// # Errors
/// When the database cannot be read.
pub async fn learns(
    on: &mut impl Connected,
    municipality: MunicipalityId,
) -> Result<bool, StoreError> {
    let found = query(SWITCHED_OFF)
        .bind(municipality.to_string())
        .fetch_optional(on.connected())
        .await?;
    Ok(found.is_none())
}

/// Switches learning on or off for a municipality.
///
/// # Errors
/// When the database cannot be written.
pub async fn switch(
    tx: &mut Tx,
    municipality: MunicipalityId,
    learns: bool,
    now: Timestamp,
) -> Result<(), StoreError> {
    let statement = if learns {
        query(SWITCH_ON).bind(municipality.to_string())
    } else {
        query(SWITCH_OFF)
            .bind(municipality.to_string())
            .bind(now.as_microsecond())
    };
    statement.execute(tx.connection()).await?;
    Ok(())
}
