//! `key`: the generations of the master key. Prints ids, never a key.

use std::process::ExitCode;

use actions::{Clock, rotate_keys};
use store::{Place as At, Store};

use crate::arguments::{Key, KeyVerb};
use crate::clock::MachineClock;
use crate::failure::Failure;
use crate::say;
use crate::settings::{place_and_key, store_place};

/// Lists, rotates, retires or copies.
///
/// # Errors
/// When the store or the ring cannot be read or changed: what was done stays done.
pub async fn run(options: Key) -> Result<ExitCode, Failure> {
    if let KeyVerb::Backup { file } = &options.verb {
        let At::Folder(folder) = store_place(&options.place) else {
            return Err(Failure::WrongUse(
                "PostgreSQL is backed up with its own tools: the keys are the schema `keys`. See \
                 docs/operate/back-up.md."
                    .to_owned(),
            ));
        };
        store::backup::write_keys(&folder, file).await?;
        say::answer(&format!("Written: {}.", file.display()));
        return Ok(ExitCode::SUCCESS);
    }
    let (at, keys) = place_and_key(&options.place, false)?;
    let store = Store::open(&at, &keys).await?;
    let now = MachineClock::default().now();
    match options.verb {
        KeyVerb::List | KeyVerb::Backup { .. } => {
            for generation in rotate_keys::list(&store).await? {
                let standing = match (generation.current, generation.in_ring) {
                    (true, _) => "current",
                    (false, true) if generation.sealed == 0 => "not in use",
                    (false, true) => "being replaced",
                    (false, false) => "not in the ring",
                };
                say::answer(&format!(
                    "{}  {:>9} keys  {standing}",
                    generation.id, generation.sealed
                ));
            }
        }
        KeyVerb::Rotate { prepare: true } => {
            let next = rotate_keys::prepare(&store).await?;
            say::answer(&format!(
                "The ring holds {next}. Hand it to every machine, then run key rotate."
            ));
        }
        KeyVerb::Rotate { prepare: false } => {
            let mut told = 0;
            let done = rotate_keys::rotate(&store, now, &mut |keys| {
                if keys >= told + 10_000 {
                    told = keys;
                    say::remark(&format!("{keys} keys are done."));
                }
            })
            .await?;
            say::answer(&format!(
                "{} keys are sealed anew under {}. Make a backup of the keys, then run key retire.",
                done.keys, done.generation
            ));
        }
        KeyVerb::Retire => match rotate_keys::retire(&store, now).await?.as_slice() {
            [] => say::answer("There is one generation: nothing to let go of."),
            gone => say::answer(&format!(
                "Gone from the ring: {}. Destroy your other copies of it too; backups of keys \
                 from its time cannot be opened any more.",
                gone.join(", ")
            )),
        },
    }
    store.close().await;
    Ok(ExitCode::SUCCESS)
}
