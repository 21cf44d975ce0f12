//! Who stands in for whom, for how long, and with what. A delegation works only while the one who
//! gave it still works there; what it leaves open is judged by the domain.

use domain::actor::{Mandate, MandateVerbs, Member};
use domain::ids::{MunicipalityId, OrganisationId, UserId};
use domain::organisation::Role;
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::query;
use uuid::Uuid;

use crate::StoreError;
use crate::accounts::read_roles;
use crate::engine::{Connected, Tx};
use crate::rows::{get, moment, parsed};

const INSERT: &str = "INSERT INTO delegation (municipality_id, id, organisation_id, delegator_id, \
    delegate_id, verbs, from_at, until_at, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const IN_FORCE: &str = "SELECT d.delegator_id, d.delegate_id, d.verbs, d.municipality_id, \
    d.organisation_id, g.name AS delegator_name, s.name AS delegate_name, m.roles, \
    o.name AS organisation_name FROM delegation d \
    JOIN account g ON g.id = d.delegator_id AND g.disabled_at IS NULL \
    JOIN account s ON s.id = d.delegate_id AND s.disabled_at IS NULL \
    JOIN membership m ON m.account_id = d.delegator_id AND m.organisation_id = d.organisation_id \
    AND m.municipality_id = d.municipality_id AND m.ended_at IS NULL \
    JOIN organisation o ON o.id = d.organisation_id AND o.suspended_at IS NULL \
    WHERE d.delegate_id = $1 AND d.from_at <= $2 AND d.until_at > $2 AND d.ended_at IS NULL \
    AND EXISTS (SELECT 1 FROM membership h WHERE h.account_id = d.delegate_id \
    AND h.municipality_id = d.municipality_id AND h.ended_at IS NULL) \
    ORDER BY g.name, d.id";
const OF: &str = "SELECT d.id, d.delegator_id, g.name AS delegator_name, \
    s.name AS delegate_name, o.name AS organisation_name, d.verbs, d.from_at, d.until_at \
    FROM delegation d JOIN account g ON g.id = d.delegator_id \
    JOIN account s ON s.id = d.delegate_id JOIN organisation o ON o.id = d.organisation_id \
    WHERE (d.delegator_id = $1 OR d.delegate_id = $1) AND d.ended_at IS NULL AND d.until_at > $2 \
    ORDER BY d.from_at, d.id LIMIT 100";
const END: &str = "UPDATE delegation SET ended_at = $1, ended_by = $2 WHERE id = $3 \
    AND ended_at IS NULL AND (delegator_id = $2 OR delegate_id = $2)";
const END_GIVEN_AT: &str = "UPDATE delegation SET ended_at = $1 WHERE organisation_id = $2 \
    AND delegator_id = $3 AND ended_at IS NULL";

/// A delegation that is given.
#[derive(Clone, Debug)]
pub struct Delegation {
    /// The municipality within which it works.
    pub municipality: MunicipalityId,
    /// The organisation acted for.
    pub organisation: OrganisationId,
    /// Who gives it.
    pub delegator: UserId,
    /// Who gets it.
    pub delegate: UserId,
    /// What for.
    pub verbs: MandateVerbs,
    /// From when.
    pub from: Timestamp,
    /// Until when.
    pub until: Timestamp,
}

/// Keeps a delegation.
///
/// # Errors
/// When the database cannot be written.
pub async fn insert(
    tx: &mut Tx,
    id: Uuid,
    delegation: &Delegation,
    now: Timestamp,
) -> Result<(), StoreError> {
    let verbs: Vec<&str> = delegation.verbs.codes().collect();
    query(INSERT)
        .bind(delegation.municipality.to_string())
        .bind(id.to_string())
        .bind(delegation.organisation.to_string())
        .bind(delegation.delegator.to_string())
        .bind(delegation.delegate.to_string())
        .bind(verbs.join(" "))
        .bind(delegation.from.as_microsecond())
        .bind(delegation.until.as_microsecond())
        .bind(now.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// For whom somebody may stand in now: themselves, at the colleague's organisation, in those of the
/// colleague's roles that can be passed on.
///
/// # Errors
/// When the database cannot be read.
pub async fn in_force(
    on: &mut impl Connected,
    delegate: UserId,
    now: Timestamp,
) -> Result<Vec<Member>, StoreError> {
    let rows = query(IN_FORCE)
        .bind(delegate.to_string())
        .bind(now.as_microsecond())
        .fetch_all(on.connected())
        .await?;
    rows.iter().map(stand_in).collect()
}

fn stand_in(row: &AnyRow) -> Result<Member, StoreError> {
    let roles = read_roles(&get::<String>(row, "roles")?);
    Ok(Member {
        user: parsed(row, "delegate_id")?,
        name: get(row, "delegate_name")?,
        organisation: parsed(row, "organisation_id")?,
        organisation_name: get(row, "organisation_name")?,
        municipality: parsed(row, "municipality_id")?,
        roles: roles
            .iter()
            .filter(|role: &Role| role.may_delegate())
            .collect(),
        mandate: Some(Mandate {
            delegator: parsed(row, "delegator_id")?,
            name: get(row, "delegator_name")?,
            verbs: verbs_of(row)?,
        }),
    })
}

fn verbs_of(row: &AnyRow) -> Result<MandateVerbs, StoreError> {
    Ok(MandateVerbs::of(get::<String>(row, "verbs")?.split(' ')))
}

/// A delegation as either side sees it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its key.
    pub id: Uuid,
    /// Who gave it.
    pub delegator: UserId,
    /// Their name.
    pub delegator_name: String,
    /// The name of who stands in.
    pub delegate_name: String,
    /// The organisation acted for.
    pub organisation: String,
    /// What for.
    pub verbs: MandateVerbs,
    /// From when.
    pub from: Timestamp,
    /// Until when.
    pub until: Timestamp,
}

/// What somebody gave and got, and has not ended.
///
/// # Errors
/// When the database cannot be read.
pub async fn of(
    on: &mut impl Connected,
    user: UserId,
    now: Timestamp,
) -> Result<Vec<Listed>, StoreError> {
    let rows = query(OF)
        .bind(user.to_string())
        .bind(now.as_microsecond())
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Listed {
                id: parsed(row, "id")?,
                delegator: parsed(row, "delegator_id")?,
                delegator_name: get(row, "delegator_name")?,
                delegate_name: get(row, "delegate_name")?,
                organisation: get(row, "organisation_name")?,
                verbs: verbs_of(row)?,
                from: moment(row, "from_at")?,
                until: moment(row, "until_at")?,
            })
        })
        .collect()
}

/// Ends a delegation, by either side. Gives whether there was one of theirs.
///
/// # Errors
/// When the database cannot be written.
pub async fn end(tx: &mut Tx, id: Uuid, by: UserId, now: Timestamp) -> Result<bool, StoreError> {
    let done = query(END)
        .bind(now.as_microsecond())
        .bind(by.to_string())
        .bind(id.to_string())
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Ends what somebody gave at an organisation that they leave.
///
/// # Errors
/// When the database cannot be written.
pub async fn end_given_at(
    tx: &mut Tx,
    organisation: OrganisationId,
    delegator: UserId,
    now: Timestamp,
) -> Result<(), StoreError> {
    query(END_GIVEN_AT)
        .bind(now.as_microsecond())
        .bind(organisation.to_string())
        .bind(delegator.to_string())
        .execute(tx.connection())
        .await?;
    Ok(())
}
