//! `migrate`, `check`, `backup`, `restore`.

use std::process::ExitCode;

use actions::Clock;
use store::{Place as At, Store};

use crate::arguments::{FileAt, Place};
use crate::clock::MachineClock;
use crate::failure::Failure;
use crate::say;
use crate::settings::{place_and_key, store_place};

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

/// Writes a backup: the data to FILE, the residents' keys to FILE.keys, to be kept apart.
///
/// # Errors
/// When the file exists, or cannot be written.
pub async fn backup(options: &FileAt) -> Result<ExitCode, Failure> {
    let at = store_place(&options.place);
    let At::Folder(folder) = &at else {
        return Err(Failure::WrongUse(
            "PostgreSQL is backed up with its own tools: see docs/operate.".to_owned(),
        ));
    };
    if !folder.join("beweegbrug.db").exists() {
        return Err(Failure::Environment(format!(
            "there is no beweegbrug.db in {}.",
            folder.display()
        )));
    }
    store::backup::write(folder, &options.file).await?;
    say::answer(&format!(
        "Written: {file} and {file}.keys. Keep them apart, and the master key elsewhere.",
        file = options.file.display()
    ));
    Ok(ExitCode::SUCCESS)
}

/// Restores a backup into an empty folder. Who was forgotten since stays forgotten.
///
/// # Errors
/// When the folder is not empty, or the files are no backup.
pub async fn restore(options: &FileAt) -> Result<ExitCode, Failure> {
    let At::Folder(folder) = store_place(&options.place) else {
        return Err(Failure::WrongUse(
            "PostgreSQL is restored with its own tools: see docs/operate.".to_owned(),
        ));
    };
    store::backup::restore(&options.file, &folder).await?;
    say::answer(&format!(
        "Restored into {}. Put the master key there, then run check.",
        folder.display()
    ));
    Ok(ExitCode::SUCCESS)
}
