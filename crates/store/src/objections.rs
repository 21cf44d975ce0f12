//! Objections of residents, sealed under their key, and what the service point answered.

use domain::ids::{MunicipalityId, ReferralId, UserId};
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::query;
use uuid::Uuid;

use crate::StoreError;
use crate::engine::Tx;
use crate::key_store::fresh_uuid;
use crate::rows::{get, moment, moment_opt, parsed};

/// An objection as it is kept.
#[derive(Clone)]
pub struct Objection {
    /// Its key.
    pub id: Uuid,
    /// The words, sealed; `None` once the resident was forgotten.
    pub sealed_words: Option<Vec<u8>>,
    /// When it was made.
    pub made_at: Timestamp,
    /// The answer, sealed.
    pub sealed_answer: Option<Vec<u8>>,
    /// When it was answered.
    pub answered_at: Option<Timestamp>,
}

/// An objection that waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The referral.
    pub referral: ReferralId,
    /// Its number.
    pub number: String,
    /// When it was made.
    pub made_at: Timestamp,
}

const INSERT: &str = "INSERT INTO objection (municipality_id, id, referral_id, sealed_words, \
    made_at) VALUES ($1, $2, $3, $4, $5)";
const OF_REFERRAL: &str = "SELECT id, sealed_words, made_at, sealed_answer, answered_at \
    FROM objection WHERE municipality_id = $1 AND referral_id = $2 ORDER BY made_at, id";
const WAITING: &str = "SELECT o.referral_id, r.number, o.made_at FROM objection o \
    JOIN referral r ON r.municipality_id = o.municipality_id AND r.id = o.referral_id \
    WHERE o.municipality_id = $1 AND o.answered_at IS NULL ORDER BY o.made_at, o.id LIMIT 50";
const ANSWER: &str = "UPDATE objection SET sealed_answer = $1, answered_at = $2, answered_by = $3 \
    WHERE municipality_id = $4 AND id = $5 AND referral_id = $6 AND answered_at IS NULL";
const FORGET: &str = "UPDATE objection SET sealed_words = NULL, sealed_answer = NULL, \
    answered_at = COALESCE(answered_at, $1) WHERE municipality_id = $2 AND referral_id = $3";

/// Keeps an objection.
///
/// # Errors
/// When the database cannot be written.
pub async fn insert(
    tx: &mut Tx,
    municipality: MunicipalityId,
    referral: ReferralId,
    sealed_words: Vec<u8>,
    now: Timestamp,
) -> Result<(), StoreError> {
    query(INSERT)
        .bind(municipality.to_string())
        .bind(fresh_uuid(now).to_string())
        .bind(referral.to_string())
        .bind(sealed_words)
        .bind(now.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// The objections about one referral, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_referral(
    tx: &mut Tx,
    municipality: MunicipalityId,
    referral: ReferralId,
) -> Result<Vec<Objection>, StoreError> {
    let rows = query(OF_REFERRAL)
        .bind(municipality.to_string())
        .bind(referral.to_string())
        .fetch_all(tx.connection())
        .await?;
    rows.iter().map(read).collect()
}

fn read(row: &AnyRow) -> Result<Objection, StoreError> {
    Ok(Objection {
        id: parsed(row, "id")?,
        sealed_words: get(row, "sealed_words")?,
        made_at: moment(row, "made_at")?,
        sealed_answer: get(row, "sealed_answer")?,
        answered_at: moment_opt(row, "answered_at")?,
    })
}

/// What waits for an answer in a municipality, oldest first, at most fifty.
///
/// # Errors
/// When the database cannot be read.
pub async fn waiting(
    tx: &mut Tx,
    municipality: MunicipalityId,
) -> Result<Vec<Waiting>, StoreError> {
    let rows = query(WAITING)
        .bind(municipality.to_string())
        .fetch_all(tx.connection())
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Waiting {
                referral: parsed(row, "referral_id")?,
                number: get(row, "number")?,
                made_at: moment(row, "made_at")?,
            })
        })
        .collect()
}

/// Keeps an answer. `false` when it was answered already.
///
/// # Errors
/// When the database cannot be written.
pub async fn answer(
    tx: &mut Tx,
    municipality: MunicipalityId,
    referral: ReferralId,
    id: Uuid,
    by: UserId,
    sealed_answer: Vec<u8>,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let done = query(ANSWER)
        .bind(sealed_answer)
        .bind(now.as_microsecond())
        .bind(by.to_string())
        .bind(municipality.to_string())
        .bind(id.to_string())
        .bind(referral.to_string())
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Throws the words away, and ends the waiting: there is nobody left to answer.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(
    tx: &mut Tx,
    municipality: MunicipalityId,
    referral: ReferralId,
    now: Timestamp,
) -> Result<(), StoreError> {
    query(FORGET)
        .bind(now.as_microsecond())
        .bind(municipality.to_string())
        .bind(referral.to_string())
        .execute(tx.connection())
        .await?;
    Ok(())
}
