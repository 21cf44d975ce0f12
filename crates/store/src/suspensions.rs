//! Providers that were suspended, and whom that touched. While an organisation is suspended, no
//! membership, token or link of it opens anything ([`crate::accounts`], [`is_suspended`]), and its
//! offers are not shown ([`crate::offers`]).

use std::collections::HashSet;

use domain::client::Client;
use domain::ids::{MunicipalityId, OrganisationId, ReferralId, ResidentId, UserId};
use domain::organisation::Role;
use domain::referral::{Hand, Status};
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::query;

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::key_store::fresh_uuid;
use crate::rows::{get, moment, moment_opt, parsed, parsed_opt};
use crate::vault;

/// A reason is sealed for this.
pub(crate) const SEALED_FOR: &str = "schorsing";

const MARK: &str = "UPDATE organisation SET suspended_at = $1 \
    WHERE municipality_id = $2 AND id = $3 AND kind = 'aanbieder' AND suspended_at IS NULL";
const UNMARK: &str = "UPDATE organisation SET suspended_at = NULL \
    WHERE municipality_id = $1 AND id = $2 AND suspended_at IS NOT NULL";
const INSERT: &str = "INSERT INTO suspension (municipality_id, id, organisation_id, account_id, \
    by_organisation, by_role, sealed_reason, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const LIFT: &str = "UPDATE suspension SET lifted_at = $1, lifted_by = $2 \
    WHERE municipality_id = $3 AND organisation_id = $4 AND lifted_at IS NULL RETURNING id";
const SUSPENDED: &str = "SELECT id FROM organisation \
    WHERE municipality_id = $1 AND suspended_at IS NOT NULL";
const IS_SUSPENDED: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS total FROM organisation \
    WHERE id = $1 AND suspended_at IS NOT NULL";
const DROP_POST: &str = "UPDATE outbox SET status = 'vervallen' \
    WHERE status IN ('wacht', 'geparkeerd') AND recipient = 'ontvanger' AND recipient_id = $1";
const TO_HELP: &str = "SELECT s.id AS suspension, s.account_id, s.by_organisation, s.by_role, \
    r.id FROM suspension s JOIN referral r ON r.receiver_id = s.organisation_id \
    AND r.owner_id IS NOT NULL AND r.status <> 'zoekt-ander-aanbod' WHERE s.lifted_at IS NULL \
    AND NOT EXISTS (SELECT 1 FROM suspension_referral x WHERE x.suspension_id = s.id \
    AND x.referral_id = r.id) ORDER BY r.id LIMIT 50";
const TOLD: &str = "INSERT INTO suspension_referral (municipality_id, suspension_id, referral_id, \
    told, at) VALUES ($1, $2, $3, $4, $5) \
    ON CONFLICT (municipality_id, suspension_id, referral_id) DO NOTHING";
const LEFT_ALONE: &str = "SELECT x.referral_id FROM suspension_referral x \
    JOIN suspension s ON s.id = x.suspension_id \
    JOIN referral r ON r.id = x.referral_id AND r.receiver_id = s.organisation_id \
    AND r.owner_id IS NOT NULL AND r.status <> 'zoekt-ander-aanbod' \
    WHERE x.suspension_id = $1 ORDER BY x.referral_id";
const LIST: &str = "SELECT s.id, s.organisation_id, o.name, s.account_id, a.name AS person, s.at, \
    s.lifted_at, s.sealed_reason, \
    (SELECT CAST(COUNT(*) AS BIGINT) FROM suspension_referral x WHERE x.suspension_id = s.id) \
    AS touched, (SELECT CAST(COUNT(*) AS BIGINT) FROM suspension_referral x \
    WHERE x.suspension_id = s.id AND x.told = 'bellen' AND x.called_at IS NULL) AS to_call \
    FROM suspension s JOIN organisation o ON o.id = s.organisation_id \
    LEFT JOIN account a ON a.id = s.account_id WHERE s.municipality_id = $1 \
    ORDER BY CASE WHEN s.lifted_at IS NULL THEN 0 ELSE 1 END, s.at DESC LIMIT 50";
const TO_CALL: &str = "SELECT x.suspension_id, x.referral_id, x.told, x.called_at, r.number, \
    r.status, r.resident_id, r.consent, v.sealed, o.name FROM suspension_referral x \
    JOIN referral r ON r.id = x.referral_id \
    JOIN resident v ON v.municipality_id = r.municipality_id AND v.id = r.resident_id \
    JOIN suspension s ON s.id = x.suspension_id JOIN organisation o ON o.id = s.organisation_id \
    WHERE x.municipality_id = $1 AND x.told = 'bellen' AND x.called_at IS NULL \
    ORDER BY x.at, x.referral_id LIMIT 50";
const CALLED: &str = "UPDATE suspension_referral SET called_at = $1, called_by = $2 \
    WHERE municipality_id = $3 AND referral_id = $4 AND told = 'bellen' AND called_at IS NULL";

/// A suspension, past or present.
#[derive(Clone, Debug)]
pub struct Suspension {
    /// Its key.
    pub id: String,
    /// Who is suspended.
    pub organisation: OrganisationId,
    /// That organisation's name.
    pub name: String,
    /// The name of whoever did it.
    pub person: Option<String>,
    /// Since when.
    pub at: Timestamp,
    /// Until when; none while it holds.
    pub lifted_at: Option<Timestamp>,
    /// Why, in the words of who did it.
    pub reason: String,
    /// How many open referrals it touched.
    pub touched: u64,
    /// How many people are still to be called.
    pub to_call: u64,
}

/// Suspends a provider: who, for what reason, by whose hand. `false` when there is no such provider
/// in the municipality, or it is suspended already.
///
/// # Errors
/// When the database cannot be written.
pub async fn insert(
    tx: &mut Tx,
    home: MunicipalityId,
    organisation: OrganisationId,
    by: (UserId, OrganisationId, Role),
    reason: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let done = query(MARK)
        .bind(now.as_microsecond())
        .bind(home.to_string())
        .bind(organisation.to_string())
        .execute(tx.connection())
        .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    let sealed = vault::seal_for_account(tx.secrets(), SEALED_FOR, by.0, reason.as_bytes())?;
    query(INSERT)
        .bind(home.to_string())
        .bind(fresh_uuid(now).to_string())
        .bind(organisation.to_string())
        .bind(by.0.to_string())
        .bind(by.1.to_string())
        .bind(by.2.code())
        .bind(sealed)
        .bind(now.as_microsecond())
        .execute(tx.connection())
        .await?;
    query(DROP_POST)
        .bind(organisation.to_string())
        .execute(tx.connection())
        .await?;
    Ok(true)
}

/// Lifts the suspension of a provider. Gives its key; `None` when it is not suspended.
///
/// # Errors
/// When the database cannot be written.
pub async fn lift(
    tx: &mut Tx,
    home: MunicipalityId,
    organisation: OrganisationId,
    by: UserId,
    now: Timestamp,
) -> Result<Option<String>, StoreError> {
    query(UNMARK)
        .bind(home.to_string())
        .bind(organisation.to_string())
        .execute(tx.connection())
        .await?;
    let row = query(LIFT)
        .bind(now.as_microsecond())
        .bind(by.to_string())
        .bind(home.to_string())
        .bind(organisation.to_string())
        .fetch_optional(tx.connection())
        .await?;
    row.map(|row| get(&row, "id")).transpose()
}

/// The organisations of a municipality that are suspended now.
///
/// # Errors
/// When the database cannot be read.
pub async fn suspended(
    on: &mut impl Connected,
    municipality: MunicipalityId,
) -> Result<HashSet<OrganisationId>, StoreError> {
    let rows = query(SUSPENDED)
        .bind(municipality.to_string())
        .fetch_all(on.connected())
        .await?;
    rows.iter().map(|row| parsed(row, "id")).collect()
}

/// Whether an organisation is suspended now.
///
/// # Errors
/// When the database cannot be read.
pub async fn is_suspended(
    on: &mut impl Connected,
    organisation: OrganisationId,
) -> Result<bool, StoreError> {
    let row = query(IS_SUSPENDED)
        .bind(organisation.to_string())
        .fetch_one(on.connected())
        .await?;
    Ok(get::<i64>(&row, "total")? > 0)
}

/// A referral that is still with a suspended provider.
#[derive(Clone, Debug)]
pub struct LeftWith {
    /// The suspension.
    pub suspension: String,
    /// The referral.
    pub referral: ReferralId,
    /// Who suspended.
    pub by: Hand,
}

/// Open referrals with a suspended provider that nobody was told of yet, at most fifty: after each
/// was helped on ([`told`]), the next ask gives others.
///
/// # Errors
/// When the database cannot be read.
pub async fn to_help(on: &mut impl Connected) -> Result<Vec<LeftWith>, StoreError> {
    let rows = query(TO_HELP).fetch_all(on.connected()).await?;
    rows.iter()
        .map(|row| {
            Ok(LeftWith {
                suspension: get(row, "suspension")?,
                referral: parsed(row, "id")?,
                by: Hand {
                    role: parsed(row, "by_role")?,
                    organisation: parsed_opt(row, "by_organisation")?,
                    user: parsed_opt(row, "account_id")?,
                },
            })
        })
        .collect()
}

/// Notes that a referral was helped on, and whether its resident hears by mail or must be called.
///
/// # Errors
/// When the database cannot be written.
pub async fn told(
    tx: &mut Tx,
    home: MunicipalityId,
    left: &LeftWith,
    by_mail: bool,
    now: Timestamp,
) -> Result<(), StoreError> {
    query(TOLD)
        .bind(home.to_string())
        .bind(left.suspension.clone())
        .bind(left.referral.to_string())
        .bind(if by_mail { "mail" } else { "bellen" })
        .bind(now.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// The referrals a suspension touched that are still open with that provider: whoever had started.
///
/// # Errors
/// When the database cannot be read.
pub async fn still_there(
    on: &mut impl Connected,
    suspension: &str,
) -> Result<Vec<ReferralId>, StoreError> {
    let rows = query(LEFT_ALONE)
        .bind(suspension.to_owned())
        .fetch_all(on.connected())
        .await?;
    rows.iter().map(|row| parsed(row, "referral_id")).collect()
}

/// The suspensions of a municipality, those that hold first, at most fifty.
///
/// # Errors
/// When they cannot be read or opened.
pub async fn list(tx: &mut Tx, home: MunicipalityId) -> Result<Vec<Suspension>, StoreError> {
    let rows = query(LIST)
        .bind(home.to_string())
        .fetch_all(tx.connection())
        .await?;
    rows.iter().map(|row| suspension(tx, row)).collect()
}

fn suspension(tx: &Tx, row: &AnyRow) -> Result<Suspension, StoreError> {
    let by: UserId = parsed(row, "account_id")?;
    let sealed: Vec<u8> = get(row, "sealed_reason")?;
    let clear = vault::open_for_account(tx.secrets(), SEALED_FOR, by, &sealed)?;
    let count = |column| -> Result<u64, StoreError> {
        Ok(u64::try_from(get::<i64>(row, column)?).unwrap_or_default())
    };
    Ok(Suspension {
        id: get(row, "id")?,
        organisation: parsed(row, "organisation_id")?,
        name: get(row, "name")?,
        person: get(row, "person")?,
        at: moment(row, "at")?,
        lifted_at: moment_opt(row, "lifted_at")?,
        reason: String::from_utf8_lossy(&clear).into_owned(),
        touched: count("touched")?,
        to_call: count("to_call")?,
    })
}

/// Somebody who must be called, since no mail reaches them.
pub struct ToCall {
    /// The referral.
    pub referral: ReferralId,
    /// Its number.
    pub number: String,
    /// Where it is.
    pub status: Status,
    /// Whose it is.
    pub resident: ResidentId,
    /// What they agreed to, for the log.
    pub consent: String,
    /// Who it is.
    pub client: Client,
    /// The provider's name.
    pub provider: String,
}

/// Who must still be called in a municipality, longest waiting first, at most fifty. Whoever was
/// forgotten is not among them.
///
/// # Errors
/// When they cannot be read or opened.
pub async fn to_call(tx: &mut Tx, home: MunicipalityId) -> Result<Vec<ToCall>, StoreError> {
    let rows = query(TO_CALL)
        .bind(home.to_string())
        .fetch_all(tx.connection())
        .await?;
    let residents: Vec<ResidentId> = rows
        .iter()
        .map(|row| parsed(row, "resident_id"))
        .collect::<Result<_, _>>()?;
    let keys = tx.keys().of(&residents).await?;
    let mut all = Vec::with_capacity(rows.len());
    for (row, resident) in rows.iter().zip(residents) {
        let sealed: Option<Vec<u8>> = get(row, "sealed")?;
        let (Some(sealed), Some(key)) = (sealed, keys.get(&resident)) else {
            continue;
        };
        let status = Status::from_code(&get::<String>(row, "status")?);
        all.push(ToCall {
            referral: parsed(row, "referral_id")?,
            number: get(row, "number")?,
            status: status.ok_or(StoreError::Unreadable("status"))?,
            resident,
            consent: get(row, "consent")?,
            client: vault::open_client(key, resident, &sealed)?,
            provider: get(row, "name")?,
        });
    }
    Ok(all)
}

/// Notes that somebody was called. `false` when nobody had to call them.
///
/// # Errors
/// When the database cannot be written.
pub async fn called(
    tx: &mut Tx,
    home: MunicipalityId,
    referral: ReferralId,
    by: UserId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let done = query(CALLED)
        .bind(now.as_microsecond())
        .bind(by.to_string())
        .bind(home.to_string())
        .bind(referral.to_string())
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected() > 0)
}
