//! Taking in offers: sheets (whole lists: what a later file lacks ends) and OpenActive feeds
//! (incremental: only deletions end). One transaction a file: a broken one changes nothing.
//!
//! What a row told is kept in canonical words beside its offer, so that reading the same file
//! again changes nothing and a changed row is known from an unchanged one.

mod difference;
mod intake;

use std::collections::HashMap;

use domain::ids::MunicipalityId;
use exchange::draft::{OfferDraft, RowFault};
use exchange::openactive::{RpdeState, read_rpde};
use exchange::sheet::{RowOutcome, SheetKind, read_sheet};
use store::StoreError;

use self::difference::TellingRow;
use self::intake::{Intake, Told};
use crate::{ActionError, Bridge};

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportProblem {
    /// The file cannot be read as what it was said to be; the text names place and remedy.
    #[error("{0}")]
    File(String),
    /// The store could not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<ImportProblem> for ActionError {
    fn from(problem: ImportProblem) -> Self {
        match problem {
            ImportProblem::Store(error) => Self::Store(error),
            ImportProblem::File(text) => {
                Self::fault(domain::fault::Fault::body("bestand", "bestand").with(text))
            }
        }
    }
}

/// A row that was not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// The line in the file, from 1; for a feed the item's number on its page.
    pub line: usize,
    /// The column and what is wrong with it, for each fault.
    pub faults: Vec<(String, &'static str)>,
}

impl Rejected {
    pub(crate) fn of(line: usize, faults: &[RowFault]) -> Self {
        let faults = faults
            .iter()
            .map(|fault| (fault.column.clone(), fault.code))
            .collect();
        Self { line, faults }
    }
}

/// What an import did. `new + changed + unchanged + rejected` is what was read, less deletions;
/// `review` counts among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Rows or items read.
    pub read: usize,
    /// Not known before.
    pub new: usize,
    /// Known, and different now.
    pub changed: usize,
    /// Known, and the same.
    pub unchanged: usize,
    /// Taken in with a field left empty, to be looked at.
    pub review: usize,
    /// No longer there.
    pub ended: usize,
    /// Not kept.
    pub rejected: usize,
    /// The rows not kept, with their lines.
    pub rejections: Vec<Rejected>,
    /// Whether this source was never seen before.
    pub new_source: bool,
    /// Columns that are not ours; kept as notes.
    pub unknown_columns: Vec<String>,
    /// Where a feed goes on.
    pub next: Option<String>,
}

/// Takes in an offer sheet, CSV or XLSX.
///
/// # Errors
/// [`ImportProblem`] when the file is broken, or the store cannot be written; then nothing changed.
pub async fn import_sheet(
    bridge: &Bridge,
    municipality: MunicipalityId,
    source: &str,
    bytes: &[u8],
    dry_run: bool,
) -> Result<ImportReport, ImportProblem> {
    let reading = read_sheet(bytes, SheetKind::of(bytes))
        .map_err(|problem| ImportProblem::File(problem.to_string()))?;
    let mut report = ImportReport {
        read: reading.rows.len(),
        unknown_columns: reading.unknown_columns.clone(),
        ..ImportReport::default()
    };
    for (line, faults) in reading.rejected() {
        report.rejected += 1;
        report.rejections.push(Rejected::of(line, faults));
    }
    let by_line: HashMap<usize, &OfferDraft> = reading
        .rows
        .iter()
        .filter_map(|row| match &row.outcome {
            RowOutcome::Draft(draft) => Some((row.line, &**draft)),
            RowOutcome::Rejected(_) => None,
        })
        .collect();
    let told: Vec<Told> = reading
        .offers()
        .into_iter()
        .map(|offer| Told {
            rows: offer
                .lines
                .iter()
                .filter_map(|line| by_line.get(line))
                .map(|draft| TellingRow {
                    content: draft.canonical(),
                    doubtful: !draft.doubts.is_empty(),
                })
                .collect(),
            line: offer.lines.first().copied().unwrap_or_default(),
            draft: offer.draft,
        })
        .collect();
    let mut intake = Intake::begin(bridge, municipality, source).await?;
    intake.take_in(bridge, told, &mut report).await?;
    intake.end_missing(&mut report).await?;
    intake.finish(bridge, dry_run, report).await
}

/// Takes in one page of an OpenActive RPDE feed, or a file of one.
///
/// # Errors
/// [`ImportProblem`] when it is no such page, or the store cannot be written; then nothing changed.
pub async fn import_rpde(
    bridge: &Bridge,
    municipality: MunicipalityId,
    source: &str,
    bytes: &[u8],
    dry_run: bool,
) -> Result<ImportReport, ImportProblem> {
    let page = read_rpde(bytes).map_err(|problem| ImportProblem::File(problem.to_string()))?;
    let mut report = ImportReport {
        read: page.items.len(),
        next: page.next,
        ..ImportReport::default()
    };
    let mut told = Vec::new();
    let mut deleted = Vec::new();
    for (at, item) in page.items.into_iter().enumerate() {
        match item.state {
            RpdeState::Updated(draft) => {
                let row = TellingRow {
                    content: draft.canonical(),
                    doubtful: !draft.doubts.is_empty(),
                };
                told.push(Told {
                    draft: *draft,
                    rows: vec![row],
                    line: at + 1,
                });
            }
            RpdeState::Deleted => deleted.push(item.id),
            RpdeState::Rejected(faults) => {
                report.rejected += 1;
                report.rejections.push(Rejected::of(at + 1, &faults));
            }
        }
    }
    let mut intake = Intake::begin(bridge, municipality, source).await?;
    intake.take_in(bridge, told, &mut report).await?;
    for id in deleted {
        intake.end(&id, &mut report).await?;
    }
    intake.finish(bridge, dry_run, report).await
}
