//! Residents: their contact details in the vault, and finding a known one by a keyed hash.

use domain::client::Client;
use domain::ids::{MunicipalityId, ResidentId};
use jiff::Timestamp;
use sqlx::query;

use crate::StoreError;
use crate::batch::{Write, Writing};
use crate::engine::Tx;
use crate::rows::{get, parsed};
use crate::secrets::Secrets;
use crate::vault::{self, ResidentKey};

const INSERT: &str = "INSERT INTO resident (municipality_id, id, sealed, phone_hash, email_hash, \
    made_at) VALUES ($1, $2, $3, $4, $5, $6)";
const FIND_KNOWN: &str = "SELECT id FROM resident WHERE municipality_id = $1 AND phone_hash = $2 \
    UNION SELECT id FROM resident WHERE municipality_id = $1 AND email_hash = $3";
const READ: &str = "SELECT sealed FROM resident WHERE municipality_id = $1 AND id = $2";
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

/// A resident's contact details and key; `None` when they were forgotten.
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
    let sealed: Option<Vec<u8>> = match row {
        Some(row) => get(&row, "sealed")?,
        None => None,
    };
    let Some(sealed) = sealed else {
        return Ok(None);
    };
    let Some(key) = tx.keys().of(&[resident]).await?.remove(&resident) else {
        return Ok(None);
    };
    let client = vault::open_client(&key, resident, &sealed)?;
    Ok(Some((client, key)))
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
