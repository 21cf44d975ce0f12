//! Reading rows of either engine, and lists of placeholders of fixed sizes.

use std::str::FromStr;

use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{ColumnIndex, Decode, Row, Type};

use crate::StoreError;

/// How many rows a list reads at most at a time: the page size of surface.md, section 10.
pub const PAGE: usize = 20;

/// A column's value.
pub fn get<'r, T>(row: &'r AnyRow, column: &'static str) -> Result<T, StoreError>
where
    T: Decode<'r, sqlx::Any> + Type<sqlx::Any>,
    &'static str: ColumnIndex<AnyRow>,
{
    row.try_get(column).map_err(StoreError::Database)
}

/// A column's text, read as `T`.
pub fn parsed<T: FromStr>(row: &AnyRow, column: &'static str) -> Result<T, StoreError> {
    get::<String>(row, column)?
        .parse()
        .map_err(|_| StoreError::Unreadable(column))
}

/// A column's text read as `T`, when there is one.
pub fn parsed_opt<T: FromStr>(row: &AnyRow, column: &'static str) -> Result<Option<T>, StoreError> {
    match get::<Option<String>>(row, column)? {
        Some(text) => text
            .parse()
            .map(Some)
            .map_err(|_| StoreError::Unreadable(column)),
        None => Ok(None),
    }
}

/// A moment.
pub fn moment(row: &AnyRow, column: &'static str) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(get(row, column)?).map_err(|_| StoreError::Unreadable(column))
}

/// A moment, when there is one.
pub fn moment_opt(row: &AnyRow, column: &'static str) -> Result<Option<Timestamp>, StoreError> {
    match get::<Option<i64>>(row, column)? {
        Some(micros) => {
            let read = Timestamp::from_microsecond(micros);
            read.map(Some).map_err(|_| StoreError::Unreadable(column))
        }
        None => Ok(None),
    }
}

/// A whole number that fits `T`.
pub fn number<T: TryFrom<i64>>(row: &AnyRow, column: &'static str) -> Result<T, StoreError> {
    T::try_from(get::<i64>(row, column)?).map_err(|_| StoreError::Unreadable(column))
}

/// A whole number that fits `T`, when there is one.
pub fn number_opt<T: TryFrom<i64>>(
    row: &AnyRow,
    column: &'static str,
) -> Result<Option<T>, StoreError> {
    match get::<Option<i64>>(row, column)? {
        Some(value) => T::try_from(value)
            .map(Some)
            .map_err(|_| StoreError::Unreadable(column)),
        None => Ok(None),
    }
}

/// An INSERT for `rows` rows of `columns` columns, made once and kept: statements stay constant,
/// and a list of rows costs one round trip.
pub fn multi_row(head: &str, columns: usize, rows: usize, tail: &str) -> String {
    let mut sql = String::from(head);
    sql.push_str(" VALUES ");
    for row in 0..rows {
        if row > 0 {
            sql.push_str(", ");
        }
        sql.push('(');
        for column in 0..columns {
            if column > 0 {
                sql.push_str(", ");
            }
            sql.push('$');
            sql.push_str(&(row * columns + column + 1).to_string());
        }
        sql.push(')');
    }
    sql.push_str(tail);
    sql
}

/// Twenty placeholders from `$first` on, for `IN (…)`; shorter lists repeat their last value.
pub fn twenty_from(first: usize) -> String {
    (first..first + PAGE)
        .map(|n| format!("${n}"))
        .collect::<Vec<_>>()
        .join(", ")
}
