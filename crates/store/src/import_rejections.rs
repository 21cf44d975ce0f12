//! Rows that an import did not keep: the line, the column and why, and never what stood there. For
//! `actions::import_offers` and the list of imports.

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::ids::MunicipalityId;
use sqlx::query;

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::imports::Run;
use crate::many_rows::ManyRows;
use crate::rows::{get, number};

static INSERT: LazyLock<ManyRows> = LazyLock::new(|| {
    let head = "INSERT INTO import_rejection (municipality_id, run_id, line, column_name, code)";
    ManyRows::new(head, 5, " ON CONFLICT DO NOTHING")
});
const ALL: &str = "SELECT run_id, line, column_name, code FROM import_rejection \
    WHERE municipality_id = $1 ORDER BY run_id, line, column_name, code";

/// One reason why a row was not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The line in the file, from 1; for a feed the item's number on its page.
    pub line: u64,
    /// The column.
    pub column: String,
    /// What is wrong with it: one of `exchange::draft::FAULTS`.
    pub code: String,
}

/// Keeps why rows of an import were not kept.
///
/// # Errors
/// When the database cannot be written.
pub async fn add(tx: &mut Tx, run: &Run, reasons: &[Reason]) -> Result<(), StoreError> {
    let rows = reasons.iter().map(|reason| {
        vec![
            run.municipality.to_string().into(),
            run.id.as_str().into(),
            i64::try_from(reason.line).unwrap_or(i64::MAX).into(),
            reason.column.as_str().into(),
            reason.code.as_str().into(),
        ]
    });
    INSERT.put(tx, rows.collect()).await
}

/// What is kept of a municipality's imports, by the import's key and in the order of the lines.
///
/// # Errors
/// When the database cannot be read.
pub async fn all(
    on: &mut impl Connected,
    municipality: MunicipalityId,
) -> Result<HashMap<String, Vec<Reason>>, StoreError> {
    let rows = query(ALL)
        .bind(municipality.to_string())
        .fetch_all(on.connected())
        .await?;
    let mut by_run: HashMap<String, Vec<Reason>> = HashMap::new();
    for row in &rows {
        let reasons = by_run.entry(get(row, "run_id")?).or_default();
        reasons.push(Reason {
            line: number(row, "line")?,
            column: get(row, "column_name")?,
            code: get(row, "code")?,
        });
    }
    Ok(by_run)
}
