//! Residents: their contact details in the vault, and finding a known one by a keyed hash.

use domain::client::Client;
use domain::ids::{MunicipalityId, ResidentId};
use jiff::Timestamp;
use sqlx::query;

use crate::StoreError;
use crate::batch::{Write, Writing};
use crate::engine::Tx;
use crate::rows::{get, parsed, parsed_opt};
use crate::secrets::Secrets;
use crate::vault::{self, ResidentKey};

const INSERT: &str = "INSERT INTO resident (municipality_id, id, sealed, phone_hash, email_hash, \
    made_at) VALUES ($1, $2, $3, $4, $5, $6)";
const FIND_KNOWN: &str = "SELECT id FROM resident WHERE municipality_id = $1 AND phone_hash = $2 \
    UNION SELECT id FROM resident WHERE municipality_id = $1 AND email_hash = $3";
const READ: &str = "SELECT v.sealed, k.id AS kept_id, k.sealed AS kept FROM resident v \
    LEFT JOIN resident k ON k.municipality_id = v.municipality_id AND k.id = v.merged_into \
    WHERE v.municipality_id = $1 AND v.id = $2";
const UPDATE: &str = "UPDATE resident SET sealed = $1, phone_hash = $2, email_hash = $3 \
    WHERE municipality_id = $4 AND id = $5 AND erased_at IS NULL";
const ERASE: &str = "UPDATE resident SET sealed = NULL, phone_hash = NULL, email_hash = NULL, \
    erased_at = $1 WHERE municipality_id = $2 AND id = $3";

/// Keeps a new resident, sealed.
///
/// # Errors
/// When sealing fails or the database says no.
pub async fn insert(
    on: &mut impl Writing,
    municipality: MunicipalityId,
    resident: ResidentId,
    key: &ResidentKey,
    client: &Client,
    now: Timestamp,
) -> Result<(), StoreError> {
    let sealed = vault::seal_client(key, resident, client)?;
    let (phone, email) = hashes(on.secrets(), client);
    let statement = Write::new(INSERT)
        .bind(municipality.to_string())
        .bind(resident.to_string())
        .bind(sealed)
        .bind(phone)
        .bind(email)
        .bind(now.as_microsecond());
    on.put(statement).await
}

/// The residents of a municipality with the same phone number or e-mail address.
///
/// # Errors
/// When the database cannot be read.
pub async fn known(
    tx: &mut Tx,
    municipality: MunicipalityId,
    client: &Client,
) -> Result<Vec<ResidentId>, StoreError> {
    let (phone, email) = hashes(tx.secrets(), client);
    if phone.is_none() && email.is_none() {
        return Ok(Vec::new());
    }
    let rows = query(FIND_KNOWN)
        .bind(municipality.to_string())
        .bind(phone)
        .bind(email)
        .fetch_all(tx.connection())
        .await?;
    rows.iter().map(|row| parsed(row, "id")).collect()
}

fn hashes(secrets: &Secrets, client: &Client) -> (Option<String>, Option<String>) {
    let phone = client
        .phone
        .as_ref()
        .map(|phone| secrets.lookup_hash("telefoon", phone.as_str()));
    let email = client
        .email
        .as_ref()
        .map(|email| secrets.lookup_hash("email", &email.as_str().to_lowercase()));
    (phone, email)
}

/// A resident's contact details, and the key of this very file; `None` when they were forgotten.
/// When the file was merged into another ([`crate::merges`]), the details are those of the other.
///
/// # Errors
/// When they cannot be read or opened.
pub async fn read(
    tx: &mut Tx,
    municipality: MunicipalityId,
    resident: ResidentId,
) -> Result<Option<(Client, ResidentKey)>, StoreError> {
    let row = query(READ)
        .bind(municipality.to_string())
        .bind(resident.to_string())
        .fetch_optional(tx.connection())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let Some(own) = get::<Option<Vec<u8>>>(&row, "sealed")? else {
        return Ok(None);
    };
    let kept: Option<(ResidentId, Vec<u8>)> =
        parsed_opt(&row, "kept_id")?.zip(get::<Option<Vec<u8>>>(&row, "kept")?);
    let (shown, sealed) = kept.unwrap_or((resident, own));
    let mut keys = tx.keys().of(&[resident, shown]).await?;
    let client = match keys.get(&shown) {
        Some(key) => vault::open_client(key, shown, &sealed)?,
        None => return Ok(None),
    };
    Ok(keys.remove(&resident).map(|key| (client, key)))
}

/// Seals changed contact details in place of the old ones, and hashes them anew, so that the
/// resident is found by the new phone number and no more by the old. A file that was merged into
/// another changes the other.
///
/// # Errors
/// [`StoreError::Stale`] when the resident was forgotten meanwhile.
pub async fn update(
    tx: &mut Tx,
    municipality: MunicipalityId,
    resident: ResidentId,
    key: &ResidentKey,
    client: &Client,
) -> Result<(), StoreError> {
    let row = query(READ)
        .bind(municipality.to_string())
        .bind(resident.to_string())
        .fetch_optional(tx.connection())
        .await?;
    let kept: Option<ResidentId> = match row {
        Some(row) => parsed_opt(&row, "kept_id")?,
        None => None,
    };
    let kept_key = match kept {
        Some(kept) => tx.keys().of(&[kept]).await?.remove(&kept),
        None => None,
    };
    let (resident, key) = match (kept, &kept_key) {
        (Some(kept), Some(kept_key)) => (kept, kept_key),
        _ => (resident, key),
    };
    let sealed = vault::seal_client(key, resident, client)?;
    let (phone, email) = hashes(tx.secrets(), client);
    let done = query(UPDATE)
        .bind(sealed)
        .bind(phone)
        .bind(email)
        .bind(municipality.to_string())
        .bind(resident.to_string())
        .execute(tx.connection())
        .await?;
    match done.rows_affected() {
        1 => Ok(()),
        _ => Err(StoreError::Stale),
    }
}

/// Forgets a resident here. The key store forgets the key apart from this.
///
/// # Errors
/// When the database cannot be written.
pub async fn erase(
    tx: &mut Tx,
    municipality: MunicipalityId,
    resident: ResidentId,
    now: Timestamp,
) -> Result<(), StoreError> {
    query(ERASE)
        .bind(now.as_microsecond())
        .bind(municipality.to_string())
        .bind(resident.to_string())
        .execute(tx.connection())
        .await?;
    Ok(())
}
