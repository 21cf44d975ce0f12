//! Gemist aanbod: wishes for which nothing fitted. The wish without the person; why nothing fitted
//! is somebody's own words, which may name one after all, and is sealed.

use domain::ids::{MunicipalityId, OrganisationId, UserId};
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::query;

use crate::engine::Tx;
use crate::key_store::fresh_uuid;
use crate::rows::{get, moment, parsed};
use crate::secrets::Secrets;
use crate::{StoreError, vault};

/// The words are sealed for this.
pub(crate) const SEALED_FOR: &str = "unmet demand";

const INSERT: &str = "INSERT INTO unmet_demand (municipality_id, id, organisation_id, account_id, \
    postcode, wish, sealed_reason, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const RECENT: &str = "SELECT id, account_id, postcode, wish, sealed_reason, made_at FROM unmet_demand \
    WHERE municipality_id = $1 AND made_at >= $2 ORDER BY made_at DESC, id DESC LIMIT 500";

/// A wish for which nothing fitted.
#[derive(Clone, Debug)]
pub struct Wish {
    /// Its id.
    pub id: String,
    /// The four digits of the postcode, never more.
    pub postcode: Option<String>,
    /// The wishes, as JSON without anything about the person.
    pub wish: String,
    /// Why nothing fitted, in words.
    pub reason: Option<String>,
    /// When.
    pub made_at: Timestamp,
}

/// Keeps a wish, of which the last part is sealed. Gives its id.
///
/// # Errors
/// When the database cannot be written.
pub async fn insert(
    tx: &mut Tx,
    municipality: MunicipalityId,
    by: (OrganisationId, UserId),
    wish: (Option<String>, String, Option<String>),
    now: Timestamp,
) -> Result<String, StoreError> {
    let id = fresh_uuid(now).to_string();
    let (area, wish, reason) = wish;
    let sealed = reason
        .map(|words| vault::seal_for_account(tx.secrets(), SEALED_FOR, by.1, words.as_bytes()))
        .transpose()?;
    query(INSERT)
        .bind(municipality.to_string())
        .bind(id.clone())
        .bind(by.0.to_string())
        .bind(by.1.to_string())
        .bind(area)
        .bind(wish)
        .bind(sealed)
        .bind(now.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(id)
}

/// The wishes since a moment, newest first, at most 500.
///
/// # Errors
/// When the database cannot be read.
pub async fn since(
    tx: &mut Tx,
    municipality: MunicipalityId,
    from: Timestamp,
) -> Result<Vec<Wish>, StoreError> {
    let rows = query(RECENT)
        .bind(municipality.to_string())
        .bind(from.as_microsecond())
        .fetch_all(tx.connection())
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Wish {
                id: get(row, "id")?,
                postcode: get(row, "postcode")?,
                wish: get(row, "wish")?,
                reason: reason(tx.secrets(), row)?,
                made_at: moment(row, "made_at")?,
            })
        })
        .collect()
}

/// Opens why nothing fitted.
fn reason(secrets: &Secrets, row: &AnyRow) -> Result<Option<String>, StoreError> {
    let Some(sealed) = get::<Option<Vec<u8>>>(row, "sealed_reason")? else {
        return Ok(None);
    };
    let by: UserId = parsed(row, "account_id")?;
    let clear = vault::open_for_account(secrets, SEALED_FOR, by, &sealed)?;
    let words = std::str::from_utf8(&clear);
    let words = words.map_err(|_| StoreError::Unreadable("unmet_demand.reason"))?;
    Ok(Some(words.to_owned()))
}
