//! Taking in postcodes, from the official files or a sheet of one's own. A file is the whole list of
//! its source, of the codes with four signs or of those with six; another source's are never touched.

use std::collections::{HashMap, HashSet};

use domain::contact::Postcode;
use exchange::postcodes::read_postcodes;
use exchange::sheet::SheetKind;
use store::postcodes::Known;
use store::{feed, postcodes};

use crate::Bridge;
use crate::import_offers::{ImportProblem, ImportReport, Rejected};
use crate::public_imports::{held_elsewhere, is_new_source, write_down};

/// What the list of imports calls it.
const KIND: &str = "postcodes";

/// Takes in a postcode file. A known postcode of this source is renewed, one that the file lacks
/// goes.
///
/// # Errors
/// [`ImportProblem`] when the file is no such table, or the store cannot be written.
pub async fn import_postcodes(
    bridge: &Bridge,
    source: &str,
    bytes: &[u8],
    dry_run: bool,
) -> Result<ImportReport, ImportProblem> {
    let reading = read_postcodes(bytes, SheetKind::of(bytes))
        .map_err(|problem| ImportProblem::File(problem.to_string()))?;
    let mut tx = bridge.store().begin_large().await?;
    let known = postcodes::of_source(&mut tx, source).await?;
    let holders = postcodes::all(&mut tx).await?.into_iter();
    let holders: HashMap<String, String> = holders
        .map(|(holder, known)| (known.code, holder))
        .collect();
    let mut report = ImportReport {
        read: reading.rows.len() + reading.rejected.len(),
        new_source: is_new_source(&mut tx, KIND, source).await?,
        ..ImportReport::default()
    };
    let mut fresh = Vec::new();
    let mut told: HashSet<String> = HashSet::new();
    for row in reading.rows {
        let place = row.town.or(row.municipality_name).or(row.area_name);
        let new = Known {
            code: code_of(row.postcode),
            point: row.point,
            place,
            municipality: row.municipality.map(|id| id.to_string()),
        };
        told.insert(new.code.clone());
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
    report.held_elsewhere =
        held_elsewhere(told.iter().filter_map(|code| holders.get(code)), source);
    let lengths: HashSet<usize> = told.iter().map(String::len).collect();
    told.extend(reading.named.into_iter().map(code_of));
    let mut gone: Vec<String> = known.into_keys().collect();
    gone.retain(|code| lengths.contains(&code.len()) && !told.contains(code));
    gone.sort_unstable();
    report.ended = gone.len();
    if dry_run {
        return Ok(report);
    }
    let now = bridge.now();
    let changes = !fresh.is_empty() || !gone.is_empty();
    postcodes::upsert(&mut tx, source, &fresh, now).await?;
    postcodes::end(&mut tx, source, &gone).await?;
    write_down(&mut tx, KIND, source, &report, now).await?;
    if changes {
        feed::add(&mut tx, "postcodes", "", now).await?;
    }
    tx.commit().await?;
    if changes {
        bridge.refresh().await?;
    }
    Ok(report)
}

/// As it is kept.
fn code_of(postcode: Postcode) -> String {
    postcode.to_string().replace(' ', "")
}
