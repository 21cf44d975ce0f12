//! Where postcodes are, as each source tells it. Of a code that several tell of, the first to tell
//! holds: another source never moves it, and stands in when the first lets go of it.

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::geo::Point;
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, query};

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::many_rows::{self, ManyRows, full_pages};
use crate::rows::get;

/// A postcode and the place it stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// `5211` or `5211AB`.
    pub code: String,
    /// A point inside it.
    pub point: Point,
    /// The place's name.
    pub place: Option<String>,
    /// The municipality's CBS code.
    pub municipality: Option<String>,
}

static KEEP: LazyLock<ManyRows> = LazyLock::new(|| {
    let head = "INSERT INTO postcode (source, code, lat, lon, place, municipality_id, since)";
    let tail = " ON CONFLICT (source, code) DO UPDATE SET lat = excluded.lat, lon = excluded.lon, \
        place = excluded.place, municipality_id = excluded.municipality_id";
    ManyRows::new(head, 7, tail)
});
static END: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "DELETE FROM postcode WHERE source = $1 AND code IN ({})",
        many_rows::keys_from(2)
    )
    .leak()
});
const OF_SOURCE: &str =
    "SELECT code, lat, lon, place, municipality_id FROM postcode WHERE source = $1";
const ALL: &str = "SELECT source, code, lat, lon, place, municipality_id FROM postcode \
    ORDER BY code, since, source";

/// Keeps postcodes of a source; its known ones are renewed. None may stand twice among them.
///
/// # Errors
/// When the database cannot be written.
pub async fn upsert(
    tx: &mut Tx,
    source: &str,
    all: &[Known],
    now: Timestamp,
) -> Result<(), StoreError> {
    let rows = all.iter().map(|one| {
        vec![
            source.into(),
            one.code.as_str().into(),
            one.point.lat.into(),
            one.point.lon.into(),
            one.place.as_deref().into(),
            one.municipality.as_deref().into(),
            now.as_microsecond().into(),
        ]
    });
    KEEP.put(tx, rows.collect()).await
}

/// Lets go of codes of a source.
///
/// # Errors
/// When the database cannot be written.
pub async fn end(tx: &mut Tx, source: &str, codes: &[String]) -> Result<(), StoreError> {
    for page in full_pages(codes) {
        let mut statement = query(AssertSqlSafe(*END)).bind(source.to_owned());
        for code in page {
            statement = statement.bind(code);
        }
        statement.execute(tx.connection()).await?;
    }
    Ok(())
}

/// What a source tells, by code.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_source(
    on: &mut impl Connected,
    source: &str,
) -> Result<HashMap<String, Known>, StoreError> {
    let rows = query(OF_SOURCE)
        .bind(source.to_owned())
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| Ok((get(row, "code")?, read(row)?)))
        .collect()
}

/// Every postcode with the source that holds, for the look-up in memory.
///
/// # Errors
/// When the database cannot be read.
pub async fn all(on: &mut impl Connected) -> Result<Vec<(String, Known)>, StoreError> {
    let rows = query(ALL).fetch_all(on.connected()).await?;
    let all: Result<Vec<(String, Known)>, StoreError> = rows
        .iter()
        .map(|row| Ok((get(row, "source")?, read(row)?)))
        .collect();
    let mut all = all?;
    all.dedup_by(|later, first| later.1.code == first.1.code);
    Ok(all)
}

fn read(row: &sqlx::any::AnyRow) -> Result<Known, StoreError> {
    Ok(Known {
        code: get(row, "code")?,
        point: Point {
            lat: get(row, "lat")?,
            lon: get(row, "lon")?,
        },
        place: get(row, "place")?,
        municipality: get(row, "municipality_id")?,
    })
}
