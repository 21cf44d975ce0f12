//! How often an account was refused what is nobody's data, by the minute: the access log holds the
//! first few of them, and this how many there were. Called by the action that notes refusals.

use domain::ids::{MunicipalityId, UserId};
use jiff::Timestamp;
use sqlx::query;

use crate::StoreError;
use crate::engine::Tx;
use crate::rows::get;

/// A minute, in microseconds.
const MINUTE: i64 = 60_000_000;

const COUNT: &str = "INSERT INTO refusal (municipality_id, account_id, minute, times) \
    VALUES ($1, $2, $3, 1) ON CONFLICT (municipality_id, account_id, minute) \
    DO UPDATE SET times = refusal.times + 1 RETURNING times";
const PRUNE: &str = "DELETE FROM refusal WHERE municipality_id = $1 AND minute < $2";

/// Counts one more. Gives how many there were in this minute, with this one.
///
/// # Errors
/// When the database cannot be written.
pub async fn count(
    tx: &mut Tx,
    municipality: MunicipalityId,
    user: UserId,
    now: Timestamp,
) -> Result<i64, StoreError> {
    let micros = now.as_microsecond();
    let row = query(COUNT)
        .bind(municipality.to_string())
        .bind(user.to_string())
        .bind(micros - micros.rem_euclid(MINUTE))
        .fetch_one(tx.connection())
        .await?;
    get(&row, "times")
}

/// Throws away the counts from before a moment.
///
/// # Errors
/// When the database cannot be written.
pub(crate) async fn prune(
    tx: &mut Tx,
    municipality: MunicipalityId,
    before: Timestamp,
) -> Result<(), StoreError> {
    query(PRUNE)
        .bind(municipality.to_string())
        .bind(before.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(())
}
