//! Handing a municipality all that is its own: a folder with a readable and a machine-readable file
//! a table, opened, and a manifest that is signed. Asked for when it leaves (decision 0024), or
//! wants a copy of its records.
//!
//! The export stands in the access log before anything leaves, a line for the municipality and one
//! for each resident. Everything is read as it stood at one moment, page by page; others go on.

mod files;
mod manifest;

use std::path::Path;

use documents::texts::Texts;
use domain::ids::{MunicipalityId, ResidentId};
use domain::organisation::Role;
use store::StoreError;
use store::access_log::{self, Action, Line};
use store::leaving::reading::{self, Snapshot};
use store::leaving::{removing, tables};
use store::schema::Table;

pub use files::digest_of_file;
pub use manifest::{FileMark, LeftOut, Manifest, TableMark, read};

use crate::{ActionError, Bridge};
use files::Folder;

/// The manifest's name in the folder; it is written last.
pub const MANIFEST: &str = "manifest.json";
/// The name of the file that says what is what.
pub const README: &str = "README.txt";
/// Longest name of who asks, in characters.
const NAME_MAX: usize = 200;

/// Exports a municipality into a folder that is empty or not there yet. `by` is who asks; `tell`
/// hears how far it is.
///
/// # Errors
/// [`ActionError::NotFound`] when it does not take part; otherwise when the folder will not do, or
/// something cannot be read or written. What was written then has no manifest, and is no export.
pub async fn export_municipality(
    bridge: &Bridge,
    home: MunicipalityId,
    by: &str,
    folder: &Path,
    tell: &mut (dyn FnMut(&str) + Send),
) -> Result<Manifest, ActionError> {
    let municipality = bridge.municipality(home)?;
    let by = named(by)?;
    let folder = Folder::begin(folder)?;
    write_in_log(bridge, home, &by).await?;
    access_log::seal(bridge.store()).await?;

    let mut manifest = Manifest {
        format: manifest::FORMAT,
        municipality: home.to_string(),
        name: municipality.settings.name,
        at: bridge.now(),
        by,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        tables: Vec::new(),
        left_out: tables::NOT_EXPORTED.map(LeftOut::of).into(),
        readme: FileMark::default(),
        log_seal: 0,
        log_link: String::new(),
        signature: String::new(),
    };
    let mut snapshot = Snapshot::of(bridge.store(), home).await?;
    let done = write_tables(&mut snapshot, &folder, &mut manifest, tell).await;
    snapshot.end().await?;
    done?;
    manifest.readme = folder.write_text(README, &readme(&manifest))?;
    manifest.sign(bridge.store().secrets())?;
    folder.write_text(MANIFEST, &manifest.to_text()?)?;
    folder.finish()?;
    Ok(manifest)
}

async fn write_tables(
    snapshot: &mut Snapshot,
    folder: &Folder,
    manifest: &mut Manifest,
    tell: &mut (dyn FnMut(&str) + Send),
) -> Result<(), ActionError> {
    (manifest.log_seal, manifest.log_link) = snapshot.log_end().await?;
    for table in tables::to_export() {
        let fields = reading::fields(table);
        let mut pair = folder.table(&table.name, &fields)?;
        let (mut rows, mut unreadable) = (0, 0);
        let state = snapshot
            .open(table, |row| -> Result<(), ActionError> {
                rows += 1;
                unreadable += row.unreadable;
                Ok(pair.write(&fields, &row.cells)?)
            })
            .await?;
        let (csv, json) = pair.finish()?;
        tell(&format!("{}: {rows} rows", table.name));
        manifest.tables.push(TableMark {
            table: table.name.clone(),
            rows,
            unreadable,
            state,
            csv,
            json,
        });
    }
    Ok(())
}

/// In which tables something changed since an export; empty when it is as new as the data.
///
/// # Errors
/// When the store cannot be read.
pub(crate) async fn changed_since(
    bridge: &Bridge,
    home: MunicipalityId,
    manifest: &Manifest,
) -> Result<Vec<String>, ActionError> {
    let mut snapshot = Snapshot::of(bridge.store(), home).await?;
    let compared = compare(&mut snapshot, manifest).await;
    snapshot.end().await?;
    Ok(compared?)
}

async fn compare(snapshot: &mut Snapshot, manifest: &Manifest) -> Result<Vec<String>, StoreError> {
    let mut changed = Vec::new();
    let counted = tables::to_export().into_iter();
    for table in counted.filter(|table: &&Table| tables::counts_as_change(table)) {
        let known = manifest.tables.iter().find(|mark| mark.table == table.name);
        let state = snapshot.digest(table).await?;
        if known.is_none_or(|mark| mark.state != state) {
            changed.push(table.name.clone());
        }
    }
    Ok(changed)
}

/// Who asks, as it is written down.
pub(crate) fn named(by: &str) -> Result<String, ActionError> {
    let name = by.trim();
    let fits =
        !name.is_empty() && name.chars().count() <= NAME_MAX && !name.chars().any(char::is_control);
    match fits {
        true => Ok(name.to_owned()),
        false => Err(StoreError::Place(
            "--by: say who asks for it, by name: it stands in the access log and in the proof."
                .to_owned(),
        )
        .into()),
    }
}

async fn write_in_log(bridge: &Bridge, home: MunicipalityId, by: &str) -> Result<(), ActionError> {
    let now = bridge.now();
    let line = |resident: Option<ResidentId>| Line {
        municipality: home,
        at: now,
        user: None,
        role: Role::System,
        organisation: None,
        on_behalf: None,
        origin: format!("opdrachtregel {by}"),
        action: Action::Export,
        resident,
        referral: None,
        consent: None,
    };
    let mut tx = bridge.store().begin().await?;
    access_log::write(&mut tx, &[line(None)]).await?;
    tx.commit().await?;
    let mut after = None;
    loop {
        let mut tx = bridge.store().begin().await?;
        let page = removing::residents(&mut tx, home, after).await?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        after = Some(*last);
        let lines: Vec<Line> = page.iter().map(|id| line(Some(*id))).collect();
        access_log::write(&mut tx, &lines).await?;
        tx.commit().await?;
    }
}

/// What is what, in Dutch, for whoever opens the folder.
fn readme(manifest: &Manifest) -> String {
    let t = Texts::dutch();
    let moment = manifest.at.to_string();
    let mut text = t.w(
        "uittocht-kop",
        &[
            ("gemeente", &manifest.name),
            ("code", &manifest.municipality),
            ("moment", &moment),
            ("wie", &manifest.by),
            ("versie", &manifest.version),
        ],
    );
    let mut chapter = |key: &str| {
        text.push_str("\n\n");
        text.push_str(&t.s(key));
        text.push('\n');
    };
    chapter("uittocht-let-op");
    chapter("uittocht-hoe");
    chapter("uittocht-tabellen");
    for mark in &manifest.tables {
        let told = t.s(&key_of(&mark.table));
        text.push_str(&format!("- {} ({}): {told}\n", mark.table, mark.rows));
    }
    text.push('\n');
    text.push_str(&t.s("uittocht-log"));
    text.push_str("\n\n");
    text.push_str(&t.s("uittocht-niet-mee"));
    text.push('\n');
    for left_out in &manifest.left_out {
        let told = t.s(&key_of(&left_out.table));
        text.push_str(&format!("- {}: {told}\n", left_out.table));
    }
    text.push('\n');
    text.push_str(&t.s("uittocht-controle"));
    text.push('\n');
    text
}

fn key_of(table: &str) -> String {
    format!("uittocht-tabel-{}", table.replace('_', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_told_to_who_opens_the_folder() {
        let t = Texts::dutch();
        let left_out = tables::NOT_EXPORTED.iter().map(|(name, _)| *name);
        let all = tables::to_export();
        for table in all.iter().map(|table| table.name.as_str()).chain(left_out) {
            assert!(t.has(&key_of(table)), "uittocht-tabel for {table}");
        }
    }
}
