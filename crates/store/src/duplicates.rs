//! Offers of two sources that may be one, and what somebody said of each such pair. For
//! `actions::duplicates`; nothing is merged here without a verdict.

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::codes::Activity;
use domain::geo::Point;
use domain::ids::{MunicipalityId, OfferId};
use jiff::Timestamp;
use sqlx::query;

use crate::StoreError;
use crate::engine::Tx;
use crate::many_rows::ManyRows;
use crate::rows::{get, number, number_opt, parsed};

const SHOWN: &str = "SELECT o.id, o.source, o.title, o.activity, o.postcode, o.lat, o.lon, \
    p.name AS provider FROM offer o JOIN organisation p ON p.id = o.provider_id \
    WHERE o.municipality_id = $1 AND o.status = 'zichtbaar' ORDER BY o.id";
const MOMENTS: &str = "SELECT s.offer_id, s.weekday, s.begins FROM offer_session s \
    JOIN offer o ON o.municipality_id = s.municipality_id AND o.id = s.offer_id \
    WHERE s.municipality_id = $1 AND o.status = 'zichtbaar' AND s.status = 'zichtbaar' \
    AND s.weekday < 7 AND s.begins IS NOT NULL";
const SOURCES: &str = "SELECT CAST(COUNT(DISTINCT source) AS BIGINT) AS sources FROM offer \
    WHERE municipality_id = $1 AND status = 'zichtbaar'";
static PROPOSE: LazyLock<ManyRows> = LazyLock::new(|| {
    let head = "INSERT INTO offer_pair (municipality_id, first_id, second_id, likeness, verdict)";
    // What was judged stays judged.
    ManyRows::new(
        head,
        5,
        " ON CONFLICT (municipality_id, first_id, second_id) DO NOTHING",
    )
});
const OPEN: &str = "SELECT w.first_id, w.second_id, w.likeness, a.title AS first_title, \
    b.title AS second_title, a.source AS first_source, b.source AS second_source, \
    p.name AS first_provider, q.name AS second_provider, \
    COALESCE(a.address, '') AS first_address, COALESCE(b.address, '') AS second_address \
    FROM offer_pair w \
    JOIN offer a ON a.municipality_id = w.municipality_id AND a.id = w.first_id \
    JOIN offer b ON b.municipality_id = w.municipality_id AND b.id = w.second_id \
    JOIN organisation p ON p.id = a.provider_id JOIN organisation q ON q.id = b.provider_id \
    WHERE w.municipality_id = $1 AND w.verdict = 'open' AND a.status = 'zichtbaar' \
    AND b.status = 'zichtbaar' ORDER BY w.likeness DESC, w.first_id, w.second_id LIMIT $2";
const JUDGE: &str = "UPDATE offer_pair SET verdict = $1, hidden_id = $2, judged_at = $3, \
    judged_by = $4 WHERE municipality_id = $5 AND first_id = $6 AND second_id = $7 \
    AND verdict = 'open'";
const HIDE: &str = "UPDATE offer SET status = 'verborgen', changed_at = $1 \
    WHERE municipality_id = $2 AND id = $3 AND status = 'zichtbaar'";

/// What is compared of an offer.
#[derive(Clone, Debug)]
pub struct Comparable {
    /// Which.
    pub id: OfferId,
    /// Where it came from.
    pub source: String,
    /// What it is called.
    pub title: String,
    /// Who organises it.
    pub provider: String,
    /// What people do.
    pub activity: Activity,
    /// Its postcode as stored.
    pub postcode: Option<String>,
    /// Where.
    pub point: Option<Point>,
    /// Its days (0 is Monday) and the hours at which it begins.
    pub moments: Vec<(u8, String)>,
}

/// One of two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// Which offer.
    pub id: OfferId,
    /// What it is called.
    pub title: String,
    /// Who organises it.
    pub provider: String,
    /// Where it came from.
    pub source: String,
    /// Where it is; empty when not told.
    pub address: String,
}

/// Two offers that may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The one with the lower id.
    pub first: Side,
    /// The other.
    pub second: Side,
    /// How alike they are, out of a hundred.
    pub likeness: u8,
}

/// Every offer that is shown in a municipality; empty when all come from one source, since one
/// source does not double itself.
///
/// # Errors
/// When the database cannot be read.
pub async fn comparable(
    tx: &mut Tx,
    municipality: MunicipalityId,
) -> Result<Vec<Comparable>, StoreError> {
    let id = municipality.to_string();
    let sources = query(SOURCES)
        .bind(id.clone())
        .fetch_one(tx.connection())
        .await?;
    if number::<u64>(&sources, "sources")? < 2 {
        return Ok(Vec::new());
    }
    let mut moments: HashMap<String, Vec<(u8, String)>> = HashMap::new();
    for row in &query(MOMENTS)
        .bind(id.clone())
        .fetch_all(tx.connection())
        .await?
    {
        let day: Option<u8> = number_opt(row, "weekday")?;
        let own = moments.entry(get(row, "offer_id")?).or_default();
        own.push((day.unwrap_or_default(), get(row, "begins")?));
    }
    let rows = query(SHOWN).bind(id).fetch_all(tx.connection()).await?;
    rows.iter()
        .map(|row| {
            let (lat, lon): (Option<f64>, Option<f64>) = (get(row, "lat")?, get(row, "lon")?);
            let id: OfferId = parsed(row, "id")?;
            Ok(Comparable {
                id,
                source: get(row, "source")?,
                title: get(row, "title")?,
                provider: get(row, "provider")?,
                activity: parsed(row, "activity")?,
                postcode: get(row, "postcode")?,
                point: lat.zip(lon).and_then(|(lat, lon)| Point::new(lat, lon)),
                moments: moments.remove(&id.to_string()).unwrap_or_default(),
            })
        })
        .collect()
}

/// Puts pairs on the list, each with how alike they are; those that are on it already stay as they
/// were judged. The lower id comes first, and no pair stands twice among them.
///
/// # Errors
/// When the database cannot be written.
pub async fn propose(
    tx: &mut Tx,
    municipality: MunicipalityId,
    pairs: &[(OfferId, OfferId, u8)],
) -> Result<(), StoreError> {
    let rows = pairs.iter().map(|(first, second, likeness)| {
        vec![
            municipality.to_string().into(),
            first.to_string().into(),
            second.to_string().into(),
            i64::from(*likeness).into(),
            "open".into(),
        ]
    });
    PROPOSE.put(tx, rows.collect()).await
}

/// The pairs that nobody judged yet and of which both are shown, most alike first.
///
/// # Errors
/// When the database cannot be read.
pub async fn open(
    tx: &mut Tx,
    municipality: MunicipalityId,
    most: u32,
) -> Result<Vec<Pair>, StoreError> {
    let rows = query(OPEN)
        .bind(municipality.to_string())
        .bind(i64::from(most))
        .fetch_all(tx.connection())
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Pair {
                first: Side {
                    id: parsed(row, "first_id")?,
                    title: get(row, "first_title")?,
                    provider: get(row, "first_provider")?,
                    source: get(row, "first_source")?,
                    address: get(row, "first_address")?,
                },
                second: Side {
                    id: parsed(row, "second_id")?,
                    title: get(row, "second_title")?,
                    provider: get(row, "second_provider")?,
                    source: get(row, "second_source")?,
                    address: get(row, "second_address")?,
                },
                likeness: number(row, "likeness")?,
            })
        })
        .collect()
}

/// Keeps what somebody said of a pair: that they are two, or that they are one and which of them is
/// shown no more. `false` when there is no such pair that waits for a verdict.
///
/// # Errors
/// When the database cannot be written.
pub async fn judge(
    tx: &mut Tx,
    municipality: MunicipalityId,
    (first, second): (OfferId, OfferId),
    hidden: Option<OfferId>,
    by: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let verdict = if hidden.is_some() { "een" } else { "twee" };
    let judged = query(JUDGE)
        .bind(verdict)
        .bind(hidden.map(|id| id.to_string()))
        .bind(now.as_microsecond())
        .bind(by.to_owned())
        .bind(municipality.to_string())
        .bind(first.to_string())
        .bind(second.to_string())
        .execute(tx.connection())
        .await?;
    if judged.rows_affected() == 0 {
        return Ok(false);
    }
    if let Some(hidden) = hidden {
        query(HIDE)
            .bind(now.as_microsecond())
            .bind(municipality.to_string())
            .bind(hidden.to_string())
            .execute(tx.connection())
            .await?;
    }
    Ok(true)
}
