//! `migrate`, `check`, `backup`, `restore`.

use std::path::PathBuf;
use std::process::ExitCode;

use actions::Clock;
use store::{Place as At, Store};

use crate::arguments::{FileAt, Place};
use crate::clock::MachineClock;
use crate::commands::open;
use crate::failure::Failure;
use crate::settings::{place_and_key, store_place};
use crate::{keys, say};

/// Brings the tables up to date.
///
/// # Errors
/// When the store cannot be opened.
pub async fn migrate(place: &Place) -> Result<ExitCode, Failure> {
    let (at, key) = place_and_key(place, true)?;
    Store::open(&at, &key).await?.close().await;
    say::answer("The database is up to date.");
    Ok(ExitCode::SUCCESS)
}

/// Proves the invariants: one line each.
///
/// # Errors
/// When the database cannot be read.
pub async fn check(place: &Place) -> Result<ExitCode, Failure> {
    let at = store_place(place);
    if let At::Folder(folder) = &at
        && !folder.join("beweegbrug.db").exists()
    {
        return Err(Failure::Environment(format!(
            "there is no beweegbrug.db in {}.",
            folder.display()
        )));
    }
    let store = Store::open_to_check(&at).await?;
    let now = MachineClock::default().now();
    let findings = actions::check::check(&store, now).await?;
    store.close().await;
    let mut broken = false;
    for finding in findings {
        broken |= !finding.holds;
        let word = if finding.holds { "ok" } else { "broken" };
        say::answer(&format!("{} {word} {}", finding.invariant, finding.text));
    }
    Ok(ExitCode::from(u8::from(broken)))
}

/// Writes a backup: the data to FILE, the residents' keys to FILE.keys or where `--keys` says, to be
/// kept apart.
///
/// # Errors
/// When a file exists, or cannot be written.
pub async fn backup(options: &FileAt) -> Result<ExitCode, Failure> {
    let at = store_place(&options.place);
    let At::Folder(folder) = &at else {
        return Err(Failure::WrongUse(
            "PostgreSQL is backed up with its own tools: see docs/operate/back-up.md.".to_owned(),
        ));
    };
    if !folder.join("beweegbrug.db").exists() {
        return Err(Failure::Environment(format!(
            "there is no beweegbrug.db in {}.",
            folder.display()
        )));
    }
    let keys = keys_of(options);
    store::backup::write(folder, &options.file, &keys).await?;
    say::answer(&format!(
        "Written: {} and {}. Keep them apart, and the master key elsewhere.",
        options.file.display(),
        keys.display()
    ));
    Ok(ExitCode::SUCCESS)
}

fn keys_of(options: &FileAt) -> PathBuf {
    let named = options.keys.clone();
    named.unwrap_or_else(|| store::backup::keys_beside(&options.file))
}

/// Restores a backup into an empty folder. Who was forgotten since stays forgotten, what they had
/// open is closed, and a municipality that left since is destroyed again: at once when the master key is at hand, otherwise at the first start.
///
/// # Errors
/// When the folder is not empty, the files are no backup, or the keys belong to another master key.
pub async fn restore(options: &FileAt) -> Result<ExitCode, Failure> {
    let At::Folder(folder) = store_place(&options.place) else {
        return Err(Failure::WrongUse(
            "PostgreSQL is restored with its own tools: see docs/operate/restore.md.".to_owned(),
        ));
    };
    store::backup::restore(&options.file, &keys_of(options), &folder).await?;
    if !keys::are_at_hand(&options.place) {
        say::answer(&format!(
            "Restored into {}. Put the master key there and start the program once: what forgotten \
             residents had open is closed then. After that, run check.",
            folder.display()
        ));
        return Ok(ExitCode::SUCCESS);
    }
    let bridge = open(&options.place).await?;
    let left = actions::destroy_municipality::destroy_again(&bridge).await;
    let again = actions::erase_resident::forget_again(&bridge).await?;
    bridge.close().await;
    for home in left.map_err(|error| Failure::Finding(error.to_string()))? {
        say::answer(&format!("{home} had left, and is destroyed again."));
    }
    say::answer(&format!(
        "Restored into {}. {again} residents were forgotten again. Now run check.",
        folder.display()
    ));
    Ok(ExitCode::SUCCESS)
}
