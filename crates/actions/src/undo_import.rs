//! The imports of a municipality, and undoing one whole: every offer is again what it was before,
//! and what the import made is gone. Nothing is overwritten that a person or a later import changed
//! since: then nothing happens, and the answer names those offers.

use std::collections::HashMap;

use domain::ids::MunicipalityId;
use domain::organisation::Role;
use domain::policy::{Verb, may};
use store::imports::{self, TouchedSince};
pub use store::imports::{AtStake, Counts, PastRun};
use store::{StoreError, Tx, feed, public_imports};

use crate::{ActionError, Bridge, Caller};

/// So many imports are listed.
const LISTED: u32 = 50;

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
    /// Somebody, or a later import, changed these offers since.
    #[error("{} changed since the import", names(.0))]
    Touched(Vec<TouchedSince>),
    /// The store could not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn names(touched: &[TouchedSince]) -> String {
    let names = touched.iter().map(|one| {
        let by = if one.by_hand {
            "by hand"
        } else {
            "by a later import"
        };
        format!("{} ({}, {by})", one.title, one.source_id)
    });
    names.collect::<Vec<_>>().join(", ")
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
) -> Result<PastRun, UndoProblem> {
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let past = undoable(bridge, &mut tx, municipality, called).await?;
    if !imports::undo(&mut tx, &past.run, by, now).await? {
        return Err(UndoProblem::AlreadyUndone);
    }
    feed::add(&mut tx, feed::OFFERS, &past.run.source, now).await?;
    tx.commit().await?;
    bridge.refresh().await?;
    Ok(past)
}

/// What [`undo_import`] would undo; nothing is changed.
///
/// # Errors
/// The same [`UndoProblem`].
pub async fn rehearse_undo(
    bridge: &Bridge,
    municipality: MunicipalityId,
    called: &str,
) -> Result<PastRun, UndoProblem> {
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
) -> Result<PastRun, UndoProblem> {
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
    if !touched.is_empty() {
        return Err(UndoProblem::Touched(touched));
    }
    Ok(past)
}

/// Undoes an import for the service point that curates the offers.
///
/// # Errors
/// [`ActionError::Forbidden`] for everybody else.
pub async fn undo_for(
    bridge: &Bridge,
    caller: &Caller,
    id: &str,
) -> Result<Result<PastRun, UndoProblem>, ActionError> {
    let home = desk_of(caller)?;
    let by = caller.as_member().map_or("", |member| member.name.as_str());
    match undo_import(bridge, home, id, by).await {
        Err(UndoProblem::Store(error)) => Err(error.into()),
        answer => Ok(answer),
    }
}

fn desk_of(caller: &Caller) -> Result<MunicipalityId, ActionError> {
    match caller.as_member() {
        Some(member)
            if may(&caller.actor, Verb::Curate) && member.roles.has(Role::ServicePoint) =>
        {
            Ok(member.municipality)
        }
        _ => Err(ActionError::Forbidden),
    }
}
