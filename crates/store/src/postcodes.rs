//! Where postcodes are.

use std::sync::LazyLock;

use domain::geo::Point;
use sqlx::{AssertSqlSafe, query};

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::rows::{get, multi_row};

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

const BLOCK: usize = 100;
const HEAD: &str = "INSERT INTO postcode (code, lat, lon, place, municipality_id)";
const TAIL: &str = " ON CONFLICT (code) DO UPDATE SET lat = excluded.lat, lon = excluded.lon, \
    place = excluded.place, municipality_id = excluded.municipality_id";
static ONE: LazyLock<&'static str> = LazyLock::new(|| multi_row(HEAD, 5, 1, TAIL).leak());
static MANY: LazyLock<&'static str> = LazyLock::new(|| multi_row(HEAD, 5, BLOCK, TAIL).leak());
const ALL: &str = "SELECT code, lat, lon, place, municipality_id FROM postcode ORDER BY code";

/// Keeps postcodes; known ones are renewed.
///
/// # Errors
/// When the database cannot be written.
pub async fn upsert(tx: &mut Tx, rows: &[Known]) -> Result<(), StoreError> {
    for block in rows.chunks(BLOCK) {
        if block.len() == BLOCK {
            insert(tx, *MANY, block).await?;
        } else {
            for row in block {
                insert(tx, *ONE, std::slice::from_ref(row)).await?;
            }
        }
    }
    Ok(())
}

async fn insert(tx: &mut Tx, sql: &'static str, rows: &[Known]) -> Result<(), StoreError> {
    let mut statement = query(AssertSqlSafe(sql));
    for row in rows {
        statement = statement
            .bind(row.code.clone())
            .bind(row.point.lat)
            .bind(row.point.lon)
            .bind(row.place.clone())
            .bind(row.municipality.clone());
    }
    statement.execute(tx.connection()).await?;
    Ok(())
}

/// Every postcode, for the look-up in memory.
///
/// # Errors
/// When the database cannot be read.
pub async fn all(on: &mut impl Connected) -> Result<Vec<Known>, StoreError> {
    let rows = query(ALL).fetch_all(on.connected()).await?;
    rows.iter()
        .map(|row| {
            Ok(Known {
                code: get(row, "code")?,
                point: Point {
                    lat: get(row, "lat")?,
                    lon: get(row, "lon")?,
                },
                place: get(row, "place")?,
                municipality: get(row, "municipality_id")?,
            })
        })
        .collect()
}
