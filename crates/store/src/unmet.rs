//! Gemist aanbod: wishes for which nothing fitted. The wish without the person; why nothing fitted
//! is somebody's own words, which may name one after all, and is sealed.

use std::collections::HashSet;
use std::sync::LazyLock;

use domain::ids::{MunicipalityId, OfferId, OrganisationId, UserId};
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, query};
use uuid::Uuid;

use crate::engine::{Connected, Tx};
use crate::key_store::fresh_uuid;
use crate::rows::{get, moment, moment_opt, multi_row, parsed, parsed_opt};
use crate::secrets::Secrets;
use crate::{StoreError, vault};

/// The words are sealed for this.
pub(crate) const SEALED_FOR: &str = "unmet demand";

const INSERT: &str = "INSERT INTO unmet_demand (municipality_id, id, organisation_id, account_id, \
    postcode, wish, sealed_reason, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const RECENT: &str = "SELECT id, account_id, postcode, wish, sealed_reason, made_at FROM unmet_demand \
    WHERE municipality_id = $1 AND made_at >= $2 AND met_at IS NULL ORDER BY made_at DESC, id DESC LIMIT 500";

/// More than a country misses in a year: what lies beyond is older.
const MISSED: &str = "SELECT account_id, postcode, wish, made_at FROM unmet_demand \
    WHERE met_at IS NULL AND made_at >= $1 ORDER BY made_at DESC, id DESC LIMIT 20000";
const OPEN: &str = "SELECT municipality_id, id, postcode, wish, made_at FROM unmet_demand \
    WHERE met_at IS NULL AND made_at < $1 ORDER BY made_at, id LIMIT 2000";
/// Pairs of a wish and an offer in one statement; what falls short repeats its last one.
const PAIRS: usize = 100;
static MET: LazyLock<&'static str> = LazyLock::new(|| {
    let pairs = multi_row("", 3, PAIRS, "");
    let pairs = pairs.trim_start();
    let first = 3 * PAIRS + 1;
    // Columns of a list of values have these names on both engines.
    format!(
        "UPDATE unmet_demand SET met_at = ${first}, met_offer = met.column3 FROM ({pairs}) met \
         WHERE unmet_demand.municipality_id = met.column1 AND unmet_demand.id = met.column2 \
         AND unmet_demand.met_at IS NULL RETURNING unmet_demand.id"
    )
    .leak()
});
/// For figures: met or not.
const OF_PERIOD: &str = "SELECT account_id, postcode, wish, made_at, met_at FROM unmet_demand \
    WHERE municipality_id = $1 AND made_at >= $2 ORDER BY made_at DESC, id DESC LIMIT 20000";
const REPORTED: &str = "SELECT organisation_id, account_id, met_offer FROM unmet_demand \
    WHERE id = $1";
const TO_COMPARE: &str = "SELECT id, COALESCE(fresh_at, 0) AS fresh_at FROM offer \
    WHERE status = 'zichtbaar' AND COALESCE(compared_at, -1) <> COALESCE(fresh_at, 0) \
    ORDER BY id LIMIT 2000";
const COMPARED: &str = "UPDATE offer SET compared_at = COALESCE(fresh_at, 0) \
    WHERE status = 'zichtbaar' AND COALESCE(compared_at, -1) <> COALESCE(fresh_at, 0) \
    AND id <= $1 AND COALESCE(fresh_at, 0) <= $2";

/// A wish that nothing met yet.
#[derive(Clone, Debug)]
pub struct OpenWish {
    /// The municipality where it was reported.
    pub municipality: MunicipalityId,
    /// Its id.
    pub id: Uuid,
    /// The four digits of the postcode.
    pub postcode: Option<String>,
    /// The wishes, as JSON without anything about the person.
    pub wish: String,
    /// When it was reported.
    pub made_at: Timestamp,
}

/// A wish for counting: nothing that was sealed, and nobody's name.
#[derive(Clone, Debug)]
pub struct MissedWish {
    /// Who reported it.
    pub reporter: UserId,
    /// The four digits of the postcode.
    pub postcode: Option<String>,
    /// The wishes, as JSON without anything about the person.
    pub wish: String,
    /// When it was reported.
    pub made_at: Timestamp,
}

/// Who reported a wish, and what met it.
#[derive(Clone, Debug)]
pub struct Reported {
    /// For whom they worked.
    pub organisation: OrganisationId,
    /// Who.
    pub user: UserId,
    /// The offer that met it.
    pub offer: Option<OfferId>,
}

/// Offers that are shown and became new or changed since they were last compared with open wishes,
/// with the moment they did; at most 2000.
///
/// # Errors
/// When the database cannot be read.
pub async fn to_compare(on: &mut impl Connected) -> Result<Vec<(OfferId, Timestamp)>, StoreError> {
    let rows = query(TO_COMPARE).fetch_all(on.connected()).await?;
    rows.iter()
        .map(|row| Ok((parsed(row, "id")?, moment(row, "fresh_at")?)))
        .collect()
}

/// Writes down that the offers of [`to_compare`] up to this one, and none that changed later, were
/// compared.
///
/// # Errors
/// When the database cannot be written.
pub async fn compared(tx: &mut Tx, last: OfferId, fresh: Timestamp) -> Result<(), StoreError> {
    query(COMPARED)
        .bind(last.to_string())
        .bind(fresh.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// The wishes reported before a moment that nothing met yet, oldest first, at most 2000.
///
/// # Errors
/// When the database cannot be read.
pub async fn open(tx: &mut Tx, before: Timestamp) -> Result<Vec<OpenWish>, StoreError> {
    let rows = query(OPEN)
        .bind(before.as_microsecond())
        .fetch_all(tx.connection())
        .await?;
    rows.iter()
        .map(|row| {
            Ok(OpenWish {
                municipality: parsed(row, "municipality_id")?,
                id: parsed(row, "id")?,
                postcode: get(row, "postcode")?,
                wish: get(row, "wish")?,
                made_at: moment(row, "made_at")?,
            })
        })
        .collect()
}

/// The wishes of all municipalities since a moment that nothing met yet, newest first, at most
/// 20,000. For counts that tell of nobody.
///
/// # Errors
/// When the database cannot be read.
pub async fn missed(
    on: &mut impl Connected,
    from: Timestamp,
) -> Result<Vec<MissedWish>, StoreError> {
    let rows = query(MISSED)
        .bind(from.as_microsecond())
        .fetch_all(on.connected())
        .await?;
    rows.iter().map(missed_wish).collect()
}

/// A municipality's wishes since a moment, newest first, at most 20,000, each with whether an offer
/// met it since. For counts that tell of nobody.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_period(
    on: &mut impl Connected,
    municipality: MunicipalityId,
    from: Timestamp,
) -> Result<Vec<(MissedWish, bool)>, StoreError> {
    let rows = query(OF_PERIOD)
        .bind(municipality.to_string())
        .bind(from.as_microsecond())
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| Ok((missed_wish(row)?, moment_opt(row, "met_at")?.is_some())))
        .collect()
}

fn missed_wish(row: &AnyRow) -> Result<MissedWish, StoreError> {
    Ok(MissedWish {
        reporter: parsed(row, "account_id")?,
        postcode: get(row, "postcode")?,
        wish: get(row, "wish")?,
        made_at: moment(row, "made_at")?,
    })
}

/// Writes down which offer met each wish. Gives the wishes that nothing had met before.
///
/// # Errors
/// When the database cannot be written.
pub async fn met(
    tx: &mut Tx,
    pairs: &[(&OpenWish, OfferId)],
    now: Timestamp,
) -> Result<HashSet<Uuid>, StoreError> {
    let mut first_met = HashSet::new();
    for page in pairs.chunks(PAIRS) {
        let mut statement = query(AssertSqlSafe(*MET));
        let last = page.last().into_iter().cycle();
        for (wish, offer) in page.iter().chain(last).take(PAIRS) {
            statement = statement
                .bind(wish.municipality.to_string())
                .bind(wish.id.to_string())
                .bind(offer.to_string());
        }
        let statement = statement.bind(now.as_microsecond());
        for row in &statement.fetch_all(tx.connection()).await? {
            first_met.insert(parsed(row, "id")?);
        }
    }
    Ok(first_met)
}

/// Who reported a wish, and what met it.
///
/// # Errors
/// When the database cannot be read.
pub async fn reported(tx: &mut Tx, id: Uuid) -> Result<Option<Reported>, StoreError> {
    let row = query(REPORTED)
        .bind(id.to_string())
        .fetch_optional(tx.connection())
        .await?;
    row.map(|row| {
        Ok(Reported {
            organisation: parsed(&row, "organisation_id")?,
            user: parsed(&row, "account_id")?,
            offer: parsed_opt(&row, "met_offer")?,
        })
    })
    .transpose()
}

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

/// The wishes since a moment that nothing met yet, newest first, at most 500.
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
