//! Links with which providers keep their offers without an account: one for each provider in a
//! municipality. The link is derived when its mail leaves; the database keeps its hash. A new one
//! ends the one before.

use std::sync::LazyLock;

use domain::calendar::Closure;
use domain::freshness::Limits;
use domain::ids::{MunicipalityId, OrganisationId};
use jiff::Timestamp;
use jiff::civil::time;
use sqlx::any::AnyRow;
use sqlx::query;
use uuid::Uuid;

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::municipalities::read_closures;
use crate::rows::{get, moment, moment_opt, multi_row, parsed};
use crate::secrets::{Secrets, token_hash};

/// A provider's link.
#[derive(Clone, Debug)]
pub struct OfferLink {
    /// Its key.
    pub id: Uuid,
    /// In which municipality.
    pub municipality: MunicipalityId,
    /// Whose offers it opens.
    pub organisation: OrganisationId,
    /// What the link follows from.
    pub nonce: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// Until when it works.
    pub expires_at: Timestamp,
    /// When it went out with the question whether all is still right.
    pub asked_at: Option<Timestamp>,
    /// When the provider answered.
    pub answered_at: Option<Timestamp>,
}

impl OfferLink {
    /// The token in the link: 256 bits.
    #[must_use]
    pub fn token(&self, secrets: &Secrets) -> String {
        secrets.link_token("aanbod", self.id, &self.nonce)
    }
}

/// A provider that may be asked.
#[derive(Clone, Debug)]
pub struct Due {
    /// Which.
    pub organisation: OrganisationId,
    /// When it is closed.
    pub closures: Vec<Closure>,
}

/// How many links are made in one statement at most.
pub const AT_A_TIME: usize = 25;

static RENEW: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let head = "INSERT INTO offer_link (municipality_id, organisation_id, id, nonce, token_hash, \
        made_at, expires_at, asked_at)";
    let tail = " ON CONFLICT (municipality_id, organisation_id) DO UPDATE SET id = excluded.id, \
        nonce = excluded.nonce, token_hash = excluded.token_hash, made_at = excluded.made_at, \
        expires_at = excluded.expires_at, \
        asked_at = COALESCE(excluded.asked_at, offer_link.asked_at), \
        answered_at = CASE WHEN excluded.asked_at IS NULL THEN offer_link.answered_at END";
    (1..=AT_A_TIME)
        .map(|rows| &*multi_row(head, 8, rows, tail).leak())
        .collect()
});
const BY_TOKEN: &str = "SELECT municipality_id, organisation_id, id, nonce, made_at, expires_at, \
    asked_at, answered_at FROM offer_link WHERE token_hash = $1";
const BY_ID: &str = "SELECT municipality_id, organisation_id, id, nonce, made_at, expires_at, \
    asked_at, answered_at FROM offer_link WHERE id = $1";
const OF_PROVIDER: &str = "SELECT municipality_id, organisation_id, id, nonce, made_at, \
    expires_at, asked_at, answered_at FROM offer_link \
    WHERE municipality_id = $1 AND organisation_id = $2";
const ANSWERED: &str = "UPDATE offer_link SET answered_at = $1 \
    WHERE municipality_id = $2 AND organisation_id = $3";
/// What was never confirmed counts from when it became as it is.
const DUE: &str = "SELECT p.id, p.closures FROM organisation p \
    WHERE p.municipality_id = $1 AND p.email IS NOT NULL AND p.suspended_at IS NULL \
    AND EXISTS (SELECT 1 FROM offer o WHERE o.provider_id = p.id AND o.municipality_id = $1 \
    AND o.status = 'zichtbaar' AND ((o.confirmed_on IS NOT NULL AND o.confirmed_on < $2) \
    OR (o.confirmed_on IS NULL AND COALESCE(o.fresh_at, o.changed_at) < $3))) \
    AND NOT EXISTS (SELECT 1 FROM offer_link l WHERE l.municipality_id = $1 \
    AND l.organisation_id = p.id AND l.asked_at >= $3) \
    ORDER BY p.id LIMIT 200";

/// Makes links in the place of those that were there, at most [`AT_A_TIME`].
///
/// # Errors
/// When the database cannot be written.
pub async fn renew(tx: &mut Tx, links: &[OfferLink]) -> Result<(), StoreError> {
    let Some(sql) = links.len().checked_sub(1).and_then(|at| RENEW.get(at)) else {
        return Ok(());
    };
    let hashes: Vec<String> = links
        .iter()
        .map(|link| token_hash(&link.token(tx.secrets())))
        .collect();
    let mut statement = query(*sql);
    for (link, hash) in links.iter().zip(hashes) {
        statement = statement
            .bind(link.municipality.to_string())
            .bind(link.organisation.to_string())
            .bind(link.id.to_string())
            .bind(link.nonce.clone())
            .bind(hash)
            .bind(link.made_at.as_microsecond())
            .bind(link.expires_at.as_microsecond())
            .bind(link.asked_at.map(Timestamp::as_microsecond));
    }
    statement.execute(tx.connection()).await?;
    Ok(())
}

/// The link behind a token, also when it has expired.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_token(
    on: &mut impl Connected,
    token: &str,
) -> Result<Option<OfferLink>, StoreError> {
    let row = query(BY_TOKEN)
        .bind(token_hash(token))
        .fetch_optional(on.connected())
        .await?;
    row.as_ref().map(read).transpose()
}

/// A link by its key; none when another took its place.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_id(on: &mut impl Connected, id: Uuid) -> Result<Option<OfferLink>, StoreError> {
    let row = query(BY_ID)
        .bind(id.to_string())
        .fetch_optional(on.connected())
        .await?;
    row.as_ref().map(read).transpose()
}

/// The link of a provider, when it ever had one.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_provider(
    on: &mut impl Connected,
    municipality: MunicipalityId,
    organisation: OrganisationId,
) -> Result<Option<OfferLink>, StoreError> {
    let row = query(OF_PROVIDER)
        .bind(municipality.to_string())
        .bind(organisation.to_string())
        .fetch_optional(on.connected())
        .await?;
    row.as_ref().map(read).transpose()
}

/// Writes down that a provider answered, by link or by account.
///
/// # Errors
/// When the database cannot be written.
pub async fn answered(
    tx: &mut Tx,
    municipality: MunicipalityId,
    organisation: OrganisationId,
    now: Timestamp,
) -> Result<(), StoreError> {
    query(ANSWERED)
        .bind(now.as_microsecond())
        .bind(municipality.to_string())
        .bind(organisation.to_string())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Providers that can be written to, of whom an offer was confirmed too long ago and who were not
/// asked since, at most 200.
///
/// # Errors
/// When the database cannot be read.
pub async fn due(
    on: &mut impl Connected,
    municipality: MunicipalityId,
    limits: Limits,
) -> Result<Vec<Due>, StoreError> {
    let since = domain::calendar::moment_of(limits.confirmed_since, time(0, 0, 0, 0));
    let rows = query(DUE)
        .bind(municipality.to_string())
        .bind(limits.confirmed_since.to_string())
        .bind(since.as_microsecond())
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Due {
                organisation: parsed(row, "id")?,
                closures: read_closures(&get::<String>(row, "closures")?),
            })
        })
        .collect()
}

fn read(row: &AnyRow) -> Result<OfferLink, StoreError> {
    Ok(OfferLink {
        id: parsed(row, "id")?,
        municipality: parsed(row, "municipality_id")?,
        organisation: parsed(row, "organisation_id")?,
        nonce: get(row, "nonce")?,
        made_at: moment(row, "made_at")?,
        expires_at: moment(row, "expires_at")?,
        asked_at: moment_opt(row, "asked_at")?,
        answered_at: moment_opt(row, "answered_at")?,
    })
}
