//! Statements that travel together.
//!
//! Most of a deed's statements are writes whose results nobody waits for: history, messages, links,
//! the log. One after the other, each costs a trip to the engine and back. A [`Batch`] gathers them,
//! so that SQLite gets them as one text in one trip; PostgreSQL takes them one by one, in the same
//! transaction. Whoever writes takes a [`Writing`] and does not know which of the two it is.

use std::fmt::Write as _;
use std::future::Future;

use sqlx::any::AnyArguments;
use sqlx::{Arguments, AssertSqlSafe};

use crate::StoreError;
use crate::access_log::ledger::Taken;
use crate::secrets::Secrets;

/// One statement with its values.
pub struct Write {
    pub(crate) sql: &'static str,
    pub(crate) values: Vec<Value>,
}

/// A value of a statement.
pub enum Value {
    /// Words, an id, a day, or nothing.
    Text(Option<String>),
    /// A count, a moment, cents, or nothing.
    Whole(Option<i64>),
    /// What is sealed, or nothing.
    Sealed(Option<Vec<u8>>),
    /// Yes or no.
    Flag(bool),
    /// Degrees, a share, or nothing.
    Real(Option<f64>),
}

impl Write {
    /// A statement: one of the constants of this crate, whose values are `$1`, `$2` and so on.
    pub(crate) fn new(sql: &'static str) -> Self {
        Self {
            sql,
            values: Vec::new(),
        }
    }

    /// The next value.
    pub(crate) fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(Some(text))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }
}

impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Self {
        Self::Text(text)
    }
}

impl From<Option<&str>> for Value {
    fn from(text: Option<&str>) -> Self {
        Self::Text(text.map(str::to_owned))
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Whole(Some(number))
    }
}

impl From<Option<i64>> for Value {
    fn from(number: Option<i64>) -> Self {
        Self::Whole(number)
    }
}

impl From<Vec<u8>> for Value {
    fn from(sealed: Vec<u8>) -> Self {
        Self::Sealed(Some(sealed))
    }
}

impl From<Option<Vec<u8>>> for Value {
    fn from(sealed: Option<Vec<u8>>) -> Self {
        Self::Sealed(sealed)
    }
}

impl From<Option<f64>> for Value {
    fn from(number: Option<f64>) -> Self {
        Self::Real(number)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Real(Some(number))
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

/// Something that writes can be given to: a [`crate::Tx`], which does them at once, or a [`Batch`].
pub trait Writing: Send {
    /// The keys in use.
    fn secrets(&self) -> &Secrets;

    /// The running numbers of what it writes in the access log.
    fn log_numbers(&mut self) -> &mut Taken;

    /// Takes one statement.
    ///
    /// # Errors
    /// When the database says no; a batch says so when it is carried out.
    fn put(&mut self, write: Write) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// Writes that wait to be carried out together: [`crate::Tx::commit_with`].
pub struct Batch {
    secrets: Secrets,
    log: Taken,
    writes: Vec<Write>,
}

impl Batch {
    pub(crate) fn new(secrets: Secrets, log: Taken) -> Self {
        Self {
            secrets,
            log,
            writes: Vec::new(),
        }
    }

    /// The statements, to be carried out one by one.
    pub(crate) fn take_writes(&mut self) -> Vec<Write> {
        std::mem::take(&mut self.writes)
    }

    /// The statements as one text that ends with `last`, and all their values.
    pub(crate) fn joined(
        &mut self,
        last: &str,
    ) -> Result<(AssertSqlSafe<String>, AnyArguments), StoreError> {
        let mut sql = String::with_capacity(4096);
        let mut arguments = AnyArguments::default();
        let mut taken = 0;
        for write in self.take_writes() {
            renumbered(&mut sql, write.sql, taken);
            sql.push_str("; ");
            taken += write.values.len();
            add(&mut arguments, write.values)?;
        }
        sql.push_str(last);
        Ok((AssertSqlSafe(sql), arguments))
    }
}

impl Writing for Batch {
    fn secrets(&self) -> &Secrets {
        &self.secrets
    }

    fn log_numbers(&mut self) -> &mut Taken {
        &mut self.log
    }

    async fn put(&mut self, write: Write) -> Result<(), StoreError> {
        self.writes.push(write);
        Ok(())
    }
}

/// The values as the engine takes them.
pub(crate) fn arguments_of(values: Vec<Value>) -> Result<AnyArguments, StoreError> {
    let mut arguments = AnyArguments::default();
    add(&mut arguments, values)?;
    Ok(arguments)
}

fn add(arguments: &mut AnyArguments, values: Vec<Value>) -> Result<(), StoreError> {
    for value in values {
        let added = match value {
            Value::Text(text) => arguments.add(text),
            Value::Whole(number) => arguments.add(number),
            Value::Sealed(sealed) => arguments.add(sealed),
            Value::Flag(flag) => arguments.add(flag),
            Value::Real(Some(number)) => arguments.add(number),
            // sqlx 0.9 takes "no double" for "no float" and the other way round, and PostgreSQL
            // keeps the type that a statement was first prepared with.
            Value::Real(None) => arguments.add(Option::<f32>::None),
        };
        added.map_err(|error| StoreError::Database(sqlx::Error::Encode(error)))?;
    }
    Ok(())
}

/// Writes `sql` behind `out`, with every `$n` raised by `taken`. No constant of this crate has a
/// dollar sign for anything else.
fn renumbered(out: &mut String, sql: &str, taken: usize) {
    let mut rest = sql;
    while let Some(at) = rest.find('$') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest
            .find(|letter: char| !letter.is_ascii_digit())
            .unwrap_or(rest.len());
        let number: usize = rest[..end].parse().unwrap_or_default();
        // Writing to a String cannot fail.
        let _ = write!(out, "${}", number + taken);
        rest = &rest[end..];
    }
    out.push_str(rest);
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::renumbered;

    #[test]
    fn the_values_of_a_second_statement_come_after_those_of_the_first() {
        let mut sql = String::new();
        renumbered(&mut sql, "INSERT INTO a VALUES ($1, $2), ($3, $12)", 10);
        assert_eq!(sql, "INSERT INTO a VALUES ($11, $12), ($13, $22)");
    }

    #[test]
    fn a_statement_without_values_stays_as_it_is() {
        let mut sql = String::new();
        renumbered(&mut sql, "DELETE FROM a", 3);
        assert_eq!(sql, "DELETE FROM a");
    }
}
