//! Taking in offers: sheets (whole lists: what a later file lacks ends) and OpenActive feeds
//! (incremental: only deletions end). One transaction a file: a broken one changes nothing.
//!
//! What a row told is kept in canonical words beside its offer, so that reading the same file
//! again changes nothing and a changed row is known from an unchanged one.

use std::collections::{HashMap, HashSet};

use domain::ids::{MunicipalityId, OfferId, OrganisationId, SessionId};
use domain::offer::{Offer, OfferStatus, Session};
use domain::organisation::{Organisation, OrganisationKind};
use exchange::draft::{OfferDraft, RowFault};
use exchange::openactive::{RpdeState, read_rpde};
use exchange::sheet::{RowOutcome, SheetKind, read_sheet};
use jiff::Timestamp;
use store::key_store::fresh_uuid;
use store::offers::{KnownOffer, Sourced};
use store::{StoreError, Tx, feed, offers, organisations, reviews};

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

/// An offer with the rows that told of it.
struct Told {
    draft: OfferDraft,
    rows: Vec<TellingRow>,
    line: usize,
}

/// What one row told.
struct TellingRow {
    content: String,
    doubtful: bool,
}

/// Between the rows of one offer in the kept words: a sign that no text holds.
const BETWEEN_ROWS: &str = "\u{1e}";

/// So many offers are written at a time.
const AT_A_TIME: usize = 500;

/// One import under way.
struct Intake {
    tx: Tx,
    municipality: MunicipalityId,
    source: String,
    now: Timestamp,
    known: HashMap<String, KnownOffer>,
    seen: HashSet<String>,
    providers: HashMap<String, Organisation>,
    changed_something: bool,
    /// Taken in and not written yet.
    fresh: Vec<Sourced>,
}

impl Intake {
    async fn begin(
        bridge: &Bridge,
        municipality: MunicipalityId,
        source: &str,
    ) -> Result<Self, ImportProblem> {
        let mut tx = bridge.store().begin().await?;
        let known = offers::of_source(&mut tx, municipality, source).await?;
        let kind = OrganisationKind::Provider;
        let providers = organisations::of_kind(&mut tx, municipality, kind).await?;
        let providers = providers
            .into_iter()
            .map(|found| {
                (
                    organisations::folded(&found.organisation.name),
                    found.organisation,
                )
            })
            .collect();
        Ok(Self {
            tx,
            municipality,
            source: source.to_owned(),
            now: bridge.now(),
            known,
            seen: HashSet::new(),
            providers,
            changed_something: false,
            fresh: Vec::new(),
        })
    }

    async fn take_in(
        &mut self,
        bridge: &Bridge,
        told: Vec<Told>,
        report: &mut ImportReport,
    ) -> Result<(), ImportProblem> {
        report.new_source = self.known.is_empty();
        for offer in told {
            report.review += offer.rows.iter().filter(|row| row.doubtful).count();
            let source_id = offer.draft.source_id.clone();
            let known = self.known.get(&source_id).cloned();
            self.seen.insert(source_id);
            let shown = known
                .as_ref()
                .filter(|known| known.status == OfferStatus::Visible);
            let before: Vec<&str> = match &shown {
                Some(known) => known.content.split(BETWEEN_ROWS).collect(),
                None => Vec::new(),
            };
            let difference = difference(&before, &offer.rows);
            report.unchanged += difference.unchanged;
            report.changed += difference.changed;
            report.ended += difference.ended;
            // What ended and is there again was known: it changed.
            match (&known, &shown) {
                (Some(_), None) => report.changed += difference.new,
                _ => report.new += difference.new,
            }
            if difference.is_nothing() {
                continue;
            }
            self.keep(bridge, offer, known).await?;
        }
        self.write().await
    }

    async fn keep(
        &mut self,
        bridge: &Bridge,
        told: Told,
        known: Option<KnownOffer>,
    ) -> Result<(), ImportProblem> {
        self.changed_something = true;
        let provider = self.provider(&told.draft).await?;
        let content: Vec<&str> = told.rows.iter().map(|row| row.content.as_str()).collect();
        let content = content.join(BETWEEN_ROWS);
        let draft = told.draft;
        let id = match &known {
            Some(known) => known.id,
            None => OfferId::new(fresh_uuid(self.now)),
        };
        let mut venue = draft.venue.clone();
        if venue.point.is_none() {
            venue.point = venue
                .postcode
                .and_then(|postcode| bridge.locate(postcode).ok());
        }
        let (sessions, session_keys) = sessions_of(&draft, known.as_ref(), self.now);
        let notes: Vec<String> = draft
            .notes
            .iter()
            .map(|note| format!("{}: {}", note.name, note.text))
            .collect();
        let sourced = Sourced {
            offer: Offer {
                id,
                municipality: self.municipality,
                provider,
                provider_name: draft.provider.clone(),
                title: draft.title.clone(),
                activity: draft.activity,
                description: draft.description.clone(),
                venue,
                ages: draft.ages,
                level: draft.level,
                guidance: draft.guidance,
                self_reliance: draft.self_reliance,
                accessibility: draft.accessibility,
                groups: draft.groups,
                languages: draft.languages,
                price: draft.price,
                trial: draft.trial,
                paid_weeks: None,
                recognition: draft.recognition,
                season: draft.season.clone(),
                bring: draft.bring.clone(),
                meeting_point: draft.meeting_point.clone(),
                contact: draft.contact.clone(),
                confirmed_on: draft.confirmed_on,
                status: OfferStatus::Visible,
                sessions,
            },
            source: self.source.clone(),
            source_id: draft.source_id.clone(),
            session_keys,
            notes: notes.join("\n"),
            content,
        };
        self.fresh.push(sourced);
        if self.fresh.len() >= AT_A_TIME {
            self.write().await?;
        }
        if known.is_some() {
            reviews::clear_row(
                &mut self.tx,
                self.municipality,
                &self.source,
                &draft.source_id,
            )
            .await?;
        }
        let line = u32::try_from(told.line).unwrap_or(u32::MAX);
        for doubt in &draft.doubts {
            let row = (self.source.as_str(), draft.source_id.as_str(), line);
            let field = (doubt.column, doubt.text.as_str(), doubt.question);
            reviews::add(&mut self.tx, self.municipality, row, field, self.now).await?;
        }
        Ok(())
    }

    async fn write(&mut self) -> Result<(), ImportProblem> {
        offers::upsert(&mut self.tx, &self.fresh, self.now).await?;
        self.fresh.clear();
        Ok(())
    }

    /// The provider of this name in the municipality; a new one is made.
    async fn provider(&mut self, draft: &OfferDraft) -> Result<OrganisationId, ImportProblem> {
        let name = organisations::folded(&draft.provider);
        let email = draft.contact.email.as_deref();
        let phone = draft.contact.phone.as_deref();
        if let Some(known) = self.providers.get_mut(&name) {
            let learns = (known.email.is_none() && email.is_some())
                || (known.phone.is_none() && phone.is_some());
            if learns {
                organisations::fill_in(&mut self.tx, known, email, phone).await?;
                known.email = known.email.take().or_else(|| email.map(str::to_owned));
                known.phone = known.phone.take().or_else(|| phone.map(str::to_owned));
            }
            return Ok(known.id);
        }
        let organisation = Organisation {
            id: OrganisationId::new(fresh_uuid(self.now)),
            municipality: self.municipality,
            kind: OrganisationKind::Provider,
            name: draft.provider.clone(),
            email: email.map(str::to_owned),
            phone: phone.map(str::to_owned),
        };
        organisations::insert(&mut self.tx, &organisation).await?;
        let id = organisation.id;
        self.providers.insert(name, organisation);
        Ok(id)
    }

    /// Ends one offer of this source.
    async fn end(
        &mut self,
        source_id: &str,
        report: &mut ImportReport,
    ) -> Result<(), ImportProblem> {
        let Some(known) = self.known.get(source_id) else {
            return Ok(());
        };
        let rows = known.content.split(BETWEEN_ROWS).count();
        let id = known.id;
        if offers::end(&mut self.tx, self.municipality, id, self.now).await? {
            report.ended += rows;
            self.changed_something = true;
            reviews::clear_row(&mut self.tx, self.municipality, &self.source, source_id).await?;
        }
        Ok(())
    }

    /// Ends what this source had and this file lacks.
    async fn end_missing(&mut self, report: &mut ImportReport) -> Result<(), ImportProblem> {
        let mut missing: Vec<String> = self
            .known
            .keys()
            .filter(|key| !self.seen.contains(*key))
            .cloned()
            .collect();
        missing.sort_unstable();
        for source_id in missing {
            self.end(&source_id, report).await?;
        }
        Ok(())
    }

    async fn finish(
        mut self,
        bridge: &Bridge,
        dry_run: bool,
        report: ImportReport,
    ) -> Result<ImportReport, ImportProblem> {
        if dry_run || !self.changed_something {
            return Ok(report);
        }
        feed::add(&mut self.tx, "aanbod", &self.source, bridge.now()).await?;
        self.tx.commit().await?;
        bridge.refresh().await?;
        Ok(report)
    }
}

/// How the rows of one offer differ from what was kept of it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Difference {
    unchanged: usize,
    changed: usize,
    new: usize,
    ended: usize,
}

impl Difference {
    const fn is_nothing(&self) -> bool {
        self.changed == 0 && self.new == 0 && self.ended == 0
    }
}

/// Equal rows are unchanged; of the others each new one stands for an old one while there are any.
fn difference(before: &[&str], rows: &[TellingRow]) -> Difference {
    let mut left: Vec<&str> = before.to_vec();
    let mut unchanged = 0;
    let mut fresh = 0;
    for row in rows {
        match left.iter().position(|old| *old == row.content) {
            Some(at) => {
                left.swap_remove(at);
                unchanged += 1;
            }
            None => fresh += 1,
        }
    }
    let changed = fresh.min(left.len());
    Difference {
        unchanged,
        changed,
        new: fresh - changed,
        ended: left.len() - changed,
    }
}

/// The sessions of a draft, known ones under the id they have; known ones that are told no more
/// end.
fn sessions_of(
    draft: &OfferDraft,
    known: Option<&KnownOffer>,
    now: Timestamp,
) -> (Vec<Session>, Vec<String>) {
    let mut sessions = Vec::new();
    let mut keys = Vec::new();
    for session in &draft.sessions {
        let known_id = known.and_then(|known| known.sessions.get(&session.key));
        sessions.push(Session {
            id: known_id
                .copied()
                .unwrap_or_else(|| SessionId::new(fresh_uuid(now))),
            day: session.day,
            from: session.from,
            to: session.to,
            places_left: session.places_left,
            status: OfferStatus::Visible,
        });
        keys.push(session.key.clone());
    }
    let gone = known.into_iter().flat_map(|known| &known.sessions);
    for (key, id) in gone.filter(|(key, _)| !draft.sessions.iter().any(|s| s.key == **key)) {
        sessions.push(Session {
            id: *id,
            day: None,
            from: None,
            to: None,
            places_left: None,
            status: OfferStatus::Ended,
        });
        keys.push(key.clone());
    }
    (sessions, keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(contents: &[&str]) -> Vec<TellingRow> {
        contents
            .iter()
            .map(|content| TellingRow {
                content: (*content).to_owned(),
                doubtful: false,
            })
            .collect()
    }

    #[test]
    fn the_same_rows_in_another_order_are_unchanged() {
        let found = difference(&["ma", "wo"], &rows(&["wo", "ma"]));
        assert_eq!(
            found,
            Difference {
                unchanged: 2,
                ..Difference::default()
            }
        );
    }

    #[test]
    fn a_row_that_differs_is_changed_and_one_that_lacks_has_ended() {
        let found = difference(&["ma", "wo", "vr"], &rows(&["wo", "ma 10.00"]));
        assert_eq!(
            found,
            Difference {
                unchanged: 1,
                changed: 1,
                new: 0,
                ended: 1
            }
        );
        let found = difference(&[], &rows(&["ma"]));
        assert_eq!(
            found,
            Difference {
                new: 1,
                ..Difference::default()
            }
        );
    }
}
