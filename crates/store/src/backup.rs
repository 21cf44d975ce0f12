//! Backups of an SQLite installation: the data in one file, the residents' keys in another, so
//! that they can be kept apart and for different times. The master key is in neither.

use std::path::{Path, PathBuf};

use sqlx::any::AnyConnectOptions;
use sqlx::{AnyConnection, ConnectOptions, Connection, Row, query};

use crate::StoreError;

const ERASE_FORGOTTEN: &str = "UPDATE resident SET sealed = NULL, phone_hash = NULL, \
    email_hash = NULL, erased_at = $1 WHERE id = $2 AND erased_at IS NULL";
const FORGOTTEN: &str = "SELECT resident_id, at FROM forgotten";

/// The file beside a backup that holds the residents' keys.
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

/// Writes a consistent copy of a folder's databases, while they are in use. The keys go first: a
/// key without its resident harms nothing.
///
/// # Errors
/// When a file exists already, or cannot be written.
pub async fn write(folder: &Path, file: &Path) -> Result<(), StoreError> {
    let keys = keys_beside(file);
    for target in [file, keys.as_path()] {
        if target.exists() {
            return Err(StoreError::Place(format!(
                "{} exists already. Choose another name: a backup is never overwritten.",
                target.display()
            )));
        }
    }
    for (from, to) in [("keys.db", keys.as_path()), ("beweegbrug.db", file)] {
        let mut connection = open(&folder.join(from), "rw").await?;
        query("VACUUM INTO $1")
            .bind(to.display().to_string())
            .execute(&mut connection)
            .await?;
        connection.close().await?;
    }
    Ok(())
}

/// Puts a backup into an empty folder, and forgets again who was forgotten: the tombstones lie with
/// the keys, which may be of a later day than the data.
///
/// # Errors
/// When the folder is not empty, or the files are no backup.
pub async fn restore(file: &Path, folder: &Path) -> Result<(), StoreError> {
    let keys = keys_beside(file);
    let place = |error: std::io::Error, path: &Path| {
        StoreError::Place(format!("{}: {error}.", path.display()))
    };
    for needed in [file, keys.as_path()] {
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
    for (from, to) in [(keys.as_path(), "keys.db"), (file, "beweegbrug.db")] {
        std::fs::copy(from, folder.join(to)).map_err(|error| place(error, from))?;
    }
    let mut keys = open(&folder.join("keys.db"), "rw").await?;
    let mut main = open(&folder.join("beweegbrug.db"), "rw").await?;
    for row in query(FORGOTTEN).fetch_all(&mut keys).await? {
        let (resident, at): (String, i64) = (row.try_get("resident_id")?, row.try_get("at")?);
        query(ERASE_FORGOTTEN)
            .bind(at)
            .bind(resident)
            .execute(&mut main)
            .await?;
    }
    keys.close().await?;
    main.close().await?;
    Ok(())
}
