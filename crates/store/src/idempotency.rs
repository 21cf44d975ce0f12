//! Repeated requests: the same key and body give the same referral, across nodes and restarts.
//! Key and body are kept as keyed hashes, per caller, for 30 days.

use domain::ids::ReferralId;
use jiff::Timestamp;
use sqlx::query;

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::rows::{get, parsed};

const CLAIM: &str = "INSERT INTO idempotency (caller, key_hash, body_hash, referral_id, answer, \
    made_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (caller, key_hash) DO NOTHING";
const READ: &str = "SELECT body_hash, referral_id, answer FROM idempotency \
    WHERE caller = $1 AND key_hash = $2";
const FORGET: &str = "DELETE FROM idempotency WHERE made_at < $1";

/// What an earlier request with this key was answered.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// Whether its body meant the same.
    pub same_body: bool,
    /// The referral it made.
    pub referral: ReferralId,
    /// The answer it got, as JSON without personal data.
    pub answer: String,
}

/// A key as it is kept: who called, and the keyed hashes of key and body.
#[derive(Clone, Debug)]
pub struct RequestKey {
    caller: String,
    key_hash: String,
    body_hash: String,
}

impl RequestKey {
    /// For a caller's key and the body's meaning (a canonical text).
    #[must_use]
    pub fn new(
        secrets: &crate::secrets::Secrets,
        caller: &str,
        key: &str,
        body_meaning: &str,
    ) -> Self {
        Self {
            caller: caller.to_owned(),
            key_hash: secrets.request_hash(key.as_bytes()),
            body_hash: secrets.request_hash(body_meaning.as_bytes()),
        }
    }
}

/// What an earlier request with this key was answered, if there was one.
///
/// # Errors
/// When the database cannot be read.
pub async fn earlier(
    on: &mut impl Connected,
    key: &RequestKey,
) -> Result<Option<Earlier>, StoreError> {
    let row = query(READ)
        .bind(key.caller.clone())
        .bind(key.key_hash.clone())
        .fetch_optional(on.connected())
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Earlier {
        same_body: get::<String>(&row, "body_hash")? == key.body_hash,
        referral: parsed(&row, "referral_id")?,
        answer: get(&row, "answer")?,
    }))
}

/// Claims the key for this referral. `false` when another request was first: then this one must
/// not go on. On PostgreSQL this waits for a request with the same key that is under way.
///
/// # Errors
/// When the database cannot be written.
pub async fn claim(
    tx: &mut Tx,
    key: &RequestKey,
    referral: ReferralId,
    answer: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let done = query(CLAIM)
        .bind(key.caller.clone())
        .bind(key.key_hash.clone())
        .bind(key.body_hash.clone())
        .bind(referral.to_string())
        .bind(answer.to_owned())
        .bind(now.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Forgets keys from before `before`.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(tx: &mut Tx, before: Timestamp) -> Result<(), StoreError> {
    query(FORGET)
        .bind(before.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(())
}
