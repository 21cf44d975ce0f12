//! `audit`: proving and exporting the access log.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use actions::Clock;
use store::access_log::{self, anchors};
use store::{Store, StoreError};

use crate::arguments::{Audit, AuditVerb};
use crate::clock::MachineClock;
use crate::failure::Failure;
use crate::settings::place_and_key;
use crate::{say, sealer};

/// Verifies or exports.
///
/// # Errors
/// When the store or the anchor file cannot be opened.
pub async fn run(options: Audit) -> Result<ExitCode, Failure> {
    let (at, key) = place_and_key(&options.place, false)?;
    let store = Store::open(&at, &key).await?;
    let code = match options.verb {
        AuditVerb::Verify { anchors } => {
            let beside = options.place.data.join(sealer::ANCHORS);
            verify(&store, anchors, &beside).await?
        }
        AuditVerb::Export { anchors: true } => {
            for anchor in anchors::now(&store, MachineClock::default().now()).await? {
                say::answer(&anchor.to_line()?);
            }
            0
        }
        AuditVerb::Export { anchors: false } => {
            access_log::export(&store, &mut |line| say::answer(line)).await?;
            0
        }
    };
    store.close().await;
    Ok(ExitCode::from(code))
}

async fn verify(store: &Store, named: Option<PathBuf>, beside: &Path) -> Result<u8, Failure> {
    let file = named.or_else(|| beside.exists().then(|| beside.to_owned()));
    let kept = match &file {
        Some(file) => {
            let text = std::fs::read_to_string(file).map_err(|error| {
                Failure::Environment(format!("cannot read {}: {error}.", file.display()))
            })?;
            anchors::read(&text).map_err(|error: StoreError| {
                Failure::Environment(format!("{}: {error}", file.display()))
            })?
        }
        None => Vec::new(),
    };
    let proof = access_log::verify(store, &kept).await?;
    for finding in &proof.findings {
        say::answer(&finding.to_string());
    }
    let verdict = match proof.findings.len() {
        0 => "ok".to_owned(),
        1 => "broken: 1 finding".to_owned(),
        count => format!("broken: {count} findings"),
    };
    say::answer(&format!(
        "{verdict}: {} rows in {} seals, {} waiting for their seal, {} anchors compared",
        proof.rows, proof.seals, proof.waiting, proof.anchors
    ));
    Ok(u8::from(!proof.findings.is_empty()))
}
