//! Who somebody is at another's provider, and the roles that it gave them. Asked and kept by the
//! action that lets people in by their provider.

use domain::ids::{MunicipalityId, OrganisationId, UserId};
use domain::organisation::{Role, Roles};
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::query;

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::rows::{get, parsed};

const ACCOUNT_OF: &str = "SELECT f.account_id FROM federated_identity f \
    JOIN account a ON a.id = f.account_id AND a.disabled_at IS NULL \
    WHERE f.issuer = $1 AND f.subject = $2";
const LINK: &str = "INSERT INTO federated_identity (issuer, subject, account_id, linked_at) \
    VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
const GIVEN: &str = "SELECT municipality_id, organisation_id, roles FROM federated_role \
    WHERE account_id = $1 AND issuer = $2";
const KEEP: &str = "INSERT INTO federated_role (municipality_id, organisation_id, account_id, \
    issuer, roles) VALUES ($1, $2, $3, $4, $5) \
    ON CONFLICT (municipality_id, organisation_id, account_id, issuer) \
    DO UPDATE SET roles = excluded.roles";
const ROLES: &str = "SELECT roles FROM membership WHERE municipality_id = $1 \
    AND organisation_id = $2 AND account_id = $3 AND ended_at IS NULL";

/// The account of somebody at a provider; `None` when it is linked to none, or was disabled.
///
/// # Errors
/// When the database cannot be read.
pub async fn account_of(
    on: &mut impl Connected,
    issuer: &str,
    subject: &str,
) -> Result<Option<UserId>, StoreError> {
    let row = query(ACCOUNT_OF)
        .bind(issuer.to_owned())
        .bind(subject.to_owned())
        .fetch_optional(on.connected())
        .await?;
    row.map(|row| parsed(&row, "account_id")).transpose()
}

/// Links somebody at a provider to an account. `false` when either has another partner there
/// already.
///
/// # Errors
/// When the database cannot be written.
pub async fn link(
    tx: &mut Tx,
    issuer: &str,
    subject: &str,
    user: UserId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let done = query(LINK)
        .bind(issuer.to_owned())
        .bind(subject.to_owned())
        .bind(user.to_string())
        .bind(now.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Roles in one organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The organisation's municipality.
    pub municipality: MunicipalityId,
    /// The organisation.
    pub organisation: OrganisationId,
    /// The roles there.
    pub roles: Roles,
}

/// What a provider gave somebody at the last sign-in.
///
/// # Errors
/// When the database cannot be read.
pub async fn given(
    on: &mut impl Connected,
    user: UserId,
    issuer: &str,
) -> Result<Vec<Held>, StoreError> {
    let rows = query(GIVEN)
        .bind(user.to_string())
        .bind(issuer.to_owned())
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Held {
                municipality: parsed(row, "municipality_id")?,
                organisation: parsed(row, "organisation_id")?,
                roles: roles_of(row)?,
            })
        })
        .collect()
}

/// Keeps what a provider gives somebody now.
///
/// # Errors
/// When the database cannot be written.
pub async fn keep_given(
    tx: &mut Tx,
    user: UserId,
    issuer: &str,
    held: Held,
) -> Result<(), StoreError> {
    query(KEEP)
        .bind(held.municipality.to_string())
        .bind(held.organisation.to_string())
        .bind(user.to_string())
        .bind(issuer.to_owned())
        .bind(words(held.roles))
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// The roles of somebody in an organisation now; none when they do not work there.
///
/// # Errors
/// When the database cannot be read.
pub async fn roles(
    on: &mut impl Connected,
    (municipality, organisation): (MunicipalityId, OrganisationId),
    user: UserId,
) -> Result<Roles, StoreError> {
    let row = query(ROLES)
        .bind(municipality.to_string())
        .bind(organisation.to_string())
        .bind(user.to_string())
        .fetch_optional(on.connected())
        .await?;
    row.as_ref().map_or(Ok(Roles::default()), roles_of)
}

fn words(roles: Roles) -> String {
    let words: Vec<&str> = roles.iter().map(Role::code).collect();
    words.join(" ")
}

fn roles_of(row: &AnyRow) -> Result<Roles, StoreError> {
    let words = get::<String>(row, "roles")?;
    Ok(words
        .split(' ')
        .filter_map(|word| word.parse().ok())
        .collect())
}
