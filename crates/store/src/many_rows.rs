//! One statement for many rows, in as few trips as the engine allows.
//!
//! PostgreSQL takes many rows in one `INSERT`. SQLite looks every placeholder up by its name among
//! all others of its statement, so that a statement with a thousand of them costs a million
//! comparisons; it gets a text of many small statements instead, in one trip. Either way the
//! placeholders are numbered alike, and so the values are bound alike.

use sqlx::{AssertSqlSafe, query_with};

use crate::StoreError;
use crate::batch::{Value, arguments_of};
use crate::engine::{Engine, Tx};
use crate::rows::multi_row;

/// An `INSERT`, made once and kept.
pub(crate) struct ManyRows {
    block: usize,
    one: &'static str,
    /// A block as many statements, for SQLite.
    joined: &'static str,
    /// A block as one statement, for PostgreSQL.
    multi: &'static str,
}

/// Rows in one trip: far below PostgreSQL's limit of 65,535 placeholders.
const BLOCK: usize = 50;

impl ManyRows {
    /// `head` names the table and its columns, `tail` what follows the values. Rows of one call
    /// must not meet in the tail's conflict twice: PostgreSQL refuses that.
    pub fn new(head: &str, columns: usize, tail: &str) -> Self {
        let mut joined = String::new();
        for row in 0..BLOCK {
            if row > 0 {
                joined.push_str("; ");
            }
            joined.push_str(&one_row(head, columns, row * columns, tail));
        }
        Self {
            block: BLOCK,
            one: multi_row(head, columns, 1, tail).leak(),
            joined: joined.leak(),
            multi: multi_row(head, columns, BLOCK, tail).leak(),
        }
    }

    /// Writes rows; each has as many values as there are columns.
    ///
    /// # Errors
    /// When the database says no.
    pub async fn put(&self, tx: &mut Tx, rows: Vec<Vec<Value>>) -> Result<(), StoreError> {
        let whole = match tx.engine() {
            Engine::Sqlite => self.joined,
            Engine::Postgres => self.multi,
        };
        let mut rows = rows.into_iter();
        while rows.len() >= self.block {
            let values = rows.by_ref().take(self.block).flatten().collect();
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

fn one_row(head: &str, columns: usize, taken: usize, tail: &str) -> String {
    let places: Vec<String> = (1..=columns).map(|n| format!("${}", taken + n)).collect();
    format!("{head} VALUES ({}){tail}", places.join(", "))
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
    fn a_block_is_many_statements_or_one_with_the_same_placeholders() {
        let rows = ManyRows::new("INSERT INTO a (b, c)", 2, " ON CONFLICT DO NOTHING");
        assert_eq!(
            rows.one,
            "INSERT INTO a (b, c) VALUES ($1, $2) ON CONFLICT DO NOTHING"
        );
        assert!(rows.joined.starts_with(
            "INSERT INTO a (b, c) VALUES ($1, $2) ON CONFLICT DO NOTHING; \
             INSERT INTO a (b, c) VALUES ($3, $4) ON CONFLICT DO NOTHING; "
        ));
        assert!(rows.joined.ends_with("($99, $100) ON CONFLICT DO NOTHING"));
        assert!(rows.multi.ends_with("($99, $100) ON CONFLICT DO NOTHING"));
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
