//! The proof that a municipality was destroyed: figures, who, when, and where its log ended, signed
//! with the log's key of the installation. Names no resident.

use std::collections::BTreeMap;

use documents::texts::Texts;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::StoreError;
use store::leaving::record::{KEYS, Leaving};
use store::leaving::tables;
use store::secrets::Secrets;

use super::NAMES;

/// The shape of the proof.
const FORMAT: u32 = 1;

/// What was destroyed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    /// The shape of this file.
    pub format: u32,
    /// The municipality's code.
    pub municipality: String,
    /// When it began.
    pub begun_at: Timestamp,
    /// When all was gone.
    pub ended_at: Timestamp,
    /// Who asked for it.
    pub by: String,
    /// The SHA-256 of the manifest of the export it relied on.
    pub export: Option<String>,
    /// Why there was no export.
    pub without_export: Option<String>,
    /// How many residents' keys there were; each is destroyed.
    pub keys_destroyed: i64,
    /// Of how many accounts the name alone stays, because another municipality's log names them.
    pub names_kept: i64,
    /// The tables.
    pub tables: Vec<TableProof>,
    /// Tables that stay as they are, and why.
    pub kept: Vec<(String, String)>,
    /// The number of the last seal of its access log.
    pub log_seal: i64,
    /// That seal's link.
    pub log_link: String,
    /// Signed with the log's key of the installation.
    pub signature: String,
}

/// How many rows of a table there were, and are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableProof {
    /// Its name.
    pub table: String,
    /// How many there were when it began.
    pub before: i64,
    /// How many there are.
    pub now: i64,
}

impl Proof {
    pub(super) fn of(
        leaving: &Leaving,
        now: &BTreeMap<String, i64>,
        secrets: &Secrets,
    ) -> Result<Self, StoreError> {
        let before = |name: &str| leaving.counts.get(name).copied().unwrap_or_default();
        let rows = now.iter().map(|(table, now)| TableProof {
            table: table.clone(),
            before: before(table),
            now: *now,
        });
        let mut proof = Self {
            format: FORMAT,
            municipality: leaving.municipality.to_string(),
            begun_at: leaving.begun_at,
            ended_at: leaving
                .ended_at
                .ok_or(StoreError::Unreadable("municipality_leaving.ended_at"))?,
            by: leaving.by.clone(),
            export: leaving.export.clone(),
            without_export: leaving.without_export.clone(),
            keys_destroyed: before(KEYS),
            names_kept: before(NAMES),
            tables: rows.collect(),
            kept: tables::KEPT
                .map(|(table, why)| (table.to_owned(), why.to_owned()))
                .into(),
            log_seal: leaving.seal_number,
            log_link: leaving.seal_link.clone(),
            signature: String::new(),
        };
        proof.signature = proof.signature_with(secrets)?;
        Ok(proof)
    }

    fn signature_with(&self, secrets: &Secrets) -> Result<String, StoreError> {
        let unsigned = Self {
            signature: String::new(),
            ..self.clone()
        };
        Ok(secrets.log_mac(&[b"proof of destruction", unsigned.to_json()?.as_bytes()]))
    }

    /// As JSON.
    ///
    /// # Errors
    /// Never for a proof that was made here.
    pub fn to_json(&self) -> Result<String, StoreError> {
        let text = serde_json::to_string_pretty(self);
        text.map(|text| text + "\n")
            .map_err(|_| StoreError::Unreadable("proof"))
    }

    /// As people read it, in Dutch.
    #[must_use]
    pub fn to_text(&self) -> String {
        let t = Texts::dutch();
        let words = |key: &str, word: &str| t.w(key, &[("tekst", word)]);
        let mut lines = vec![
            words("vernietigd-kop", &self.municipality),
            String::new(),
            words("vernietigd-begonnen", &self.begun_at.to_string()),
            words("vernietigd-klaar", &self.ended_at.to_string()),
            words("vernietigd-door", &self.by),
        ];
        lines.extend(
            self.export
                .as_ref()
                .map(|sum| words("vernietigd-uitvoer", sum)),
        );
        let reason = self.without_export.as_ref();
        lines.extend(reason.map(|reason| words("vernietigd-zonder-uitvoer", reason)));
        lines.extend([
            words("vernietigd-sleutels", &self.keys_destroyed.to_string()),
            words("vernietigd-namen", &self.names_kept.to_string()),
            t.w(
                "vernietigd-log",
                &[
                    ("nummer", &self.log_seal.to_string()),
                    ("schakel", &self.log_link),
                ],
            ),
            String::new(),
            t.s("vernietigd-tabellen"),
        ]);
        for table in &self.tables {
            let (before, now) = (table.before.to_string(), table.now.to_string());
            let told = [
                ("tabel", table.table.as_str()),
                ("waren", &before),
                ("zijn", &now),
            ];
            lines.push(t.w("vernietigd-tabel", &told));
        }
        lines.extend([
            String::new(),
            words("vernietigd-handtekening", &self.signature),
            t.s("vernietigd-controle"),
            String::new(),
        ]);
        lines.join("\n")
    }
}

/// Reads a proof and says whether this installation signed it as it stands: `None` for one that it
/// did not, or that was altered since.
///
/// # Errors
/// When the signature cannot be computed.
pub fn verify_proof(text: &str, secrets: &Secrets) -> Result<Option<Proof>, StoreError> {
    let Ok(proof) = serde_json::from_str::<Proof>(text) else {
        return Ok(None);
    };
    let genuine = proof.signature_with(secrets)? == proof.signature;
    Ok(genuine.then_some(proof))
}
