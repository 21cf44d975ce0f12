//! The whole log as CSV. Cells hold codes, ids and addresses only.

use jiff::Timestamp;
use sqlx::query;

use super::row::{COLUMNS, Row};
use crate::StoreError;
use crate::engine::{Connected, Store};

const ALL: &str = "SELECT municipality_id, id, at, account_id, role, organisation_id, on_behalf, \
    origin, action, resident_id, referral_id, consent, node, seq, mac FROM access_log \
    WHERE id > $1 ORDER BY id LIMIT 1000";

/// Tells the whole log as CSV, header first. A cell that a spreadsheet would take for a formula
/// gets an apostrophe before it.
///
/// # Errors
/// When the database cannot be read.
pub async fn export(store: &Store, line: &mut dyn FnMut(&str)) -> Result<(), StoreError> {
    line(&format!("id,at,{},node,seq,mac", COLUMNS.join(",")));
    let mut reading = store.read().await?;
    let mut after = String::new();
    loop {
        let rows = query(ALL)
            .bind(after.clone())
            .fetch_all(reading.connected())
            .await?;
        if rows.is_empty() {
            return Ok(());
        }
        for row in &rows {
            let row = Row::read(row)?;
            let moment = Timestamp::from_microsecond(row.at)
                .map(|at| at.to_string())
                .unwrap_or_default();
            let mut cells = vec![row.id.clone(), moment];
            cells.extend(row.columns.into_iter().map(Option::unwrap_or_default));
            cells.extend([row.node, row.seq.to_string(), row.mac]);
            let cells: Vec<String> = cells.iter().map(|cell| csv_cell(cell)).collect();
            line(&cells.join(","));
            after = row.id;
        }
    }
}

/// A cell of a CSV file, safe to open in a spreadsheet.
#[must_use]
pub fn csv_cell(text: &str) -> String {
    let guarded = if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']) {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if guarded.contains([',', ';', '"', '\n', '\r']) {
        format!("\"{}\"", guarded.replace('"', "\"\""))
    } else {
        guarded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula() {
        assert_eq!(csv_cell("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        assert_eq!(csv_cell("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(csv_cell("\0=1"), "'\0=1");
        assert_eq!(csv_cell("127.0.0.1"), "127.0.0.1");
        assert_eq!(csv_cell("a;b"), "\"a;b\"");
    }
}
