//! Lessons that are left out on one day, and the trial lessons that fall on such a day or in a
//! provider's closure.

use domain::calendar::Closure;
use domain::ids::{MunicipalityId, OrganisationId, ReferralId, SessionId};
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::any::AnyRow;
use sqlx::query;

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::rows::{number, parsed};

const ADD: &str = "INSERT INTO cancelled_lesson (municipality_id, session_id, day, made_at) \
    VALUES ($1, $2, $3, $4) ON CONFLICT (municipality_id, session_id, day) DO NOTHING";
const REMOVE: &str = "DELETE FROM cancelled_lesson WHERE municipality_id = $1 \
    AND session_id = $2 AND day = $3";
const FROM: &str = "SELECT session_id, day FROM cancelled_lesson WHERE day >= $1 \
    ORDER BY session_id, day";
const TRIALS_ON: &str = "SELECT municipality_id, id, version FROM referral \
    WHERE receiver_id = $1 AND session_id = $2 AND status = 'proefles-gepland' \
    AND substr(trial, 1, 10) = $3 ORDER BY id LIMIT 200";
const TRIALS_IN: &str = "SELECT municipality_id, id, version FROM referral \
    WHERE receiver_id = $1 AND status = 'proefles-gepland' \
    AND substr(trial, 1, 10) BETWEEN $2 AND $3 ORDER BY id LIMIT 200";

/// A trial lesson that does not go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trial {
    /// In which municipality the referral is.
    pub municipality: MunicipalityId,
    /// The referral.
    pub referral: ReferralId,
    /// Its version now.
    pub version: u32,
}

/// Leaves a lesson out on a day. Gives whether it was not left out already.
///
/// # Errors
/// When the database cannot be written.
pub async fn add(
    tx: &mut Tx,
    session: (MunicipalityId, SessionId),
    day: Date,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let done = query(ADD)
        .bind(session.0.to_string())
        .bind(session.1.to_string())
        .bind(day.to_string())
        .bind(now.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Holds a lesson on a day after all. Gives whether it was left out.
///
/// # Errors
/// When the database cannot be written.
pub async fn remove(
    tx: &mut Tx,
    session: (MunicipalityId, SessionId),
    day: Date,
) -> Result<bool, StoreError> {
    let done = query(REMOVE)
        .bind(session.0.to_string())
        .bind(session.1.to_string())
        .bind(day.to_string())
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// The lessons that are left out from a day on.
///
/// # Errors
/// When the database cannot be read.
pub async fn from(
    on: &mut impl Connected,
    day: Date,
) -> Result<Vec<(SessionId, Date)>, StoreError> {
    let rows = query(FROM)
        .bind(day.to_string())
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| Ok((parsed(row, "session_id")?, parsed(row, "day")?)))
        .collect()
}

/// The trial lessons of one provider's session on a day.
///
/// # Errors
/// When the database cannot be read.
pub async fn trials_on(
    tx: &mut Tx,
    provider: OrganisationId,
    session: SessionId,
    day: Date,
) -> Result<Vec<Trial>, StoreError> {
    let rows = query(TRIALS_ON)
        .bind(provider.to_string())
        .bind(session.to_string())
        .bind(day.to_string())
        .fetch_all(tx.connection())
        .await?;
    rows.iter().map(read).collect()
}

/// The trial lessons of a provider that fall in a closure.
///
/// # Errors
/// When the database cannot be read.
pub async fn trials_in(
    tx: &mut Tx,
    provider: OrganisationId,
    closure: Closure,
) -> Result<Vec<Trial>, StoreError> {
    let rows = query(TRIALS_IN)
        .bind(provider.to_string())
        .bind(closure.from.to_string())
        .bind(closure.to.to_string())
        .fetch_all(tx.connection())
        .await?;
    rows.iter().map(read).collect()
}

fn read(row: &AnyRow) -> Result<Trial, StoreError> {
    Ok(Trial {
        municipality: parsed(row, "municipality_id")?,
        referral: parsed(row, "id")?,
        version: number(row, "version")?,
    })
}
