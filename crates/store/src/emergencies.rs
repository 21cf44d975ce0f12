//! Referrals that were opened in an emergency: who, why, until when. What is opened is shown by an
//! action of its own; nothing here widens a [`crate::Scope`].

use domain::contact::Phone;
use domain::ids::{MunicipalityId, OrganisationId, ReferralId, UserId};
use domain::organisation::Role;
use jiff::Timestamp;
use sqlx::query;
use uuid::Uuid;

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::key_store::fresh_uuid;
use crate::rows::{get, moment, moment_opt, parsed};
use crate::vault;

/// A reason is sealed for this.
pub(crate) const SEALED_FOR: &str = "noodtoegang";

const INSERT: &str = "INSERT INTO emergency_access (municipality_id, id, account_id, \
    organisation_id, role, referral_id, sealed_reason, at, until_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const FIND: &str = "SELECT municipality_id, role, referral_id, until_at FROM emergency_access \
    WHERE id = $1 AND account_id = $2 AND organisation_id = $3";
const LIST: &str = "SELECT e.id, e.account_id, a.name AS person, o.name AS organisation, e.role, \
    r.number, e.sealed_reason, e.at, e.until_at, e.looked_at FROM emergency_access e \
    LEFT JOIN account a ON a.id = e.account_id \
    LEFT JOIN organisation o ON o.id = e.organisation_id \
    LEFT JOIN referral r ON r.id = e.referral_id WHERE e.municipality_id = $1 \
    ORDER BY CASE WHEN e.looked_at IS NULL THEN 0 ELSE 1 END, e.at DESC LIMIT 100";
const LOOKED: &str = "UPDATE emergency_access SET looked_at = $1, looked_by = $2 \
    WHERE municipality_id = $3 AND id = $4 AND looked_at IS NULL AND account_id <> $2";
/// An open one first, then the newest.
const OF_PERSON: &str = "SELECT r.id FROM resident v JOIN referral r \
    ON r.municipality_id = v.municipality_id AND r.resident_id = v.id \
    WHERE v.municipality_id = $1 AND v.phone_hash = $2 AND v.sealed IS NOT NULL \
    ORDER BY CASE WHEN r.owner_id IS NULL THEN 1 ELSE 0 END, r.sent_at DESC LIMIT 1";

/// Who opens what, until when.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The municipality of the referral.
    pub municipality: MunicipalityId,
    /// The account.
    pub user: UserId,
    /// For which organisation.
    pub organisation: OrganisationId,
    /// In which role.
    pub role: Role,
    /// What.
    pub referral: ReferralId,
    /// Since when.
    pub at: Timestamp,
    /// Until when.
    pub until: Timestamp,
}

/// Keeps that somebody opens a referral in an emergency, with the reason sealed. Gives its key.
///
/// # Errors
/// When the database cannot be written.
pub async fn insert(tx: &mut Tx, opening: &Opening, reason: &str) -> Result<Uuid, StoreError> {
    let id = fresh_uuid(opening.at);
    let secrets = tx.secrets();
    let sealed = vault::seal_for_account(secrets, SEALED_FOR, opening.user, reason.as_bytes())?;
    query(INSERT)
        .bind(opening.municipality.to_string())
        .bind(id.to_string())
        .bind(opening.user.to_string())
        .bind(opening.organisation.to_string())
        .bind(opening.role.code())
        .bind(opening.referral.to_string())
        .bind(sealed)
        .bind(opening.at.as_microsecond())
        .bind(opening.until.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(id)
}

/// The referral of the person with a phone number: an open one first, then the newest.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_person(
    tx: &mut Tx,
    home: MunicipalityId,
    phone: &Phone,
) -> Result<Option<ReferralId>, StoreError> {
    let hash = tx.secrets().lookup_hash("telefoon", phone.as_str());
    let row = query(OF_PERSON)
        .bind(home.to_string())
        .bind(hash)
        .fetch_optional(tx.connection())
        .await?;
    row.map(|row| parsed(&row, "id")).transpose()
}

/// What an account, acting for an organisation, opened under a key, and until when; `None` when
/// somebody else did. Who calls asks whether the time is over.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(
    on: &mut impl Connected,
    id: Uuid,
    (user, organisation): (UserId, OrganisationId),
) -> Result<Option<(ReferralId, Role, Timestamp)>, StoreError> {
    let row = query(FIND)
        .bind(id.to_string())
        .bind(user.to_string())
        .bind(organisation.to_string())
        .fetch_optional(on.connected())
        .await?;
    row.map(|row| {
        Ok((
            parsed(&row, "referral_id")?,
            parsed(&row, "role")?,
            moment(&row, "until_at")?,
        ))
    })
    .transpose()
}

/// One emergency, as the log keeper reads it.
#[derive(Clone, Debug)]
pub struct Emergency {
    /// Its key.
    pub id: String,
    /// The account.
    pub user: UserId,
    /// The person's name.
    pub person: Option<String>,
    /// For which organisation.
    pub organisation: Option<String>,
    /// In which role.
    pub role: Role,
    /// The referral's number.
    pub number: Option<String>,
    /// Why, in the person's own words.
    pub reason: String,
    /// Since when.
    pub at: Timestamp,
    /// Until when.
    pub until: Timestamp,
    /// When a log keeper looked at it.
    pub looked_at: Option<Timestamp>,
}

/// The emergencies of a municipality: those that nobody looked at first, at most a hundred.
///
/// # Errors
/// When they cannot be read or opened.
pub async fn list(tx: &mut Tx, home: MunicipalityId) -> Result<Vec<Emergency>, StoreError> {
    let rows = query(LIST)
        .bind(home.to_string())
        .fetch_all(tx.connection())
        .await?;
    rows.iter()
        .map(|row| {
            let user: UserId = parsed(row, "account_id")?;
            let sealed: Vec<u8> = get(row, "sealed_reason")?;
            let clear = vault::open_for_account(tx.secrets(), SEALED_FOR, user, &sealed)?;
            Ok(Emergency {
                id: get(row, "id")?,
                user,
                person: get(row, "person")?,
                organisation: get(row, "organisation")?,
                role: parsed(row, "role")?,
                number: get(row, "number")?,
                reason: String::from_utf8_lossy(&clear).into_owned(),
                at: moment(row, "at")?,
                until: moment(row, "until_at")?,
                looked_at: moment_opt(row, "looked_at")?,
            })
        })
        .collect()
}

/// Notes that a log keeper looked at an emergency. `false` when there is none that waits, or it is
/// the log keeper's own.
///
/// # Errors
/// When the database cannot be written.
pub async fn looked(
    tx: &mut Tx,
    home: MunicipalityId,
    id: &str,
    keeper: UserId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let done = query(LOOKED)
        .bind(now.as_microsecond())
        .bind(keeper.to_string())
        .bind(home.to_string())
        .bind(id.to_owned())
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected() == 1)
}
