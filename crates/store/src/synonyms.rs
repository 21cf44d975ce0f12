//! Words that service points say mean alike.

use domain::ids::MunicipalityId;
use sqlx::{AssertSqlSafe, query};

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::rows::{get, multi_row, parsed};

const ALL: &str = "SELECT municipality_id, words FROM synonym ORDER BY municipality_id, number";
const REMOVE: &str = "DELETE FROM synonym WHERE municipality_id = $1";
const HEAD: &str = "INSERT INTO synonym (municipality_id, number, words)";

/// Every line of words, each with its municipality.
///
/// # Errors
/// When the database cannot be read.
pub async fn all(
    on: &mut impl Connected,
) -> Result<Vec<(MunicipalityId, Vec<String>)>, StoreError> {
    let rows = query(ALL).fetch_all(on.connected()).await?;
    rows.iter()
        .map(|row| {
            let words: String = get(row, "words")?;
            let words = words.split(',').map(str::to_owned).collect();
            Ok((parsed(row, "municipality_id")?, words))
        })
        .collect()
}

/// Puts these lines in the place of a municipality's. No word holds a comma.
///
/// # Errors
/// When the database cannot be written.
pub async fn replace(
    tx: &mut Tx,
    municipality: MunicipalityId,
    lines: &[Vec<String>],
) -> Result<(), StoreError> {
    query(REMOVE)
        .bind(municipality.to_string())
        .execute(tx.connection())
        .await?;
    if lines.is_empty() {
        return Ok(());
    }
    let sql = multi_row(HEAD, 3, lines.len(), "");
    let mut statement = query(AssertSqlSafe(sql));
    for (number, words) in (0i64..).zip(lines) {
        statement = statement
            .bind(municipality.to_string())
            .bind(number)
            .bind(words.join(","));
    }
    statement.execute(tx.connection()).await?;
    Ok(())
}
