//! `import list` and `import undo`: what was imported, and taking an import of offers back.

use std::process::ExitCode;

use actions::import_offers::BY_COMMAND;
use actions::public_imports::{PublicRun, list_public_imports};
use actions::undo_import::{
    Counts, PastRun, UndoProblem, Undone, is_public, list_imports, rehearse_undo, undo_import,
};
use jiff::Timestamp;

use crate::arguments::Import;
use crate::commands::{municipality, open};
use crate::failure::Failure;
use crate::say;

/// How many imports are listed: the last of a municipality's offers and of public data together.
const LISTED: usize = 50;

/// What was imported, newest first: key, day and hour, kind, source, who, and what it did.
///
/// # Errors
/// When the store cannot be read, or it is not clear which municipality is meant.
pub(super) async fn list(options: &Import) -> Result<ExitCode, Failure> {
    let bridge = open(&options.place).await?;
    let public = list_public_imports(&bridge).await?;
    let is_empty = options.municipality.is_none() && bridge.municipalities().is_empty();
    let own = if is_empty && !public.is_empty() {
        // Public data may come in before any municipality takes part.
        Vec::new()
    } else {
        let home = municipality(&bridge, options.municipality.as_deref(), true).await?;
        list_imports(&bridge, home).await?
    };
    bridge.close().await;
    let own = own.into_iter().map(Listed::from);
    let mut all: Vec<Listed> = own.chain(public.into_iter().map(Listed::from)).collect();
    all.sort_by(|one, other| (other.at, &other.id).cmp(&(one.at, &one.id)));
    for one in all.iter().take(LISTED) {
        say::answer(&if options.json { one.json() } else { one.line() });
    }
    Ok(ExitCode::SUCCESS)
}

/// An import in the list.
struct Listed {
    id: String,
    at: Timestamp,
    kind: String,
    source: String,
    by: String,
    counts: Counts,
    is_undone: bool,
}

impl From<PastRun> for Listed {
    fn from(past: PastRun) -> Self {
        Self {
            id: past.run.id,
            at: past.run.at,
            kind: past.run.kind,
            source: past.run.source,
            by: past.run.by,
            counts: past.counts,
            is_undone: past.undone.is_some(),
        }
    }
}

impl From<PublicRun> for Listed {
    fn from(run: PublicRun) -> Self {
        Self {
            id: run.id,
            at: run.at,
            kind: run.kind,
            source: run.source,
            by: run.by,
            counts: run.counts,
            is_undone: false,
        }
    }
}

impl Listed {
    fn line(&self) -> String {
        let counts = self.counts;
        format!(
            "{} {} {} {} by {}: {} read, {} new, {} changed, {} ended, {} rejected{}",
            self.id,
            self.at.strftime("%Y-%m-%d %H:%M"),
            self.kind,
            self.source,
            self.by,
            counts.read,
            counts.new,
            counts.changed,
            counts.ended,
            counts.rejected,
            if self.is_undone { ", undone" } else { "" },
        )
    }

    fn json(&self) -> String {
        self.told().to_string()
    }

    fn told(&self) -> serde_json::Value {
        let counts = self.counts;
        serde_json::json!({
            "id": self.id, "at": self.at.to_string(), "kind": self.kind, "source": self.source,
            "by": self.by, "read": counts.read, "new": counts.new, "changed": counts.changed,
            "unchanged": counts.unchanged, "review": counts.review, "ended": counts.ended,
            "rejected": counts.rejected, "undone": self.is_undone,
        })
    }
}

/// Takes a whole import back, or in a dry run tells what that would be.
///
/// # Errors
/// When it cannot be taken back; the text says why.
pub(super) async fn undo(options: &Import, called: &str) -> Result<ExitCode, Failure> {
    let bridge = open(&options.place).await?;
    let is_empty = options.municipality.is_none() && bridge.municipalities().is_empty();
    if is_empty && is_public(&bridge, called).await? {
        return Err(UndoProblem::Public.into());
    }
    let home = municipality(&bridge, options.municipality.as_deref(), true).await?;
    let undone = if options.dry_run {
        rehearse_undo(&bridge, home, called).await
    } else {
        undo_import(&bridge, home, called, BY_COMMAND).await
    };
    bridge.close().await;
    match undone {
        Ok(Undone { past, kept }) => {
            let mut run = Listed::from(past);
            for one in &kept {
                let (title, key) = (&one.title, &one.source_id);
                say::remark(&format!(
                    "Kept, since somebody changed it: {title} ({key})."
                ));
            }
            if options.dry_run {
                say::remark("Nothing was changed: this was a dry run.");
            }
            if options.json {
                run.is_undone = !options.dry_run;
                let keys: Vec<&str> = kept.iter().map(|one| one.source_id.as_str()).collect();
                let mut told = run.told();
                told["kept"] = keys.into();
                say::answer(&told.to_string());
                return Ok(ExitCode::SUCCESS);
            }
            let counts = run.counts;
            let what = format!(
                "the import of {} on {} ({} new, {} changed, {} ended)",
                run.source,
                run.at.strftime("%Y-%m-%d %H:%M"),
                counts.new,
                counts.changed,
                counts.ended
            );
            say::answer(&if options.dry_run {
                format!("Would be undone: {what}.")
            } else if kept.is_empty() {
                format!("Undone: {what}. Everything is as it was.")
            } else {
                format!("Undone: {what}. All but {} kept is as it was.", kept.len())
            });
            Ok(ExitCode::SUCCESS)
        }
        Err(problem) => Err(problem.into()),
    }
}

impl From<UndoProblem> for Failure {
    fn from(problem: UndoProblem) -> Self {
        match problem {
            UndoProblem::Store(error) => error.into(),
            problem => Self::Finding(format!("{problem}. Nothing was changed.")),
        }
    }
}
