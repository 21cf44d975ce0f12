//! What the imports of public data share: whether a source is new, whose word holds of what a file
//! tells, and writing down what an import did. Called by [`crate::import_postcodes`] and
//! [`crate::import_areas`]; the command lists them beside those of a municipality.

use std::collections::BTreeMap;

use jiff::Timestamp;
use store::imports::Counts;
use store::key_store::fresh_uuid;
pub use store::public_imports::PublicRun;
use store::{StoreError, Tx, public_imports};

use crate::Bridge;
use crate::import_offers::{BY_COMMAND, ImportReport};

/// So many imports are listed.
const LISTED: u32 = 50;

/// The last imports of public data, newest first.
///
/// # Errors
/// When the store cannot be read.
pub async fn list_public_imports(bridge: &Bridge) -> Result<Vec<PublicRun>, StoreError> {
    let mut reading = bridge.store().read().await?;
    public_imports::list(&mut reading, LISTED).await
}

pub(crate) async fn is_new_source(
    tx: &mut Tx,
    kind: &str,
    source: &str,
) -> Result<bool, StoreError> {
    Ok(!public_imports::knows_source(tx, kind, source).await?)
}

/// Of how many rows another source's word holds, by its name.
pub(crate) fn held_elsewhere<'a>(
    holders: impl Iterator<Item = &'a String>,
    source: &str,
) -> Vec<(String, usize)> {
    let mut others: BTreeMap<&str, usize> = BTreeMap::new();
    // Whose data nobody named, from before sources were kept, give way.
    for holder in holders.filter(|holder| *holder != source && !holder.is_empty()) {
        *others.entry(holder).or_default() += 1;
    }
    let named = others.into_iter();
    named
        .map(|(holder, rows)| (holder.to_owned(), rows))
        .collect()
}

pub(crate) async fn write_down(
    tx: &mut Tx,
    kind: &str,
    source: &str,
    report: &ImportReport,
    now: Timestamp,
) -> Result<(), StoreError> {
    let run = PublicRun {
        id: fresh_uuid(now).to_string(),
        kind: kind.to_owned(),
        source: source.to_owned(),
        by: BY_COMMAND.to_owned(),
        at: now,
        counts: counts_of(report),
    };
    public_imports::add(tx, &run).await
}

/// What an import did, as it is kept.
pub(crate) fn counts_of(report: &ImportReport) -> Counts {
    let whole = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    Counts {
        read: whole(report.read),
        new: whole(report.new),
        changed: whole(report.changed),
        unchanged: whole(report.unchanged),
        review: whole(report.review),
        ended: whole(report.ended),
        rejected: whole(report.rejected),
    }
}
