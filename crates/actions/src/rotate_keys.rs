//! Rotating the master key while the program runs. Every step may be cut short and asked for again;
//! nothing is unreadable in between. Other nodes take part by themselves: they look for a generation
//! they do not know in the ring as it is then. What was changed stands in the access log of every
//! municipality: the key is theirs together.

use domain::organisation::Role;
use jiff::Timestamp;
use store::access_log::{self, Action, Line};
use store::generations::Generation;
use store::{Store, StoreError, municipalities};

use crate::caller::CONSOLE;

/// What a rotation did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rotated {
    /// The generation under which everything is sealed now.
    pub generation: String,
    /// How many residents' keys were sealed anew.
    pub keys: usize,
}

/// The generations, oldest first.
///
/// # Errors
/// When the key store or the key service cannot be read.
pub async fn list(store: &Store) -> Result<Vec<Generation>, StoreError> {
    store.keys().generations().await
}

/// Only puts the next generation in the ring, so that it can be handed to other machines before it
/// is used. Gives its id.
///
/// # Errors
/// When the ring cannot be changed.
pub async fn prepare(store: &Store) -> Result<String, StoreError> {
    store.keys().prepare().await
}

/// Makes the next generation current and seals everything under it. A rotation that was cut short
/// goes on instead. `tell` hears how many keys are done. It stands in the log as soon as the new key
/// is in use.
///
/// # Errors
/// When the ring cannot be changed, or a store cannot be read or written: what was done stays.
pub async fn rotate(
    store: &Store,
    now: Timestamp,
    tell: &mut dyn FnMut(usize),
) -> Result<Rotated, StoreError> {
    let keys = store.keys();
    let before = keys.generations().await?;
    let newest_is_current = before
        .iter()
        .rfind(|one| one.in_ring)
        .is_some_and(|one| one.current);
    let under_way = before.iter().any(|one| !one.current && one.sealed > 0);
    // With keys left under an older generation, the last rotation has not ended.
    if !(newest_is_current && under_way) {
        keys.prepare().await?;
    }
    let generation = keys.adopt().await?;
    note(store, now).await?;
    let mut done = 0;
    let mut after = String::new();
    while let Some(page) = keys.seal_anew(&after).await? {
        done += page.sealed;
        after = page.last;
        tell(done);
    }
    Ok(Rotated {
        generation,
        keys: done,
    })
}

/// Lets go of the generations before the current one. Gives their ids.
///
/// # Errors
/// When something is still sealed under one of them, or the ring cannot be changed.
pub async fn retire(store: &Store, now: Timestamp) -> Result<Vec<String>, StoreError> {
    let gone = store.keys().retire().await?;
    if !gone.is_empty() {
        note(store, now).await?;
    }
    Ok(gone)
}

/// Writes down in every municipality's log that the key changed.
async fn note(store: &Store, now: Timestamp) -> Result<(), StoreError> {
    let mut tx = store.begin().await?;
    let all = municipalities::all(&mut tx).await?;
    let lines: Vec<Line> = all
        .into_iter()
        .map(|municipality| Line {
            municipality: municipality.id,
            at: now,
            user: None,
            role: Role::System,
            organisation: None,
            on_behalf: None,
            origin: CONSOLE.to_owned(),
            action: Action::KeysChanged,
            resident: None,
            referral: None,
            consent: None,
        })
        .collect();
    access_log::write(&mut tx, &lines).await?;
    tx.commit().await
}
