//! Memberships that end, and what of somebody who leaves goes to a colleague.

use domain::ids::{MunicipalityId, OrganisationId, ReferralId, ResidentId, UserId};
use jiff::Timestamp;
use sqlx::query;

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::rows::{get, parsed};

const END: &str = "UPDATE membership SET ended_at = $1 WHERE municipality_id = $2 \
    AND organisation_id = $3 AND account_id = $4 AND ended_at IS NULL";
const END_TOKENS: &str = "DELETE FROM token WHERE account_id = $1 AND organisation_id = $2";
const END_INVITATIONS: &str = "UPDATE invitation SET taken_at = $1 WHERE municipality_id = $2 \
    AND organisation_id = $3 AND taken_at IS NULL \
    AND email = (SELECT email FROM account WHERE id = $4)";
const HAND_OVER: &str = "UPDATE referral SET referrer_account = $1 WHERE referrer_id = $2 \
    AND referrer_account = $3 AND owner_id IS NOT NULL \
    RETURNING municipality_id, id, resident_id";
const HAND_OVER_MAIL: &str = "UPDATE outbox SET recipient_id = $1 WHERE recipient = 'verwijzer' \
    AND recipient_id = $2 AND status = 'wacht' \
    AND referral_id IN (SELECT id FROM referral WHERE referrer_id = $3)";
const OPEN_OF: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS open_count FROM referral \
    WHERE referrer_id = $1 AND referrer_account = $2 AND owner_id IS NOT NULL";
const ADDRESS: &str = "SELECT a.email FROM account a JOIN membership m ON m.account_id = a.id \
    AND m.organisation_id = $2 AND m.ended_at IS NULL \
    WHERE a.id = $1 AND a.disabled_at IS NULL";

/// Ends a membership. Gives whether there was one.
///
/// # Errors
/// When the database cannot be written.
pub async fn end(
    tx: &mut Tx,
    municipality: MunicipalityId,
    organisation: OrganisationId,
    user: UserId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let done = query(END)
        .bind(now.as_microsecond())
        .bind(municipality.to_string())
        .bind(organisation.to_string())
        .bind(user.to_string())
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Ends the tokens with which an account acts for an organisation, and open invitations of that
/// person to it.
///
/// # Errors
/// When the database cannot be written.
pub async fn end_keys(
    tx: &mut Tx,
    municipality: MunicipalityId,
    organisation: OrganisationId,
    user: UserId,
    now: Timestamp,
) -> Result<(), StoreError> {
    query(END_TOKENS)
        .bind(user.to_string())
        .bind(organisation.to_string())
        .execute(tx.connection())
        .await?;
    query(END_INVITATIONS)
        .bind(now.as_microsecond())
        .bind(municipality.to_string())
        .bind(organisation.to_string())
        .bind(user.to_string())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// How many open referrals somebody sent for an organisation.
///
/// # Errors
/// When the database cannot be read.
pub async fn open_referrals(
    on: &mut impl Connected,
    organisation: OrganisationId,
    user: UserId,
) -> Result<i64, StoreError> {
    let row = query(OPEN_OF)
        .bind(organisation.to_string())
        .bind(user.to_string())
        .fetch_one(on.connected())
        .await?;
    get(&row, "open_count")
}

/// A referral that went to a colleague: its municipality, key and resident.
pub type HandedOver = (MunicipalityId, ReferralId, ResidentId);

/// Lets the open referrals that `from` sent for an organisation be those of `to`, with the messages
/// about them that still wait. Gives which.
///
/// # Errors
/// When the database cannot be written.
pub async fn hand_over(
    tx: &mut Tx,
    organisation: OrganisationId,
    from: UserId,
    to: UserId,
) -> Result<Vec<HandedOver>, StoreError> {
    let rows = query(HAND_OVER)
        .bind(to.to_string())
        .bind(organisation.to_string())
        .bind(from.to_string())
        .fetch_all(tx.connection())
        .await?;
    query(HAND_OVER_MAIL)
        .bind(to.to_string())
        .bind(from.to_string())
        .bind(organisation.to_string())
        .execute(tx.connection())
        .await?;
    rows.iter()
        .map(|row| {
            Ok((
                parsed(row, "municipality_id")?,
                parsed(row, "id")?,
                parsed(row, "resident_id")?,
            ))
        })
        .collect()
}

/// The address of somebody who still works for an organisation; `None` when they left.
///
/// # Errors
/// When the database cannot be read.
pub async fn address_of(
    on: &mut impl Connected,
    organisation: OrganisationId,
    user: UserId,
) -> Result<Option<String>, StoreError> {
    let row = query(ADDRESS)
        .bind(user.to_string())
        .bind(organisation.to_string())
        .fetch_optional(on.connected())
        .await?;
    row.map(|row| get(&row, "email")).transpose()
}
