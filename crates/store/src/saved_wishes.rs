//! Wishes that a coach saved for a client under guidance, sealed under the resident's key, and the
//! offers that were found for them. What they say is opened by who asks; when they end, it is
//! thrown away here.

use std::sync::LazyLock;

use domain::ids::{MunicipalityId, OfferId, OrganisationId, ReferralId, ResidentId, UserId};
use domain::saved_wish::{End, State};
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, query};
use uuid::Uuid;

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::key_store::fresh_uuid;
use crate::rows::{PAGE, get, moment, moment_opt, multi_row, number, parsed};

mod telling;

pub use telling::{Coach, Told, tell, told_by, untold};

/// Saved wishes as they are kept.
#[derive(Clone)]
pub struct SavedWish {
    /// Their key.
    pub id: Uuid,
    /// Whose they are.
    pub organisation: OrganisationId,
    /// What is wished, sealed; `None` once they ended.
    pub sealed: Option<Vec<u8>>,
    /// Where they are.
    pub state: State,
    /// When they were saved.
    pub made_at: Timestamp,
    /// When they ended.
    pub ended_at: Option<Timestamp>,
}

/// Active wishes, with whose key opens them.
#[derive(Clone)]
pub struct ActiveWish {
    /// The municipality.
    pub municipality: MunicipalityId,
    /// Their key.
    pub id: Uuid,
    /// The referral.
    pub referral: ReferralId,
    /// Whose key opens them.
    pub resident: ResidentId,
    /// What is wished, sealed.
    pub sealed: Vec<u8>,
    /// When they were saved.
    pub made_at: Timestamp,
}

const INSERT: &str = "INSERT INTO saved_wish (municipality_id, id, referral_id, organisation_id, \
    account_id, sealed_wishes, status, made_at) VALUES ($1, $2, $3, $4, $5, $6, 'actief', $7)";
const OF_REFERRAL: &str = "SELECT id, organisation_id, sealed_wishes, status, reason, made_at, \
    ended_at FROM saved_wish WHERE municipality_id = $1 AND referral_id = $2 ORDER BY made_at, id";
const ACTIVE: &str = "SELECT w.municipality_id, w.id, w.referral_id, r.resident_id, \
    w.sealed_wishes, w.made_at FROM saved_wish w \
    JOIN referral r ON r.municipality_id = w.municipality_id AND r.id = w.referral_id \
    WHERE w.status = 'actief' AND w.sealed_wishes IS NOT NULL AND w.made_at < $1 AND w.id > $2 \
    AND r.owner_id IS NOT NULL AND r.guided ORDER BY w.id LIMIT 500";
const CLOSE_ONE: &str = "UPDATE saved_wish SET sealed_wishes = NULL, status = $1, reason = $2, \
    ended_at = $3 WHERE municipality_id = $4 AND referral_id = $5 AND id = $6 \
    AND organisation_id = $7 AND status = 'actief'";
const CLOSE_ALL: &str = "UPDATE saved_wish SET sealed_wishes = NULL, status = $1, reason = $2, \
    ended_at = $3 WHERE municipality_id = $4 AND referral_id = $5 AND status = 'actief' \
    AND ($6 = '' OR organisation_id = $6)";
const EXPIRE: &str = "UPDATE saved_wish SET sealed_wishes = NULL, status = $1, reason = $2, \
    ended_at = $3 WHERE status = 'actief' AND made_at < $4";
/// What was found for wishes that are active no more says what they were: it goes with them.
const CLEAR_OF: &str = "DELETE FROM saved_wish_offer WHERE municipality_id = $1 \
    AND saved_wish_id IN (SELECT id FROM saved_wish WHERE municipality_id = $1 \
    AND referral_id = $2 AND status <> 'actief')";
const CLEAR_EXPIRED: &str = "DELETE FROM saved_wish_offer WHERE EXISTS (SELECT 1 FROM saved_wish w \
    WHERE w.municipality_id = saved_wish_offer.municipality_id \
    AND w.id = saved_wish_offer.saved_wish_id AND w.status <> 'actief')";
const FOUND_HEAD: &str =
    "INSERT INTO saved_wish_offer (municipality_id, saved_wish_id, offer_id, found_at)";
const FOUND_TAIL: &str = " ON CONFLICT (municipality_id, saved_wish_id, offer_id) DO NOTHING \
    RETURNING saved_wish_id";
static FOUND: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    (1..=PAGE)
        .map(|rows| &*multi_row(FOUND_HEAD, 4, rows, FOUND_TAIL).leak())
        .collect()
});
const OFFERS_OF: &str = "SELECT f.saved_wish_id, f.offer_id FROM saved_wish_offer f \
    JOIN saved_wish w ON w.municipality_id = f.municipality_id AND w.id = f.saved_wish_id \
    WHERE w.municipality_id = $1 AND w.referral_id = $2 AND w.status = 'actief' \
    AND f.set_aside_at IS NULL ORDER BY f.found_at DESC, f.offer_id";
const SET_ASIDE: &str = "UPDATE saved_wish_offer SET set_aside_at = $1 WHERE municipality_id = $2 \
    AND saved_wish_id = $3 AND offer_id = $4 AND set_aside_at IS NULL";
const WAITING: &str = "SELECT w.referral_id, r.number, CAST(COUNT(*) AS BIGINT) AS offers \
    FROM saved_wish w JOIN referral r ON r.municipality_id = w.municipality_id \
    AND r.id = w.referral_id AND r.guided \
    JOIN saved_wish_offer f ON f.municipality_id = w.municipality_id AND f.saved_wish_id = w.id \
    AND f.set_aside_at IS NULL \
    JOIN offer o ON o.id = f.offer_id AND o.status = 'zichtbaar' \
    WHERE w.municipality_id = $1 AND w.organisation_id = $2 AND w.status = 'actief' \
    GROUP BY w.referral_id, r.number ORDER BY MIN(f.found_at), w.referral_id LIMIT 50";

/// Keeps wishes, sealed for their resident. Gives their key.
///
/// # Errors
/// When the database cannot be written.
pub async fn insert(
    tx: &mut Tx,
    municipality: MunicipalityId,
    referral: ReferralId,
    by: (OrganisationId, UserId),
    sealed: Vec<u8>,
    now: Timestamp,
) -> Result<Uuid, StoreError> {
    let id = fresh_uuid(now);
    query(INSERT)
        .bind(municipality.to_string())
        .bind(id.to_string())
        .bind(referral.to_string())
        .bind(by.0.to_string())
        .bind(by.1.to_string())
        .bind(sealed)
        .bind(now.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(id)
}

/// The wishes that were saved with one referral, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_referral(
    tx: &mut Tx,
    municipality: MunicipalityId,
    referral: ReferralId,
) -> Result<Vec<SavedWish>, StoreError> {
    let rows = query(OF_REFERRAL)
        .bind(municipality.to_string())
        .bind(referral.to_string())
        .fetch_all(tx.connection())
        .await?;
    rows.iter().map(read).collect()
}

fn read(row: &AnyRow) -> Result<SavedWish, StoreError> {
    let status: String = get(row, "status")?;
    let reason: Option<String> = get(row, "reason")?;
    let state = State::from_stored(&status, reason.as_deref());
    Ok(SavedWish {
        id: parsed(row, "id")?,
        organisation: parsed(row, "organisation_id")?,
        sealed: get(row, "sealed_wishes")?,
        state: state.ok_or(StoreError::Unreadable("saved_wish.status"))?,
        made_at: moment(row, "made_at")?,
        ended_at: moment_opt(row, "ended_at")?,
    })
}

/// The next active wishes that were saved before a moment, after this one: at most 500. Only of
/// open referrals of who is guided.
///
/// # Errors
/// When the database cannot be read.
pub async fn active(
    tx: &mut Tx,
    before: Timestamp,
    after: Option<Uuid>,
) -> Result<Vec<ActiveWish>, StoreError> {
    let rows = query(ACTIVE)
        .bind(before.as_microsecond())
        .bind(after.map(|id| id.to_string()).unwrap_or_default())
        .fetch_all(tx.connection())
        .await?;
    rows.iter()
        .map(|row| {
            Ok(ActiveWish {
                municipality: parsed(row, "municipality_id")?,
                id: parsed(row, "id")?,
                referral: parsed(row, "referral_id")?,
                resident: parsed(row, "resident_id")?,
                sealed: get(row, "sealed_wishes")?,
                made_at: moment(row, "made_at")?,
            })
        })
        .collect()
}

/// Closes one of an organisation's active wishes. `false` when it is not there, or ended already.
///
/// # Errors
/// When the database cannot be written.
pub async fn close_one(
    tx: &mut Tx,
    of: (MunicipalityId, ReferralId),
    id: Uuid,
    organisation: OrganisationId,
    to: State,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let done = query(CLOSE_ONE)
        .bind(to.code())
        .bind(to.reason())
        .bind(now.as_microsecond())
        .bind(of.0.to_string())
        .bind(of.1.to_string())
        .bind(id.to_string())
        .bind(organisation.to_string())
        .execute(tx.connection())
        .await?;
    let closed = done.rows_affected() == 1;
    if closed {
        clear_of(tx, of).await?;
    }
    Ok(closed)
}

/// Closes all active wishes of a referral, or those of one organisation. Gives how many there were.
///
/// # Errors
/// When the database cannot be written.
pub async fn close_all(
    tx: &mut Tx,
    of: (MunicipalityId, ReferralId),
    organisation: Option<OrganisationId>,
    to: State,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let done = query(CLOSE_ALL)
        .bind(to.code())
        .bind(to.reason())
        .bind(now.as_microsecond())
        .bind(of.0.to_string())
        .bind(of.1.to_string())
        .bind(organisation.map(|id| id.to_string()).unwrap_or_default())
        .execute(tx.connection())
        .await?;
    if done.rows_affected() > 0 {
        clear_of(tx, of).await?;
    }
    Ok(done.rows_affected())
}

async fn clear_of(tx: &mut Tx, of: (MunicipalityId, ReferralId)) -> Result<(), StoreError> {
    query(CLEAR_OF)
        .bind(of.0.to_string())
        .bind(of.1.to_string())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Ends the wishes that were saved before a moment. Gives how many there were.
///
/// # Errors
/// When the database cannot be written.
pub async fn expire(tx: &mut Tx, before: Timestamp, now: Timestamp) -> Result<u64, StoreError> {
    let to = State::Ended(End::Expired);
    let done = query(EXPIRE)
        .bind(to.code())
        .bind(to.reason())
        .bind(now.as_microsecond())
        .bind(before.as_microsecond())
        .execute(tx.connection())
        .await?;
    if done.rows_affected() > 0 {
        query(CLEAR_EXPIRED).execute(tx.connection()).await?;
    }
    Ok(done.rows_affected())
}

/// An offer that fits saved wishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The municipality of the wishes.
    pub municipality: MunicipalityId,
    /// The wishes.
    pub wish: Uuid,
    /// The offer.
    pub offer: OfferId,
}

/// Writes down what was found. Gives the wishes for which something is new.
///
/// # Errors
/// When the database cannot be written.
pub async fn found(tx: &mut Tx, all: &[Found], now: Timestamp) -> Result<Vec<Uuid>, StoreError> {
    let mut fresh = Vec::new();
    for page in all.chunks(PAGE) {
        let mut statement = query(AssertSqlSafe(FOUND[page.len() - 1]));
        for one in page {
            statement = statement
                .bind(one.municipality.to_string())
                .bind(one.wish.to_string())
                .bind(one.offer.to_string())
                .bind(now.as_microsecond());
        }
        for row in statement.fetch_all(tx.connection()).await? {
            fresh.push(parsed(&row, "saved_wish_id")?);
        }
    }
    Ok(fresh)
}

/// What was found for the active wishes of a referral and not put aside, newest first: the wishes
/// and the offer.
///
/// # Errors
/// When the database cannot be read.
pub async fn offers_of(
    on: &mut impl Connected,
    municipality: MunicipalityId,
    referral: ReferralId,
) -> Result<Vec<(Uuid, OfferId)>, StoreError> {
    let rows = query(OFFERS_OF)
        .bind(municipality.to_string())
        .bind(referral.to_string())
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| Ok((parsed(row, "saved_wish_id")?, parsed(row, "offer_id")?)))
        .collect()
}

/// Puts an offer aside: it does not suit after all. `false` when it was not found, or is put aside
/// already.
///
/// # Errors
/// When the database cannot be written.
pub async fn set_aside(tx: &mut Tx, found: Found, now: Timestamp) -> Result<bool, StoreError> {
    let done = query(SET_ASIDE)
        .bind(now.as_microsecond())
        .bind(found.municipality.to_string())
        .bind(found.wish.to_string())
        .bind(found.offer.to_string())
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// A referral for which something was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The referral.
    pub referral: ReferralId,
    /// Its number.
    pub number: String,
    /// How many offers.
    pub offers: u64,
}

/// The referrals for which something was found that an organisation's coaches have to look at,
/// longest waiting first, at most fifty.
///
/// # Errors
/// When the database cannot be read.
pub async fn waiting(
    on: &mut impl Connected,
    municipality: MunicipalityId,
    organisation: OrganisationId,
) -> Result<Vec<Waiting>, StoreError> {
    let rows = query(WAITING)
        .bind(municipality.to_string())
        .bind(organisation.to_string())
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Waiting {
                referral: parsed(row, "referral_id")?,
                number: get(row, "number")?,
                offers: number(row, "offers")?,
            })
        })
        .collect()
}
