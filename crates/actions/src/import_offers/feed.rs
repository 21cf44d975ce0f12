//! A feed of offers, taken in as one import. Called by the command line, which fetches the pages,
//! and by the bench.
//!
//! Reading a page and writing those before it go on at the same time: [`FeedPage::read`] touches no
//! store, so that whoever calls can do it on another thread and send what it read to
//! [`FeedImport::take_in`]. Pages that are ready together are written together: a feed that comes
//! faster than it is written shares its commits, and of one that comes slowly each page is shown at
//! once. The pages of a commit and where the feed goes on behind them are never apart.

use std::collections::HashMap;

use domain::ids::MunicipalityId;
use exchange::openactive::{RpdeState, read_rpde};
use store::imports::{self, Position, Run};
use tokio::sync::mpsc::Receiver;

use super::intake::{GoesOn, Intake, Told, a_run};
use super::{ImportProblem, ImportReport, Rejected, alone};
use crate::Bridge;

/// So many items are written in one commit at most: a third of a second in which nobody else
/// writes on SQLite.
const AT_ONCE: usize = 5_000;
/// So many pages may be read ahead of what is written.
pub const PAGES_AHEAD: usize = 8;

/// What a page tells of one thing.
struct Item {
    id: String,
    /// The feed's own order.
    modified: Option<i64>,
    /// `None` when it is gone.
    told: Option<Told>,
}

/// A page of a feed that was read, and not yet taken in.
pub struct FeedPage {
    items: Vec<Item>,
    report: ImportReport,
    goes_on: GoesOn,
}

impl FeedPage {
    /// Reads a page. `followed` is where the feed was begun and where this page stands, when its
    /// `next` is followed: where the feed goes on is then written down with the page.
    ///
    /// # Errors
    /// [`ImportProblem::File`] when it is no page.
    pub fn read(bytes: &[u8], followed: Option<(&str, &str)>) -> Result<Self, ImportProblem> {
        let page = read_rpde(bytes).map_err(|problem| ImportProblem::File(problem.to_string()))?;
        let mut report = ImportReport {
            read: page.items.len(),
            next: page.next,
            ..ImportReport::default()
        };
        let goes_on = match (followed, &report.next) {
            (None, _) => GoesOn::Nowhere,
            (Some((begun_at, here)), Some(next)) if !page.items.is_empty() && next != here => {
                GoesOn::At(Position {
                    begun_at: begun_at.to_owned(),
                    next: next.clone(),
                    is_new: false,
                })
            }
            (Some(_), _) => GoesOn::Ended,
        };
        let mut items = Vec::with_capacity(report.read);
        for (at, item) in page.items.into_iter().enumerate() {
            let told = match item.state {
                RpdeState::Updated(draft) => Some(alone(*draft, at + 1)),
                RpdeState::Deleted => None,
                RpdeState::Rejected(faults) => {
                    report.rejected += 1;
                    report.rejections.push(Rejected::of(at + 1, &faults));
                    continue;
                }
            };
            items.push(Item {
                id: item.id,
                modified: item.modified,
                told,
            });
        }
        Ok(Self {
            items,
            report,
            goes_on,
        })
    }

    /// The page to read next, when this feed is followed and this is not its last page.
    #[must_use]
    pub fn next(&self) -> Option<&str> {
        match &self.goes_on {
            GoesOn::At(position) => Some(&position.next),
            GoesOn::Nowhere | GoesOn::Ended => None,
        }
    }

    /// The page with its `next` as whoever follows the feed judged it: the whole address, or `None`
    /// when it will not be followed. Then the feed goes on at this very page, `here`, which may name
    /// another by then: no address that is not followed is ever kept.
    #[must_use]
    pub fn going_on_at(mut self, here: &str, next: Option<String>) -> Self {
        if let GoesOn::At(position) = &mut self.goes_on {
            match next {
                Some(next) if next == here => self.goes_on = GoesOn::Ended,
                Some(next) => position.next = next,
                None => here.clone_into(&mut position.next),
            }
        }
        self
    }
}

/// The highest `modified` of each id of a feed so far. A feed tells in that order; one that does not
/// must not bring back what it told before.
#[derive(Default)]
struct Newest(HashMap<String, i64>);

impl Newest {
    /// What of a page counts, and how many of its items tell of something as it was before. Of
    /// equals the last counts, and so does one that has no place in the order.
    fn of(&mut self, items: Vec<Item>) -> (Vec<Told>, Vec<String>, usize) {
        for item in &items {
            let known = self.0.entry(item.id.clone()).or_insert(i64::MIN);
            *known = (*known).max(item.modified.unwrap_or(i64::MIN));
        }
        let mut kept: HashMap<String, Option<Told>> = HashMap::with_capacity(items.len());
        let mut order = Vec::with_capacity(items.len());
        let mut older = 0;
        for item in items {
            let newest = self.0.get(&item.id).copied();
            if item.modified.is_some() && item.modified < newest {
                older += usize::from(item.told.is_some());
                continue;
            }
            match kept.insert(item.id.clone(), item.told) {
                Some(before) => older += usize::from(before.is_some()),
                None => order.push(item.id),
            }
        }
        let (mut told, mut deleted) = (Vec::with_capacity(order.len()), Vec::new());
        for id in order {
            match kept.remove(&id).flatten() {
                Some(one) => told.push(one),
                None => deleted.push(id),
            }
        }
        (told, deleted, older)
    }
}

/// A feed that is taken in page by page, as one import.
pub struct FeedImport<'a> {
    bridge: &'a Bridge,
    run: Run,
    is_begun: bool,
    dry_run: bool,
    newest: Newest,
}

impl<'a> FeedImport<'a> {
    /// Before the first page.
    #[must_use]
    pub fn new(
        bridge: &'a Bridge,
        municipality: MunicipalityId,
        source: &str,
        dry_run: bool,
    ) -> Self {
        Self {
            bridge,
            run: a_run(bridge, municipality, "openactive", source),
            is_begun: false,
            dry_run,
            newest: Newest::default(),
        }
    }

    /// The page at which a feed with this address goes on, when it was broken off before its end.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn goes_on_at(&self, address: &str) -> Result<Option<String>, ImportProblem> {
        let mut reading = self.bridge.store().read().await?;
        let (municipality, source) = (self.run.municipality, &self.run.source);
        let position = imports::position(&mut reading, municipality, source).await?;
        Ok(position
            .filter(|position| position.begun_at == address)
            .map(|position| position.next))
    }

    /// Takes in one page, as [`FeedPage::read`] reads it. Searches notice it by the change feed.
    ///
    /// # Errors
    /// [`ImportProblem`] when it is no page, or the store cannot be written; then nothing of it
    /// changed.
    pub async fn page(
        &mut self,
        bytes: &[u8],
        followed: Option<(&str, &str)>,
    ) -> Result<ImportReport, ImportProblem> {
        self.keep(vec![FeedPage::read(bytes, followed)?]).await
    }

    /// Takes in the pages that are sent, in their order, until the sender is gone.
    ///
    /// # Errors
    /// [`ImportProblem`] when the store cannot be written; the pages whose commit failed and those
    /// after them changed nothing, and sending more fails.
    pub async fn take_in(
        &mut self,
        mut pages: Receiver<FeedPage>,
    ) -> Result<ImportReport, ImportProblem> {
        // Of a rehearsal nothing is kept, so that a page never sees what one before it told: what
        // it finds must not hang on which pages came together.
        let most = if self.dry_run { 1 } else { AT_ONCE };
        let mut all = ImportReport::default();
        while let Some(first) = pages.recv().await {
            let mut items = first.report.read;
            let mut together = vec![first];
            while items < most
                && let Ok(page) = pages.try_recv()
            {
                items += page.report.read;
                together.push(page);
            }
            all.add(self.keep(together).await?);
        }
        Ok(all)
    }

    /// Takes in pages in one commit.
    async fn keep(&mut self, pages: Vec<FeedPage>) -> Result<ImportReport, ImportProblem> {
        let mut report = ImportReport::default();
        let mut goes_on = GoesOn::Nowhere;
        let mut rows = Vec::with_capacity(pages.len());
        for page in pages {
            report.add(page.report);
            goes_on = page.goes_on;
            let (told, deleted, older) = self.newest.of(page.items);
            report.unchanged += older;
            rows.push((told, deleted));
        }
        let (run, is_first) = (self.run.clone(), !self.is_begun);
        let mut intake = Intake::begin(self.bridge, run, is_first, self.dry_run, report).await?;
        for (told, deleted) in rows {
            intake.take_in(told).await?;
            intake.end(&deleted).await?;
        }
        let (report, _) = intake.finish(goes_on).await?;
        self.is_begun = !self.dry_run;
        Ok(report)
    }
}
