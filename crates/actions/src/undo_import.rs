//! The imports of a municipality, and undoing one: every offer is again what it was before, and what
//! the import made is gone. What a person changed since stays as that person left it, and is named,
//! beforehand too. Where a later import wrote over it, that one is undone first: until then nothing
//! happens, and the answer names those offers.

use std::collections::HashMap;

use domain::ids::MunicipalityId;
use domain::policy::{Verb, may};
use store::imports;
pub use store::imports::{AtStake, Counts, PastRun, TouchedSince};
use store::{StoreError, Tx, feed, public_imports};

use crate::{ActionError, Bridge, Caller};

/// So many imports are listed.
const LISTED: u32 = 50;
/// Of all that people changed since so many are named beforehand.
const NAMED: u32 = 1_000;

/// Why an import was not undone.
#[derive(Debug, thiserror::Error)]
pub enum UndoProblem {
    /// There is no import by that key, and the source has none that changed something.
    #[error("there is no import to undo by that name")]
    NotFound,
    /// It is one of postcodes, areas or figures.
    #[error(
        "postcodes, areas and figures are not undone: take the earlier file in again under the \
         same source"
    )]
    Public,
    /// It was undone before.
    #[error("this import was undone already")]
    AlreadyUndone,
    /// It is longer ago than what was before it is kept.
    #[error("this import is more than 90 days old: what was before it is no longer kept")]
    TooOld,
    /// A later import changed these offers since; that one is undone first.
    #[error("{} changed since the import; undo that later import first", names(.0))]
    Touched(Vec<TouchedSince>),
    /// The store could not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn names(touched: &[TouchedSince]) -> String {
    let names = touched.iter();
    let names = names.map(|one| format!("{} ({}, by a later import)", one.title, one.source_id));
    names.collect::<Vec<_>>().join(", ")
}

/// An import that was undone, or that would be.
#[derive(Clone, Debug)]
pub struct Undone {
    /// Which.
    pub past: PastRun,
    /// What a person changed since: it stays as it is.
    pub kept: Vec<TouchedSince>,
}

/// The last imports of a municipality, newest first.
///
/// # Errors
/// When the store cannot be read.
pub async fn list_imports(
    bridge: &Bridge,
    municipality: MunicipalityId,
) -> Result<Vec<PastRun>, StoreError> {
    let mut reading = bridge.store().read().await?;
    imports::list(&mut reading, municipality, LISTED).await
}

/// The same for the service point that curates the offers.
///
/// # Errors
/// [`ActionError::Forbidden`] for everybody else.
pub async fn imports_for(bridge: &Bridge, caller: &Caller) -> Result<Vec<PastRun>, ActionError> {
    let home = desk_of(caller)?;
    Ok(list_imports(bridge, home).await?)
}

/// What goes when each import is taken back, by the import's key.
///
/// # Errors
/// [`ActionError::Forbidden`] for who is no service point.
pub async fn stakes_for(
    bridge: &Bridge,
    caller: &Caller,
) -> Result<HashMap<String, AtStake>, ActionError> {
    let home = desk_of(caller)?;
    let mut reading = bridge.store().read().await?;
    Ok(imports::at_stake(&mut reading, home).await?)
}

/// What a person changed since each import, by the import's key: it stays when that is taken back.
///
/// # Errors
/// [`ActionError::Forbidden`] for who is no service point.
pub async fn kept_for(
    bridge: &Bridge,
    caller: &Caller,
) -> Result<HashMap<String, Vec<TouchedSince>>, ActionError> {
    let home = desk_of(caller)?;
    let mut reading = bridge.store().read().await?;
    let mut kept: HashMap<String, Vec<TouchedSince>> = HashMap::new();
    for one in imports::changed_by_hand(&mut reading, home, NAMED).await? {
        kept.entry(one.run.clone()).or_default().push(one);
    }
    Ok(kept)
}

/// Whether an import of public data goes by this key, or by this name of its source.
///
/// # Errors
/// When the store cannot be read.
pub async fn is_public(bridge: &Bridge, called: &str) -> Result<bool, StoreError> {
    let mut reading = bridge.store().read().await?;
    public_imports::is_known(&mut reading, called).await
}

/// Undoes an import by its key, or the last one of a source by that name.
///
/// # Errors
/// [`UndoProblem`]; then nothing changed.
pub async fn undo_import(
    bridge: &Bridge,
    municipality: MunicipalityId,
    called: &str,
    by: &str,
) -> Result<Undone, UndoProblem> {
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let undone = undoable(bridge, &mut tx, municipality, called).await?;
    let run = &undone.past.run;
    if !imports::undo(&mut tx, run, by, now).await? {
        return Err(UndoProblem::AlreadyUndone);
    }
    feed::add(&mut tx, feed::OFFERS, &run.source, now).await?;
    tx.commit().await?;
    bridge.refresh().await?;
    Ok(undone)
}

/// What [`undo_import`] would undo; nothing is changed.
///
/// # Errors
/// The same [`UndoProblem`].
pub async fn rehearse_undo(
    bridge: &Bridge,
    municipality: MunicipalityId,
    called: &str,
) -> Result<Undone, UndoProblem> {
    // Only a commit would keep anything of it.
    let mut tx = bridge.store().begin().await?;
    undoable(bridge, &mut tx, municipality, called).await
}

/// The import of that name, when it can be undone as things stand.
async fn undoable(
    bridge: &Bridge,
    tx: &mut Tx,
    municipality: MunicipalityId,
    called: &str,
) -> Result<Undone, UndoProblem> {
    let past = imports::find(tx, municipality, called).await?;
    let Some(past) = past else {
        let is_public = public_imports::is_known(tx, called).await?;
        return Err(if is_public {
            UndoProblem::Public
        } else {
            UndoProblem::NotFound
        });
    };
    if past.undone.is_some() {
        return Err(UndoProblem::AlreadyUndone);
    }
    if bridge.now().duration_since(past.run.at) > imports::UNDO_FOR {
        return Err(UndoProblem::TooOld);
    }
    let touched = imports::touched_since(tx, &past.run).await?;
    let (kept, written_over): (Vec<_>, Vec<_>) = touched.into_iter().partition(|one| one.by_hand);
    if !written_over.is_empty() {
        return Err(UndoProblem::Touched(written_over));
    }
    Ok(Undone { past, kept })
}

/// Undoes an import for the service point that curates the offers.
///
/// # Errors
/// [`ActionError::Forbidden`] for everybody else.
pub async fn undo_for(
    bridge: &Bridge,
    caller: &Caller,
    id: &str,
) -> Result<Result<Undone, UndoProblem>, ActionError> {
    let home = desk_of(caller)?;
    let by = caller.as_member().map_or("", |member| member.name.as_str());
    match undo_import(bridge, home, id, by).await {
        Err(UndoProblem::Store(error)) => Err(error.into()),
        answer => Ok(answer),
    }
}

fn desk_of(caller: &Caller) -> Result<MunicipalityId, ActionError> {
    match caller.as_member() {
        Some(member) if may(&caller.actor, Verb::Curate) => Ok(member.municipality),
        _ => Err(ActionError::Forbidden),
    }
}
