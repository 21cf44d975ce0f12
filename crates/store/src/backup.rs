//! Backups of an SQLite installation: the data in one file, the residents' keys in another, so
//! that they can be kept apart and for different times. The master key is in neither.

use std::path::{Path, PathBuf};

use sqlx::any::AnyConnectOptions;
use sqlx::{AnyConnection, AssertSqlSafe, ConnectOptions, Connection, Row, query};

use crate::StoreError;

/// What goes of who was forgotten, in data from before that: all but the closing of what is open,
/// which is written down and so asks for the master key.
const FORGET_AGAIN: [&str; 4] = [
    "UPDATE resident SET sealed = NULL, phone_hash = NULL, email_hash = NULL, \
     erased_at = (SELECT f.at FROM newer.forgotten f WHERE f.resident_id = resident.id) \
     WHERE erased_at IS NULL AND id IN (SELECT resident_id FROM newer.forgotten)",
    "UPDATE referral SET sealed = NULL WHERE sealed IS NOT NULL \
     AND resident_id IN (SELECT resident_id FROM newer.forgotten)",
    "UPDATE referral_history SET sealed_note = NULL WHERE sealed_note IS NOT NULL \
     AND referral_id IN (SELECT r.id FROM referral r \
     WHERE r.resident_id IN (SELECT resident_id FROM newer.forgotten))",
    "UPDATE link SET expires_at = 0 WHERE referral_id IN (SELECT r.id FROM referral r \
     WHERE r.resident_id IN (SELECT resident_id FROM newer.forgotten))",
];

/// The file beside a backup that holds the residents' keys, when none is named.
#[must_use]
pub fn keys_beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".keys");
    PathBuf::from(name)
}

async fn open(file: &Path, mode: &str) -> Result<AnyConnection, StoreError> {
    sqlx::any::install_default_drivers();
    let address = format!("sqlite://{}?mode={mode}", file.display());
    let options = address
        .parse::<AnyConnectOptions>()?
        .disable_statement_logging();
    Ok(options.connect().await?)
}

/// Writes a consistent copy of a folder's data and keys, while they are in use. The data go first:
/// each resident in them got a key before that, so the keys that follow hold it, or a tombstone.
///
/// # Errors
/// When a file exists already, or cannot be written.
pub async fn write(folder: &Path, file: &Path, keys: &Path) -> Result<(), StoreError> {
    refuse_existing(file)?;
    refuse_existing(keys)?;
    needs_its_folder(file)?;
    needs_its_folder(keys)?;
    copy(&folder.join("beweegbrug.db"), file).await?;
    copy(&folder.join("keys.db"), keys).await
}

/// Writes a consistent copy of the residents' keys alone: small, and made often, since a restore is
/// as good at forgetting as its keys are new.
///
/// # Errors
/// When the file exists already, or cannot be written.
pub async fn write_keys(folder: &Path, file: &Path) -> Result<(), StoreError> {
    refuse_existing(file)?;
    needs_its_folder(file)?;
    copy(&folder.join("keys.db"), file).await
}

fn needs_its_folder(file: &Path) -> Result<(), StoreError> {
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    match folder {
        Some(folder) if !folder.is_dir() => Err(StoreError::Place(format!(
            "there is no folder {}. Make it first, or choose another.",
            folder.display()
        ))),
        _ => Ok(()),
    }
}

fn refuse_existing(file: &Path) -> Result<(), StoreError> {
    if file.exists() {
        return Err(StoreError::Place(format!(
            "{} exists already. Choose another name: a backup is never overwritten.",
            file.display()
        )));
    }
    Ok(())
}

async fn copy(from: &Path, to: &Path) -> Result<(), StoreError> {
    let mut connection = open(from, "rw").await?;
    query("VACUUM INTO $1")
        .bind(to.display().to_string())
        .execute(&mut connection)
        .await?;
    Ok(connection.close().await?)
}

/// Refuses a file that is no whole backup: broken, cut off, or another file. It must have `table`.
async fn must_be_whole(file: &Path, table: &str) -> Result<(), StoreError> {
    let broken = |why: String| {
        StoreError::Place(format!(
            "{} is broken, cut off, or no such backup ({why}). Nothing was restored. Fetch the \
             file again, or take an older backup.",
            file.display()
        ))
    };
    let found = async {
        let mut connection = open(file, "ro&immutable=true").await?;
        let told = query("PRAGMA quick_check(1)")
            .fetch_one(&mut connection)
            .await?;
        let told: String = told.try_get(0)?;
        let sql = format!("SELECT COUNT(*) FROM {table}");
        query(AssertSqlSafe(sql)).fetch_one(&mut connection).await?;
        connection.close().await?;
        Ok::<String, StoreError>(told)
    };
    match found.await {
        Ok(told) if told == "ok" => Ok(()),
        Ok(told) => Err(broken(told)),
        Err(error) => Err(broken(error.to_string())),
    }
}

/// Puts a backup into an empty folder, and takes away again what there is of who was forgotten: the
/// tombstones lie with the keys, which may be of a later day than the data.
///
/// # Errors
/// When the folder is not empty, or the files are no whole backup; then the folder stays as it was.
pub async fn restore(file: &Path, keys: &Path, folder: &Path) -> Result<(), StoreError> {
    let place = |error: std::io::Error, path: &Path| {
        StoreError::Place(format!("{}: {error}.", path.display()))
    };
    for needed in [file, keys] {
        if !needed.exists() {
            return Err(StoreError::Place(format!(
                "there is no {}.",
                needed.display()
            )));
        }
    }
    crate::make_private_folder(folder).map_err(|error| place(error, folder))?;
    let entries = std::fs::read_dir(folder).map_err(|error| place(error, folder))?;
    // The master key may lie there already: it belongs to the data that come.
    let occupied = entries
        .flatten()
        .any(|entry| entry.file_name() != "master.key");
    if occupied {
        return Err(StoreError::Place(format!(
            "{} is not empty. Restore into an empty folder.",
            folder.display()
        )));
    }
    must_be_whole(file, "resident").await?;
    must_be_whole(keys, "forgotten").await?;
    let restored = fill(file, keys, folder).await;
    if restored.is_err() {
        // A folder that is half full would refuse the next, better try. That nothing may lie there
        // to be removed is no fault.
        for name in [
            "keys.db",
            "beweegbrug.db",
            "beweegbrug.db-wal",
            "beweegbrug.db-shm",
        ] {
            let _ = std::fs::remove_file(folder.join(name));
        }
    }
    restored
}

/// Copies a backup into its folder, and forgets again.
async fn fill(file: &Path, keys: &Path, folder: &Path) -> Result<(), StoreError> {
    for (from, to) in [(keys, "keys.db"), (file, "beweegbrug.db")] {
        std::fs::copy(from, folder.join(to))
            .map_err(|error| StoreError::Place(format!("{}: {error}.", from.display())))?;
    }
    let mut main = open(&folder.join("beweegbrug.db"), "rw").await?;
    query("PRAGMA secure_delete = ON")
        .execute(&mut main)
        .await?;
    query("ATTACH DATABASE $1 AS newer")
        .bind(folder.join("keys.db").display().to_string())
        .execute(&mut main)
        .await?;
    for statement in FORGET_AGAIN {
        query(AssertSqlSafe(statement)).execute(&mut main).await?;
    }
    Ok(main.close().await?)
}
