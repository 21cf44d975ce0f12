//! A feed of offers, taken in as one import. Called by the command line, which fetches the pages,
//! and by the bench.
//!
//! Reading a page and writing those before it go on at the same time: [`FeedPage::read`] touches no
//! store, so that whoever calls can do it on another thread and send what it read to
//! [`FeedImport::take_in`]. Pages that are ready together are written together: a feed that comes
//! faster than it is written shares its commits, and of one that comes slowly each page is shown at
//! once. The pages of a commit and where the feed goes on behind them are never apart.

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

/// A page of a feed that was read, and not yet taken in.
pub struct FeedPage {
    told: Vec<Told>,
    deleted: Vec<String>,
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
                })
            }
            (Some(_), _) => GoesOn::Ended,
        };
        let (mut told, mut deleted) = (Vec::with_capacity(report.read), Vec::new());
        for (at, item) in page.items.into_iter().enumerate() {
            match item.state {
                RpdeState::Updated(draft) => told.push(alone(*draft, at + 1)),
                RpdeState::Deleted => deleted.push(item.id),
                RpdeState::Rejected(faults) => {
                    report.rejected += 1;
                    report.rejections.push(Rejected::of(at + 1, &faults));
                }
            }
        }
        Ok(Self {
            told,
            deleted,
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
}

/// A feed that is taken in page by page, as one import.
pub struct FeedImport<'a> {
    bridge: &'a Bridge,
    run: Run,
    is_begun: bool,
    dry_run: bool,
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
            rows.push((page.told, page.deleted));
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
