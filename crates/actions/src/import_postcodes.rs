//! Taking in postcodes, from the official files or a sheet of one's own.

use exchange::postcodes::read_postcodes;
use exchange::sheet::SheetKind;
use store::postcodes::Known;
use store::{feed, postcodes};

use crate::Bridge;
use crate::import_offers::{ImportProblem, ImportReport, Rejected};

/// Takes in a postcode file. A known postcode is renewed.
///
/// # Errors
/// [`ImportProblem`] when the file is no such table, or the store cannot be written.
pub async fn import_postcodes(
    bridge: &Bridge,
    bytes: &[u8],
    dry_run: bool,
) -> Result<ImportReport, ImportProblem> {
    let reading = read_postcodes(bytes, SheetKind::of(bytes))
        .map_err(|problem| ImportProblem::File(problem.to_string()))?;
    let known: std::collections::HashMap<String, Known> = {
        let mut connection = bridge.store().read().await?;
        let all = postcodes::all(&mut connection).await?;
        all.into_iter()
            .map(|known| (known.code.clone(), known))
            .collect()
    };
    let mut report = ImportReport {
        read: reading.rows.len() + reading.rejected.len(),
        ..ImportReport::default()
    };
    let mut fresh = Vec::new();
    for row in reading.rows {
        let place = row.town.or(row.municipality_name).or(row.area_name);
        let new = Known {
            code: row.postcode.to_string().replace(' ', ""),
            point: row.point,
            place,
            municipality: row.municipality.map(|id| id.to_string()),
        };
        match known.get(&new.code) {
            None => report.new += 1,
            Some(old) if *old == new => {
                report.unchanged += 1;
                continue;
            }
            Some(_) => report.changed += 1,
        }
        fresh.push(new);
    }
    for (line, faults) in reading.rejected {
        report.rejected += 1;
        report.rejections.push(Rejected::of(line, &faults));
    }
    if !dry_run && !fresh.is_empty() {
        let mut tx = bridge.store().begin().await?;
        postcodes::upsert(&mut tx, &fresh).await?;
        feed::add(&mut tx, "postcodes", "", bridge.now()).await?;
        tx.commit().await?;
        bridge.refresh().await?;
    }
    Ok(report)
}
