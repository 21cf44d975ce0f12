//! The files of an export: made anew, for their owner alone, with a digest of what was written.

use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use store::StoreError;
use store::access_log::csv_cell;
use store::leaving::reading::Cell;

use super::manifest::FileMark;

/// The folder an export is written into.
pub(super) struct Folder(PathBuf);

/// A table's two files.
pub(super) struct Pair {
    csv: Writing,
    json: Writing,
}

/// A file that is being written.
struct Writing {
    file: BufWriter<File>,
    path: PathBuf,
    mark: FileMark,
    digest: Sha256,
}

fn fault(path: &Path, error: &std::io::Error) -> StoreError {
    StoreError::Place(format!("{}: {error}.", path.display()))
}

impl Folder {
    /// Makes the folder, or takes one that is empty; nobody else may enter.
    pub fn begin(path: &Path) -> Result<Self, StoreError> {
        store::make_private_folder(path).map_err(|error| fault(path, &error))?;
        let mut inside = std::fs::read_dir(path).map_err(|error| fault(path, &error))?;
        if inside.next().is_some() {
            return Err(StoreError::Place(format!(
                "{} is not empty. Name a folder that is empty, or not there yet.",
                path.display()
            )));
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700))
                .map_err(|error| fault(path, &error))?;
        }
        Ok(Self(path.to_owned()))
    }

    /// A table's files, with the header written.
    pub fn table(&self, name: &str, fields: &[&str]) -> Result<Pair, StoreError> {
        let mut csv = self.writing(format!("{name}.csv"))?;
        let header: Vec<String> = fields.iter().map(|field| csv_cell(field)).collect();
        // The mark in front tells spreadsheets that this is UTF-8.
        csv.put(&format!("\u{feff}{}\r\n", header.join(";")))?;
        let json = self.writing(format!("{name}.jsonl"))?;
        Ok(Pair { csv, json })
    }

    /// Writes a whole file.
    pub fn write_text(&self, name: &str, text: &str) -> Result<FileMark, StoreError> {
        let mut file = self.writing(name.to_owned())?;
        file.put(text)?;
        file.finish()
    }

    /// What was written is on disk, names too.
    pub fn finish(&self) -> Result<(), StoreError> {
        let folder = File::open(&self.0);
        folder
            .and_then(|folder| folder.sync_all())
            .map_err(|error| fault(&self.0, &error))
    }

    fn writing(&self, name: String) -> Result<Writing, StoreError> {
        let path = self.0.join(&name);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(|error| fault(&path, &error))?;
        Ok(Writing {
            file: BufWriter::new(file),
            path,
            mark: FileMark {
                file: name,
                ..FileMark::default()
            },
            digest: Sha256::new(),
        })
    }
}

impl Writing {
    fn put(&mut self, text: &str) -> Result<(), StoreError> {
        self.digest.update(text.as_bytes());
        self.mark.bytes += text.len() as u64;
        let written = self.file.write_all(text.as_bytes());
        written.map_err(|error| fault(&self.path, &error))
    }

    fn finish(mut self) -> Result<FileMark, StoreError> {
        let flushed = self.file.flush();
        flushed
            .and_then(|()| self.file.get_ref().sync_all())
            .map_err(|error| fault(&self.path, &error))?;
        self.mark.sha256 = HEXLOWER.encode(&self.digest.finalize());
        Ok(self.mark)
    }
}

impl Pair {
    /// Writes a row into both.
    pub fn write(&mut self, fields: &[&str], cells: &[Cell]) -> Result<(), StoreError> {
        let row: Vec<String> = cells.iter().map(as_csv).collect();
        self.csv.put(&format!("{}\r\n", row.join(";")))?;
        let named: Vec<String> = fields
            .iter()
            .zip(cells)
            .map(|(field, cell)| format!("{}:{}", text(field), as_json(cell)))
            .collect();
        self.json.put(&format!("{{{}}}\n", named.join(",")))
    }

    pub fn finish(self) -> Result<(FileMark, FileMark), StoreError> {
        Ok((self.csv.finish()?, self.json.finish()?))
    }
}

fn as_csv(cell: &Cell) -> String {
    match cell {
        Cell::Nothing => String::new(),
        Cell::Text(text) => csv_cell(text),
        // A figure is never a formula, also not one below nought.
        Cell::Whole(number) => number.to_string(),
        Cell::Real(number) => number.to_string(),
        Cell::Flag(flag) => if *flag { "ja" } else { "nee" }.to_owned(),
        Cell::At(moment) => moment.to_string(),
    }
}

fn as_json(cell: &Cell) -> String {
    match cell {
        Cell::Nothing => "null".to_owned(),
        Cell::Text(words) => text(words),
        Cell::Whole(number) => number.to_string(),
        // JSON knows no infinity.
        Cell::Real(number) if number.is_finite() => number.to_string(),
        Cell::Real(_) => "null".to_owned(),
        Cell::Flag(flag) => flag.to_string(),
        Cell::At(moment) => text(&moment.to_string()),
    }
}

fn text(words: &str) -> String {
    serde_json::Value::from(words).to_string()
}

/// The size and SHA-256 of a file, read in pieces.
///
/// # Errors
/// When it cannot be read.
pub fn digest_of_file(path: &Path) -> Result<(u64, String), StoreError> {
    let mut file = File::open(path).map_err(|error| fault(path, &error))?;
    let (mut digest, mut bytes) = (Sha256::new(), 0);
    let mut piece = vec![0; 64 * 1024];
    loop {
        let read = file.read(&mut piece).map_err(|error| fault(path, &error))?;
        if read == 0 {
            return Ok((bytes, HEXLOWER.encode(&digest.finalize())));
        }
        digest.update(&piece[..read]);
        bytes += read as u64;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_no_formula_and_stays_one_line() {
        let folder = tempfile::tempdir().unwrap();
        let folder = Folder::begin(&folder.path().join("uit")).unwrap();
        let mut pair = folder.table("proef", &["a", "b", "c"]).unwrap();
        pair.write(
            &["a", "b", "c"],
            &[
                Cell::Text("=1+1;\"x\"".to_owned()),
                Cell::Whole(-3),
                Cell::Text("een\ntwee".to_owned()),
            ],
        )
        .unwrap();
        pair.finish().unwrap();
        let read = |name: &str| std::fs::read_to_string(folder.0.join(name)).unwrap();
        assert_eq!(
            read("proef.csv"),
            "\u{feff}a;b;c\r\n\"'=1+1;\"\"x\"\"\";-3;\"een\ntwee\"\r\n"
        );
        assert_eq!(
            read("proef.jsonl"),
            "{\"a\":\"=1+1;\\\"x\\\"\",\"b\":-3,\"c\":\"een\\ntwee\"}\n"
        );
    }
}
