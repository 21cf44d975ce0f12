//! Taking in offers: sheets and HSDS services (whole lists: what a later file lacks ends), and
//! OpenActive feeds (incremental: only deletions end). One transaction a file, or some pages of a
//! feed: a broken one changes nothing. Each import is written down and can be undone
//! ([`crate::undo_import`]); a feed that was broken off goes on where it was.
//!
//! What a row told is kept in canonical words beside its offer, so that reading the same file
//! again changes nothing and a changed row is known from an unchanged one.

mod asked;
mod difference;
mod feed;
mod intake;
mod kept;
mod said_here;

use std::collections::{HashMap, HashSet};

use domain::calendar::day_of;
use domain::ids::MunicipalityId;
use exchange::draft::{Doubt, OfferDraft, RowFault};
use exchange::hsds::{HsdsItem, HsdsReading, HsdsRow};
use exchange::sheet::{RowOutcome, SheetKind, read_sheet};
use store::StoreError;
use store::imports::Run;

pub use self::asked::NoPlaces;
use self::asked::{ask_place, ask_unlikely, no_places};
use self::difference::TellingRow;
pub(crate) use self::difference::differing;
pub use self::feed::{FeedImport, FeedPage, PAGES_AHEAD};
use self::intake::{GoesOn, Intake, Told, a_run};
use crate::{ActionError, Bridge};

/// Who started an import that came from the command line.
pub const BY_COMMAND: &str = "opdrachtregel";

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

/// What is asked of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedOf {
    /// The line in the file, from 1.
    pub line: usize,
    /// The column.
    pub column: String,
    /// What stands there, or both values where list and people differ.
    pub text: String,
    /// What is asked: one of [`exchange::draft::QUESTIONS`].
    pub question: &'static str,
}

/// So many questions of an import are told one by one.
pub const TOLD: usize = 20;

/// What is asked about the rows of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Questions {
    /// The first [`TOLD`] of them.
    pub first: Vec<AskedOf>,
    /// How many there are.
    pub count: usize,
}

impl Questions {
    fn add(&mut self, line: usize, doubts: &[Doubt]) {
        self.count += doubts.len();
        let room = TOLD.saturating_sub(self.first.len());
        self.first
            .extend(doubts.iter().take(room).map(|doubt| AskedOf {
                line,
                column: doubt.column.to_string(),
                text: doubt.text.clone(),
                question: doubt.question,
            }));
    }

    fn join(&mut self, later: Self) {
        self.count += later.count;
        self.first.extend(later.first);
        self.first.truncate(TOLD);
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
    /// Sheets of a workbook that hold a list too and were not read.
    pub unread_sheets: Vec<String>,
    /// Where a feed goes on.
    pub next: Option<String>,
    /// In a dry run: what would change, a line each, up to a thousand.
    pub differences: Vec<String>,
    /// Of how many rows of public data the word of another source holds, by its name.
    pub held_elsewhere: Vec<(String, usize)>,
    /// What is asked about its rows, by line.
    pub asked: Questions,
    /// How many offers a whole list ended of how many, when these are more than half of many.
    pub ends_most: Option<(usize, usize)>,
    /// A whole list of which nothing could be read: nothing was changed.
    pub nothing_read: bool,
    /// Why no row was asked where it is.
    pub no_places: Option<NoPlaces>,
    /// Codes of municipalities that are no more: their figures stay theirs, and are not those of who
    /// came after.
    pub gone_codes: Vec<String>,
}

impl ImportReport {
    /// Adds what the next pages of the same feed did; `next` becomes theirs.
    fn add(&mut self, later: Self) {
        self.read += later.read;
        self.new += later.new;
        self.changed += later.changed;
        self.unchanged += later.unchanged;
        self.review += later.review;
        self.ended += later.ended;
        self.rejected += later.rejected;
        self.rejections.extend(later.rejections);
        self.new_source |= later.new_source;
        self.unknown_columns.extend(later.unknown_columns);
        self.unread_sheets.extend(later.unread_sheets);
        self.next = later.next;
        self.differences.extend(later.differences);
        self.held_elsewhere.extend(later.held_elsewhere);
        self.asked.join(later.asked);
        self.gone_codes.extend(later.gone_codes);
    }
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
    let mut reading = read_sheet(bytes, SheetKind::of(bytes))
        .map_err(|problem| ImportProblem::File(problem.to_string()))?
        .asking_about_days_after(day_of(bridge.now()));
    let mut report = ImportReport {
        read: reading.rows.len(),
        unknown_columns: reading.unknown_columns.clone(),
        unread_sheets: reading.unread_sheets.clone(),
        ..ImportReport::default()
    };
    for (line, faults) in reading.rejected() {
        report.rejected += 1;
        report.rejections.push(Rejected::of(line, faults));
    }
    let drafts = reading.rows.iter().filter_map(|row| match &row.outcome {
        RowOutcome::Draft(draft) => Some(&**draft),
        RowOutcome::Rejected(_) => None,
    });
    report.no_places = no_places(bridge, drafts);
    for row in &mut reading.rows {
        if let RowOutcome::Draft(draft) = &mut row.outcome {
            if report.no_places.is_none() {
                ask_place(bridge, draft);
            }
            ask_unlikely(draft, row.is_cut_short);
        }
    }
    let by_line: HashMap<usize, &OfferDraft> = reading
        .rows
        .iter()
        .filter_map(|row| match &row.outcome {
            RowOutcome::Draft(draft) => Some((row.line, &**draft)),
            RowOutcome::Rejected(_) => None,
        })
        .collect();
    let keys = reading.rows.iter().map(|row| row.refused_key.clone());
    let refused: HashSet<String> = keys.flatten().collect();
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
            is_partly_refused: refused.contains(&offer.draft.source_id),
            draft: offer.draft,
        })
        .collect();
    let run = a_run(bridge, municipality, "offers", source);
    whole_list(bridge, run, (told, refused), dry_run, report).await
}

/// Takes in a list that tells of everything its source has, but for the rows that were refused. One
/// of which nothing could be read tells of nothing: it ends nothing.
async fn whole_list(
    bridge: &Bridge,
    run: Run,
    (told, refused): (Vec<Told>, HashSet<String>),
    dry_run: bool,
    mut report: ImportReport,
) -> Result<ImportReport, ImportProblem> {
    if report.rejected == report.read {
        report.nothing_read = true;
        return Ok(report);
    }
    let mut intake = Intake::begin(bridge, run, true, dry_run, report).await?;
    intake.take_in(told).await?;
    intake.end_missing(&refused).await?;
    let (report, changed_something) = intake.finish(GoesOn::Nowhere).await?;
    if changed_something {
        bridge.refresh().await?;
    }
    Ok(report)
}

/// Takes in services of HSDS 3. A whole list ends what it lacks; one page of several does not.
///
/// # Errors
/// [`ImportProblem`] when the store cannot be written; then nothing changed.
pub async fn import_hsds(
    bridge: &Bridge,
    municipality: MunicipalityId,
    source: &str,
    reading: HsdsReading,
    dry_run: bool,
) -> Result<ImportReport, ImportProblem> {
    let mut report = ImportReport {
        read: reading.rows.len(),
        ..ImportReport::default()
    };
    let (mut told, mut gone, mut refused) = (Vec::new(), Vec::new(), HashSet::new());
    let drafts = reading.rows.iter().filter_map(|item| match &item.row {
        HsdsRow::Offer(draft) => Some(&**draft),
        HsdsRow::Gone(_) | HsdsRow::Rejected(..) => None,
    });
    report.no_places = no_places(bridge, drafts);
    for HsdsItem { at, id, row } in reading.rows {
        match row {
            HsdsRow::Offer(mut draft) => {
                if report.no_places.is_none() {
                    ask_place(bridge, &mut draft);
                }
                ask_unlikely(&mut draft, false);
                told.push(alone(*draft, at));
            }
            HsdsRow::Gone(id) => gone.push(id),
            HsdsRow::Rejected(faults) => {
                report.rejected += 1;
                report.rejections.push(Rejected::of(at, &faults));
                refused.extend(id);
            }
        }
    }
    let run = a_run(bridge, municipality, "hsds", source);
    if reading.is_whole {
        return whole_list(bridge, run, (told, refused), dry_run, report).await;
    }
    let mut intake = Intake::begin(bridge, run, true, dry_run, report).await?;
    intake.take_in(told).await?;
    intake.end(&gone).await?;
    let (report, changed_something) = intake.finish(GoesOn::Nowhere).await?;
    if changed_something {
        bridge.refresh().await?;
    }
    Ok(report)
}

/// An offer of which one row tells.
fn alone(draft: OfferDraft, line: usize) -> Told {
    let row = TellingRow {
        content: draft.canonical(),
        doubtful: !draft.doubts.is_empty(),
    };
    Told {
        draft,
        rows: vec![row],
        line,
        is_partly_refused: false,
    }
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
    let mut feed = FeedImport::new(bridge, municipality, source, dry_run);
    let report = feed.page(bytes, None).await?;
    if !dry_run {
        bridge.refresh().await?;
    }
    Ok(report)
}

#[cfg(test)]
mod tests {
    use documents::texts::Texts;
    use exchange::draft::{FAULTS, QUESTIONS};

    #[test]
    fn whatever_is_asked_or_refused_has_words() {
        let questions = QUESTIONS.iter().map(|code| format!("vraag-{code}"));
        let faults = FAULTS.iter().map(|code| format!("afgekeurd-{code}"));
        let untold = questions
            .chain(faults)
            .filter(|key| !Texts::dutch().has(key));
        assert_eq!(untold.collect::<Vec<_>>(), [""; 0]);
    }
}
