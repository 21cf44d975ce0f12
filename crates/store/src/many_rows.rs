//! One statement for many rows, in as few trips as the engine allows.
//!
//! The statement is one, but its places for values are written as each engine reads them fastest.
//! SQLite looks a numbered place up among all others of its statement, so that a thousand of them
//! cost half a million comparisons; places without a number are taken in their order. PostgreSQL
//! knows numbered ones only.

use sqlx::{AssertSqlSafe, query_with};

use crate::StoreError;
use crate::batch::{Value, arguments_of};
use crate::engine::{Engine, Tx};
use crate::rows::multi_row;

/// An `INSERT`, made once and kept.
pub(crate) struct ManyRows {
    sqlite: Blocks,
    postgres: Blocks,
}

/// Statements of falling numbers of rows, the last of one: with how many rows, and the text.
type Blocks = [(usize, &'static str); 3];

/// Rows in one statement: far below both engines' limits on values.
const ROWS: [usize; 3] = [50, 8, 1];

impl ManyRows {
    /// `head` names the table and its columns, `tail` what follows the values; neither has values
    /// of its own. Rows of one call must not meet in the tail's conflict twice: PostgreSQL refuses
    /// that.
    pub fn new(head: &str, columns: usize, tail: &str) -> Self {
        Self {
            sqlite: ROWS.map(|rows| (rows, &*in_order(head, columns, rows, tail).leak())),
            postgres: ROWS.map(|rows| (rows, &*multi_row(head, columns, rows, tail).leak())),
        }
    }

    /// Writes rows; each has as many values as there are columns.
    ///
    /// # Errors
    /// When the database says no.
    pub async fn put(&self, tx: &mut Tx, rows: Vec<Vec<Value>>) -> Result<(), StoreError> {
        let blocks = match tx.engine() {
            Engine::Sqlite => self.sqlite,
            Engine::Postgres => self.postgres,
        };
        let mut rows = rows.into_iter();
        for (block, sql) in blocks {
            while rows.len() >= block {
                let values = rows.by_ref().take(block).flatten().collect();
                put(tx, sql, values).await?;
            }
        }
        Ok(())
    }
}

/// The statement with places that have no number.
fn in_order(head: &str, columns: usize, rows: usize, tail: &str) -> String {
    let row = format!("({})", vec!["?"; columns].join(", "));
    format!(
        "{head} VALUES {}{tail}",
        vec![row.as_str(); rows].join(", ")
    )
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

/// One statement that looks [`KEYS`] keys up, each by itself; `one` ends before its placeholder,
/// and a key that is not given is bound as NULL, which finds nothing. Asked for a list of keys
/// instead, PostgreSQL may read all that the other conditions leave, as long as it has not counted
/// the table: a feed of new items then takes longer with each page.
pub(crate) fn key_by_key(one: &str, first: usize) -> String {
    let all: Vec<String> = (first..first + KEYS)
        .map(|n| format!("{one}${n}"))
        .collect();
    all.join(" UNION ALL ")
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
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn both_engines_get_the_same_statement_with_places_of_their_own() {
        let rows = ManyRows::new("INSERT INTO a (b, c)", 2, " ON CONFLICT DO NOTHING");
        let text = |blocks: Blocks, rows| blocks.into_iter().find(|one| one.0 == rows).unwrap().1;
        assert_eq!(
            text(rows.sqlite, 1),
            "INSERT INTO a (b, c) VALUES (?, ?) ON CONFLICT DO NOTHING"
        );
        assert_eq!(
            text(rows.postgres, 1),
            "INSERT INTO a (b, c) VALUES ($1, $2) ON CONFLICT DO NOTHING"
        );
        assert_eq!(text(rows.sqlite, 50).matches('?').count(), 100);
        assert!(text(rows.postgres, 50).ends_with("($99, $100) ON CONFLICT DO NOTHING"));
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
