//! One statement for many rows, in as few trips as the engine allows.
//!
//! SQLite looks every placeholder up by its name among all others of its statement, so that a
//! statement with a thousand of them costs a million comparisons; and each statement of a text is
//! a trip of its own between threads. So it gets statements of a few rows, PostgreSQL of many.

use sqlx::{AssertSqlSafe, query_with};

use crate::StoreError;
use crate::batch::{Value, arguments_of};
use crate::engine::{Engine, Tx};
use crate::rows::multi_row;

/// An `INSERT`, made once and kept.
pub(crate) struct ManyRows {
    one: &'static str,
    /// Rows and statement for SQLite.
    few: (usize, &'static str),
    /// Rows and statement for PostgreSQL.
    many: (usize, &'static str),
}

/// Rows in one statement on PostgreSQL: far below its limit of 65,535 placeholders.
const MANY: usize = 50;
/// Placeholders in one statement on SQLite: where looking them up and going to and fro cost alike.
const FEW_PLACEHOLDERS: usize = 210;

impl ManyRows {
    /// `head` names the table and its columns, `tail` what follows the values. Rows of one call
    /// must not meet in the tail's conflict twice: PostgreSQL refuses that.
    pub fn new(head: &str, columns: usize, tail: &str) -> Self {
        let of = |rows: usize| (rows, &*multi_row(head, columns, rows, tail).leak());
        Self {
            one: of(1).1,
            few: of((FEW_PLACEHOLDERS / columns).max(1)),
            many: of(MANY),
        }
    }

    /// Writes rows; each has as many values as there are columns.
    ///
    /// # Errors
    /// When the database says no.
    pub async fn put(&self, tx: &mut Tx, rows: Vec<Vec<Value>>) -> Result<(), StoreError> {
        let (block, whole) = match tx.engine() {
            Engine::Sqlite => self.few,
            Engine::Postgres => self.many,
        };
        let mut rows = rows.into_iter();
        while rows.len() >= block {
            let values = rows.by_ref().take(block).flatten().collect();
            put(tx, whole, values).await?;
        }
        for values in rows {
            put(tx, self.one, values).await?;
        }
        Ok(())
    }
}

async fn put(tx: &mut Tx, sql: &'static str, values: Vec<Value>) -> Result<(), StoreError> {
    let arguments = arguments_of(values)?;
    query_with(AssertSqlSafe(sql), arguments)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// How many keys [`keys_from`] has room for.
pub(crate) const KEYS: usize = 100;

/// A hundred placeholders from `$first` on, for `IN (…)`; shorter lists repeat their last key.
pub(crate) fn keys_from(first: usize) -> String {
    let places: Vec<String> = (first..first + KEYS).map(|n| format!("${n}")).collect();
    places.join(", ")
}

/// Pieces of at most [`KEYS`] keys, each filled up with its last one.
pub(crate) fn full_pages(keys: &[String]) -> impl Iterator<Item = Vec<String>> + '_ {
    keys.chunks(KEYS).map(|page| {
        let last = page.last().cloned().unwrap_or_default();
        let mut full = page.to_vec();
        full.resize(KEYS, last);
        full
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sqlite_gets_a_few_rows_a_statement_and_postgresql_many() {
        let rows = ManyRows::new("INSERT INTO a (b, c)", 42, " ON CONFLICT DO NOTHING");
        assert_eq!((rows.few.0, rows.many.0), (5, 50));
        assert!(rows.few.1.ends_with("$210) ON CONFLICT DO NOTHING"));
        assert!(rows.many.1.ends_with("$2100) ON CONFLICT DO NOTHING"));
        assert!(rows.one.ends_with("$42) ON CONFLICT DO NOTHING"));
    }

    #[test]
    fn a_short_list_of_keys_repeats_its_last_one() {
        let keys: Vec<String> = (0..KEYS + 1).map(|n| n.to_string()).collect();
        let pages: Vec<Vec<String>> = full_pages(&keys).collect();
        assert_eq!(pages.len(), 2);
        assert_eq!(pages[1].len(), KEYS);
        assert!(pages[1].iter().all(|key| key == "100"));
    }
}
