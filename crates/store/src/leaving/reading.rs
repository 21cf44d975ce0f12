//! All that is a municipality's, as it stood at one moment: in pages, opened or as it lies there.
//!
//! One transaction that only reads sees the same moment in every table, on both engines, while
//! others go on writing.

use domain::ids::MunicipalityId;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::{Arguments, AssertSqlSafe, Executor, Row, query_with};

use super::opening::{self, Opening, Sealed};
use super::tables;
use crate::StoreError;
use crate::engine::{Connected, Engine, Reading, Store};
use crate::rows::get;
use crate::schema::{Column, Kind, Table};

/// How many rows a page has.
const PAGE: usize = 500;

/// A value, opened. Cannot be printed.
#[derive(Clone, PartialEq)]
pub enum Cell {
    /// Nothing stands there.
    Nothing,
    /// Words.
    Text(String),
    /// A figure.
    Whole(i64),
    /// A figure with a fraction.
    Real(f64),
    /// Yes or no.
    Flag(bool),
    /// A moment.
    At(Timestamp),
}

impl Cell {
    pub(super) fn words(text: Option<&str>) -> Self {
        text.map_or(Self::Nothing, |text| Self::Text(text.to_owned()))
    }
}

/// A row, opened: a cell for each of [`fields`].
pub struct Opened {
    /// Its cells.
    pub cells: Vec<Cell>,
    /// How many sealed values nobody can read any more, because their key is gone.
    pub unreadable: u64,
}

/// The names of the cells of a table's rows: its columns, and for a sealed one what lies in it.
#[must_use]
pub fn fields(table: &Table) -> Vec<&str> {
    let columns = tables::columns(table).into_iter();
    columns
        .flat_map(|column| match opening::of(&table.name, &column.name) {
            Some(opening) => opening.fields.to_vec(),
            None => vec![column.name.as_str()],
        })
        .collect()
}

/// A municipality's rows at one moment.
pub struct Snapshot {
    reading: Reading,
    store: Store,
    home: String,
}

/// A row as it lies there.
struct Raw {
    values: Vec<Value>,
    sealed: Vec<Sealed>,
}

enum Value {
    Cell(Cell),
    /// The next of the sealed ones.
    Sealed,
}

/// Where a page ended.
type Place = Vec<KeyValue>;

#[derive(Clone)]
enum KeyValue {
    Text(String),
    Whole(i64),
}

impl Snapshot {
    /// Begins to look at a moment: that of the first row that is read.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn of(store: &Store, home: MunicipalityId) -> Result<Self, StoreError> {
        let mut reading = store.read().await?.apart();
        let begin = match store.engine() {
            Engine::Sqlite => "BEGIN",
            Engine::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
        };
        reading.connected().execute(begin).await?;
        Ok(Self {
            reading,
            store: store.clone(),
            home: home.to_string(),
        })
    }

    /// Reads a table's rows opened, a page at a time; gives a digest of them as they lie there.
    ///
    /// # Errors
    /// When the database cannot be read, or `take` says no.
    pub async fn open<E: From<StoreError>>(
        &mut self,
        table: &'static Table,
        mut take: impl FnMut(Opened) -> Result<(), E>,
    ) -> Result<String, E> {
        let mut digest = Sha256::new();
        let mut after = None;
        loop {
            let (rows, last) = self.page(table, after, &mut digest).await?;
            let sealed = rows.iter().flat_map(|row| &row.sealed);
            let keys = opening::keys_of(self.store.keys(), sealed).await?;
            for row in rows {
                let mut opened = Opened {
                    cells: Vec::with_capacity(row.values.len()),
                    unreadable: 0,
                };
                let mut sealed = row.sealed.iter();
                for value in row.values {
                    match value {
                        Value::Cell(cell) => opened.cells.push(cell),
                        Value::Sealed => {
                            let Some(one) = sealed.next() else { continue };
                            let cells = one.open(&keys, self.store.secrets())?;
                            opened.unreadable += u64::from(cells.is_none());
                            let nothing = || vec![Cell::Nothing; one.opening.fields.len()];
                            opened.cells.extend(cells.unwrap_or_else(nothing));
                        }
                    }
                }
                take(opened)?;
            }
            match last {
                Some(last) => after = Some(last),
                None => return Ok(hex(digest)),
            }
        }
    }

    /// The digest of a table's rows as they lie there.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn digest(&mut self, table: &'static Table) -> Result<String, StoreError> {
        let mut digest = Sha256::new();
        let mut after = None;
        loop {
            match self.page(table, after, &mut digest).await?.1 {
                Some(last) => after = Some(last),
                None => return Ok(hex(digest)),
            }
        }
    }

    /// Where the municipality's log stands: the number of its newest seal and its link.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn log_end(&mut self) -> Result<(i64, String), StoreError> {
        super::record::log_end(&mut self.reading, &self.home).await
    }

    /// Looks no more. To be called however reading went: the connection goes back to others.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn end(mut self) -> Result<(), StoreError> {
        self.reading.connected().execute("ROLLBACK").await?;
        Ok(())
    }

    async fn page(
        &mut self,
        table: &'static Table,
        after: Option<Place>,
        digest: &mut Sha256,
    ) -> Result<(Vec<Raw>, Option<Place>), StoreError> {
        let sql = statement(table, after.is_some());
        let mut arguments = AnyArguments::default();
        let added = arguments.add(self.home.clone());
        added.map_err(sqlx::Error::Encode)?;
        for value in after.into_iter().flatten() {
            let added = match value {
                KeyValue::Text(text) => arguments.add(text),
                KeyValue::Whole(number) => arguments.add(number),
            };
            added.map_err(sqlx::Error::Encode)?;
        }
        let rows = query_with(AssertSqlSafe(sql), arguments)
            .fetch_all(self.reading.connected())
            .await?;
        let last = match rows.last() {
            Some(row) if rows.len() == PAGE => Some(place_of(table, row)?),
            _ => None,
        };
        let mut raw = Vec::with_capacity(rows.len());
        for row in &rows {
            raw.push(read(table, row, digest)?);
        }
        Ok((raw, last))
    }
}

fn statement(table: &Table, goes_on: bool) -> String {
    let name = &table.name;
    let mut wanted: Vec<String> = Vec::new();
    let mut whose: Vec<&str> = Vec::new();
    for column in tables::columns(table) {
        wanted.push(expression(column));
        whose.extend(opening::of(name, &column.name).map(|opening| opening.whose));
    }
    wanted.extend(whose.into_iter().map(str::to_owned));
    let condition = tables::exported_when(table).unwrap_or("1 = 0");
    let key = table.key.join(", ");
    let further = match goes_on {
        true => {
            let places: Vec<String> = (0..table.key.len())
                .map(|at| format!("${}", at + 2))
                .collect();
            format!(" AND ({key}) > ({})", places.join(", "))
        }
        false => String::new(),
    };
    format!(
        "SELECT {} FROM {name} WHERE {condition}{further} ORDER BY {key} LIMIT {PAGE}",
        wanted.join(", ")
    )
}

/// A column; a flag as a number, since SQLite's cannot be read back (decision 0014).
fn expression(column: &Column) -> String {
    let name = &column.name;
    match column.kind {
        Kind::Flag => format!(
            "CAST(CASE WHEN {name} IS NULL THEN NULL WHEN {name} THEN 1 ELSE 0 END AS BIGINT) \
             AS {name}"
        ),
        _ => name.clone(),
    }
}

fn place_of(table: &Table, row: &AnyRow) -> Result<Place, StoreError> {
    let columns = tables::columns(table);
    table
        .key
        .iter()
        .map(|name| {
            let at = columns.iter().position(|column| column.name == *name);
            let at = at.ok_or(StoreError::Unreadable("a key that is not exported"))?;
            Ok(match columns[at].kind {
                Kind::Whole => KeyValue::Whole(row.try_get(at)?),
                _ => KeyValue::Text(row.try_get(at)?),
            })
        })
        .collect()
}

fn read(table: &Table, row: &AnyRow, digest: &mut Sha256) -> Result<Raw, StoreError> {
    let columns = tables::columns(table);
    let mut raw = Raw {
        values: Vec::with_capacity(columns.len()),
        sealed: Vec::new(),
    };
    for (at, column) in columns.iter().enumerate() {
        let opening = opening::of(&table.name, &column.name);
        if let Some(opening) = opening {
            raw.sealed
                .push(sealed(row, at, columns.len() + raw.sealed.len(), opening)?);
            let bytes = raw.sealed.last().and_then(|one| one.bytes.as_deref());
            feed(digest, bytes);
            raw.values.push(Value::Sealed);
            continue;
        }
        let cell = match column.kind {
            Kind::Text => row.try_get::<Option<String>, _>(at)?.map(Cell::Text),
            Kind::Whole => row.try_get::<Option<i64>, _>(at)?.map(Cell::Whole),
            Kind::Real => row.try_get::<Option<f64>, _>(at)?.map(Cell::Real),
            Kind::Flag => row
                .try_get::<Option<i64>, _>(at)?
                .map(|flag| Cell::Flag(flag == 1)),
            Kind::Bytes => return Err(StoreError::Unreadable("a sealed column without a key")),
        };
        let cell = cell.unwrap_or(Cell::Nothing);
        match &cell {
            Cell::Text(text) => feed(digest, Some(text.as_bytes())),
            Cell::Whole(number) => feed(digest, Some(&number.to_le_bytes())),
            Cell::Real(number) => feed(digest, Some(&number.to_le_bytes())),
            Cell::Flag(flag) => feed(digest, Some(&[u8::from(*flag)])),
            Cell::Nothing | Cell::At(_) => feed(digest, None),
        }
        raw.values.push(Value::Cell(as_moment(&column.name, cell)));
    }
    Ok(raw)
}

fn sealed(
    row: &AnyRow,
    at: usize,
    whose: usize,
    opening: &'static Opening,
) -> Result<Sealed, StoreError> {
    Ok(Sealed {
        opening,
        whose: row.try_get(whose)?,
        bytes: row.try_get(at)?,
    })
}

/// Moments are kept as microseconds, in columns named so.
fn as_moment(name: &str, cell: Cell) -> Cell {
    let is_moment = name == "at" || name.ends_with("_at") || name == "removed_until";
    match cell {
        Cell::Whole(micros) if is_moment => {
            Timestamp::from_microsecond(micros).map_or(Cell::Whole(micros), Cell::At)
        }
        other => other,
    }
}

/// A value under the digest, with its length before it, so that no two rows meet.
fn feed(digest: &mut Sha256, value: Option<&[u8]>) {
    match value {
        Some(value) => {
            digest.update((value.len() as u64).to_le_bytes());
            digest.update(value);
        }
        None => digest.update(u64::MAX.to_le_bytes()),
    }
}

fn hex(digest: Sha256) -> String {
    data_encoding::HEXLOWER.encode(&digest.finalize())
}

/// How many rows of a table are a municipality's.
///
/// # Errors
/// When the database cannot be read.
pub async fn count(
    on: &mut impl Connected,
    table: &Table,
    home: MunicipalityId,
) -> Result<i64, StoreError> {
    let Some(condition) = tables::condition(table) else {
        return Ok(0);
    };
    let sql = format!(
        "SELECT CAST(COUNT(*) AS BIGINT) AS total FROM {} WHERE {condition}",
        table.name
    );
    let row = sqlx::query(AssertSqlSafe(sql))
        .bind(home.to_string())
        .fetch_one(on.connected())
        .await?;
    get(&row, "total")
}
