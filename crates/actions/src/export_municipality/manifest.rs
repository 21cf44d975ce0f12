//! The manifest of an export: which files there are, how many rows, and a signature by which this
//! installation knows its own.

use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::StoreError;
use store::secrets::Secrets;

use super::{MANIFEST, digest_of_file};

/// The shape of the manifest.
pub(super) const FORMAT: u32 = 1;
/// A manifest is small; what is larger is none.
const LARGEST: u64 = 4 * 1024 * 1024;

/// What an export holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The shape of this file.
    pub format: u32,
    /// The municipality's code.
    pub municipality: String,
    /// Its name.
    pub name: String,
    /// When it was made.
    pub at: Timestamp,
    /// Who asked for it.
    pub by: String,
    /// By which version of the program.
    pub version: String,
    /// The tables.
    pub tables: Vec<TableMark>,
    /// Tables that were left out, and why.
    pub left_out: Vec<LeftOut>,
    /// The file that says what is what.
    pub readme: FileMark,
    /// The number of the newest seal of the access log.
    pub log_seal: i64,
    /// That seal's link.
    pub log_link: String,
    /// Signed with the log's key of the installation.
    pub signature: String,
}

/// A table of an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableMark {
    /// Its name.
    pub table: String,
    /// How many rows.
    pub rows: u64,
    /// How many values nobody can read any more, because the resident was forgotten meanwhile.
    pub unreadable: u64,
    /// A digest of the rows as they lay in the database.
    pub state: String,
    /// The readable file.
    pub csv: FileMark,
    /// The machine-readable file.
    pub json: FileMark,
}

/// A file of an export.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileMark {
    /// Its name in the folder.
    pub file: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

/// A table that is not in an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeftOut {
    /// Its name.
    pub table: String,
    /// Why.
    pub why: String,
}

impl LeftOut {
    pub(super) fn of((table, why): (&str, &str)) -> Self {
        Self {
            table: table.to_owned(),
            why: why.to_owned(),
        }
    }
}

impl Manifest {
    fn signature_with(&self, secrets: &Secrets) -> Result<String, StoreError> {
        let unsigned = Self {
            signature: String::new(),
            ..self.clone()
        };
        Ok(secrets.log_mac(&[b"export of a municipality", unsigned.to_text()?.as_bytes()]))
    }

    pub(super) fn sign(&mut self, secrets: &Secrets) -> Result<(), StoreError> {
        self.signature = self.signature_with(secrets)?;
        Ok(())
    }

    pub(super) fn to_text(&self) -> Result<String, StoreError> {
        let text = serde_json::to_string_pretty(self);
        text.map(|text| text + "\n")
            .map_err(|_| StoreError::Unreadable("manifest"))
    }

    /// How many rows in all.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|mark| mark.rows).sum()
    }
}

/// Reads the manifest of a folder, made here, and compares every file with it. Gives it with the
/// digest of its own file.
///
/// # Errors
/// A [`StoreError::Place`] that tells what is missing or differs.
pub fn read(folder: &Path, secrets: &Secrets) -> Result<(Manifest, String), StoreError> {
    let path = folder.join(MANIFEST);
    let wrong = |what: &str| StoreError::Place(format!("{}: {what}.", path.display()));
    let size = std::fs::metadata(&path)
        .map_err(|_| wrong("there is no manifest: the export was cut short, or this is none"))?;
    if size.len() > LARGEST {
        return Err(wrong("this is no manifest"));
    }
    let (_, digest) = digest_of_file(&path)?;
    let text = std::fs::read_to_string(&path).map_err(|_| wrong("it cannot be read"))?;
    let manifest: Manifest =
        serde_json::from_str(&text).map_err(|_| wrong("this is no manifest"))?;
    if manifest.format != FORMAT || manifest.signature_with(secrets)? != manifest.signature {
        return Err(wrong(
            "it was not made by this installation, or was altered",
        ));
    }
    let of_tables = manifest
        .tables
        .iter()
        .flat_map(|mark| [&mark.csv, &mark.json]);
    for mark in of_tables.chain([&manifest.readme]) {
        let file = folder.join(&mark.file);
        let found = digest_of_file(&file)?;
        if found != (mark.bytes, mark.sha256.clone()) {
            return Err(StoreError::Place(format!(
                "{} is not as it was exported.",
                file.display()
            )));
        }
    }
    Ok((manifest, digest))
}
