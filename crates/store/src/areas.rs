//! Municipalities, wijken and buurten by year with their borders, and what is measured in them. Public
//! and of the whole country: no municipality owns them, and nothing here is about a person.
//!
//! Each source has rows of its own. Of an area that several tell of, the first to tell holds.

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::geo::Point;
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, query};

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::many_rows::{self, ManyRows, full_pages};
use crate::rows::{get, number};

static AREAS: LazyLock<ManyRows> = LazyLock::new(|| {
    let head = "INSERT INTO area (code, year, kind, name, municipality_code, lat, lon, outline, \
        drawing, source, changed_at, since)";
    let tail = " ON CONFLICT (source, code, year) DO UPDATE SET kind = excluded.kind, \
        name = excluded.name, municipality_code = excluded.municipality_code, lat = excluded.lat, \
        lon = excluded.lon, outline = excluded.outline, drawing = excluded.drawing, \
        changed_at = excluded.changed_at";
    ManyRows::new(head, 12, tail)
});
static FIGURES: LazyLock<ManyRows> = LazyLock::new(|| {
    let head = "INSERT INTO area_figures (source, told_by, code, year, age, name, kind, figures, \
        changed_at, since)";
    let tail = " ON CONFLICT (source, told_by, code, year, age) DO UPDATE SET name = excluded.name, \
        kind = excluded.kind, figures = excluded.figures, changed_at = excluded.changed_at";
    ManyRows::new(head, 10, tail)
});
static END: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "DELETE FROM area WHERE source = $1 AND year = $2 AND code IN ({})",
        many_rows::keys_from(3)
    )
    .leak()
});
static END_FIGURES: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "DELETE FROM area_figures WHERE source = $1 AND told_by = $2 AND year = $3 AND age = $4 \
         AND code IN ({})",
        many_rows::keys_from(5)
    )
    .leak()
});
const KNOWN: &str = "SELECT code, name, outline FROM area WHERE source = $1 AND year = $2";
const HOLDERS: &str = "SELECT code, source FROM area WHERE year = $1 \
    ORDER BY code, since DESC, source DESC";
const KNOWN_FIGURES: &str = "SELECT code, age, name, figures FROM area_figures WHERE source = $1 \
    AND told_by = $2 AND year = $3";
const FIGURE_HOLDERS: &str = "SELECT code, age, told_by FROM area_figures WHERE source = $1 \
    AND year = $2 ORDER BY code, age, since DESC, told_by DESC";
const OF_MUNICIPALITY: &str = "SELECT code, year, kind, name, municipality_code, lat, lon, outline, \
    drawing, source FROM area WHERE municipality_code = $1 AND year = $2 \
    ORDER BY code, since, source";
/// The newest border that is known of each kind of area of each municipality.
const TO_DRAW: &str = "SELECT a.code, a.kind, a.name, a.municipality_code, a.drawing FROM area a \
    JOIN (SELECT municipality_code, kind, MAX(year) AS year FROM area \
    GROUP BY municipality_code, kind) newest ON newest.municipality_code = a.municipality_code \
    AND newest.kind = a.kind AND newest.year = a.year \
    ORDER BY a.code, a.since, a.source";
const FIGURES_OF: &str = "SELECT source, told_by, code, year, age, name, kind, figures \
    FROM area_figures WHERE code = $1 ORDER BY source, year, age, since, told_by";

/// An area in a year.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredArea {
    /// `GM`, `WK` or `BU` with its signs.
    pub code: String,
    /// Of which 1 January its border is.
    pub year: i16,
    /// `gemeente`, `wijk` or `buurt`.
    pub kind: String,
    /// Its name; not unique.
    pub name: String,
    /// The municipality it lies in.
    pub municipality: String,
    /// A point inside, for its name on a map.
    pub label: Point,
    /// Its border, as `exchange::areas::Outline` keeps it.
    pub outline: String,
    /// A simpler border, for drawing.
    pub drawing: String,
    /// Where it came from.
    pub source: String,
}

/// An area as a map shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnArea {
    /// `gemeente`, `wijk` or `buurt`.
    pub kind: String,
    /// Its name; not unique.
    pub name: String,
    /// The municipality it lies in.
    pub municipality: String,
    /// A simpler border, as `exchange::areas::Outline` keeps it.
    pub drawing: String,
}

/// What a source tells of an area in a year, of an age group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFigures {
    /// `key-figures` or `health-monitor`.
    pub source: String,
    /// Whose file told it.
    pub told_by: String,
    /// The area, by the code it had in that year.
    pub code: String,
    /// The year.
    pub year: i16,
    /// `18+`, `65+`; empty for everybody.
    pub age: String,
    /// The area's name.
    pub name: String,
    /// `land`, `gemeente`, `wijk` or `buurt`.
    pub kind: String,
    /// A line an indicator, as `exchange::figures::AreaFigures` keeps them.
    pub figures: String,
}

/// Name and border of every area of a source in a year, by code.
///
/// # Errors
/// When the database cannot be read.
pub async fn known(
    on: &mut impl Connected,
    source: &str,
    year: i16,
) -> Result<HashMap<String, (String, String)>, StoreError> {
    let rows = query(KNOWN)
        .bind(source.to_owned())
        .bind(i64::from(year))
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| Ok((get(row, "code")?, (get(row, "name")?, get(row, "outline")?))))
        .collect()
}

/// Whose word holds of every area of a year, by code.
///
/// # Errors
/// When the database cannot be read.
pub async fn holders(
    on: &mut impl Connected,
    year: i16,
) -> Result<HashMap<String, String>, StoreError> {
    let rows = query(HOLDERS)
        .bind(i64::from(year))
        .fetch_all(on.connected())
        .await?;
    // The first to tell comes last, and stays.
    rows.iter()
        .map(|row| Ok((get(row, "code")?, get(row, "source")?)))
        .collect()
}

/// Lets go of areas of a source in a year.
///
/// # Errors
/// When the database cannot be written.
pub async fn end(tx: &mut Tx, source: &str, year: i16, codes: &[String]) -> Result<(), StoreError> {
    for page in full_pages(codes) {
        let mut statement = query(AssertSqlSafe(*END))
            .bind(source.to_owned())
            .bind(i64::from(year));
        for code in page {
            statement = statement.bind(code);
        }
        statement.execute(tx.connection()).await?;
    }
    Ok(())
}

/// Name and figures of every area that somebody told of in a year, by code and age group.
///
/// # Errors
/// When the database cannot be read.
pub async fn known_figures(
    on: &mut impl Connected,
    source: &str,
    told_by: &str,
    year: i16,
) -> Result<HashMap<(String, String), (String, String)>, StoreError> {
    let rows = query(KNOWN_FIGURES)
        .bind(source.to_owned())
        .bind(told_by.to_owned())
        .bind(i64::from(year))
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| {
            let key = (get(row, "code")?, get(row, "age")?);
            Ok((key, (get(row, "name")?, get(row, "figures")?)))
        })
        .collect()
}

/// Whose word holds of the figures of a year, by code and age group.
///
/// # Errors
/// When the database cannot be read.
pub async fn figure_holders(
    on: &mut impl Connected,
    source: &str,
    year: i16,
) -> Result<HashMap<(String, String), String>, StoreError> {
    let rows = query(FIGURE_HOLDERS)
        .bind(source.to_owned())
        .bind(i64::from(year))
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| {
            let key = (get(row, "code")?, get(row, "age")?);
            Ok((key, get(row, "told_by")?))
        })
        .collect()
}

/// Lets go of the figures that somebody told of these areas, in a year and of an age group.
///
/// # Errors
/// When the database cannot be written.
pub async fn end_figures(
    tx: &mut Tx,
    (source, told_by): (&str, &str),
    (year, age): (i16, &str),
    codes: &[String],
) -> Result<(), StoreError> {
    for page in full_pages(codes) {
        let mut statement = query(AssertSqlSafe(*END_FIGURES))
            .bind(source.to_owned())
            .bind(told_by.to_owned())
            .bind(i64::from(year))
            .bind(age.to_owned());
        for code in page {
            statement = statement.bind(code);
        }
        statement.execute(tx.connection()).await?;
    }
    Ok(())
}

/// Keeps areas; known ones are renewed. None may stand twice among them.
///
/// # Errors
/// When the database cannot be written.
pub async fn keep(tx: &mut Tx, all: &[StoredArea], now: Timestamp) -> Result<(), StoreError> {
    let rows = all.iter().map(|area| {
        vec![
            area.code.as_str().into(),
            i64::from(area.year).into(),
            area.kind.as_str().into(),
            area.name.as_str().into(),
            area.municipality.as_str().into(),
            area.label.lat.into(),
            area.label.lon.into(),
            area.outline.as_str().into(),
            area.drawing.as_str().into(),
            area.source.as_str().into(),
            now.as_microsecond().into(),
            now.as_microsecond().into(),
        ]
    });
    AREAS.put(tx, rows.collect()).await
}

/// Keeps figures; known ones are renewed. None may stand twice among them.
///
/// # Errors
/// When the database cannot be written.
pub async fn keep_figures(
    tx: &mut Tx,
    all: &[StoredFigures],
    now: Timestamp,
) -> Result<(), StoreError> {
    let rows = all.iter().map(|one| {
        vec![
            one.source.as_str().into(),
            one.told_by.as_str().into(),
            one.code.as_str().into(),
            i64::from(one.year).into(),
            one.age.as_str().into(),
            one.name.as_str().into(),
            one.kind.as_str().into(),
            one.figures.as_str().into(),
            now.as_microsecond().into(),
            now.as_microsecond().into(),
        ]
    });
    FIGURES.put(tx, rows.collect()).await
}

/// The areas of a municipality in a year, itself among them, by code.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_municipality(
    on: &mut impl Connected,
    municipality: &str,
    year: i16,
) -> Result<Vec<StoredArea>, StoreError> {
    let rows = query(OF_MUNICIPALITY)
        .bind(municipality.to_owned())
        .bind(i64::from(year))
        .fetch_all(on.connected())
        .await?;
    let all: Result<Vec<StoredArea>, StoreError> = rows
        .iter()
        .map(|row| {
            Ok(StoredArea {
                code: get(row, "code")?,
                year: number(row, "year")?,
                kind: get(row, "kind")?,
                name: get(row, "name")?,
                municipality: get(row, "municipality_code")?,
                label: Point {
                    lat: get(row, "lat")?,
                    lon: get(row, "lon")?,
                },
                outline: get(row, "outline")?,
                drawing: get(row, "drawing")?,
                source: get(row, "source")?,
            })
        })
        .collect();
    let mut all = all?;
    all.dedup_by(|later, first| later.code == first.code);
    Ok(all)
}

/// Every area for drawing, by code: of each municipality the newest borders of each kind.
///
/// # Errors
/// When the database cannot be read.
pub async fn to_draw(on: &mut impl Connected) -> Result<Vec<DrawnArea>, StoreError> {
    let rows = query(TO_DRAW).fetch_all(on.connected()).await?;
    let mut drawn = Vec::with_capacity(rows.len());
    let mut last = String::new();
    for row in &rows {
        let code: String = get(row, "code")?;
        if code == last {
            continue;
        }
        drawn.push(DrawnArea {
            kind: get(row, "kind")?,
            name: get(row, "name")?,
            municipality: get(row, "municipality_code")?,
            drawing: get(row, "drawing")?,
        });
        last = code;
    }
    Ok(drawn)
}

/// What holds of one area, by source, year and age group.
///
/// # Errors
/// When the database cannot be read.
pub async fn figures_of(
    on: &mut impl Connected,
    code: &str,
) -> Result<Vec<StoredFigures>, StoreError> {
    let rows = query(FIGURES_OF)
        .bind(code.to_owned())
        .fetch_all(on.connected())
        .await?;
    let all: Result<Vec<StoredFigures>, StoreError> = rows
        .iter()
        .map(|row| {
            Ok(StoredFigures {
                source: get(row, "source")?,
                told_by: get(row, "told_by")?,
                code: get(row, "code")?,
                year: number(row, "year")?,
                age: get(row, "age")?,
                name: get(row, "name")?,
                kind: get(row, "kind")?,
                figures: get(row, "figures")?,
            })
        })
        .collect();
    let mut all = all?;
    let about = |one: &StoredFigures| (one.source.clone(), one.year, one.age.clone());
    all.dedup_by(|later, first| about(later) == about(first));
    Ok(all)
}
