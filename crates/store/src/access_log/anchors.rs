//! Anchors: where each municipality's chain stood at a moment, in a form that is kept elsewhere.
//! Whoever puts the whole database back to an earlier day cannot put back the anchors too.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::query;

use crate::StoreError;
use crate::engine::{Connected, Store};
use crate::rows::get;
use crate::secrets::Secrets;

/// Heads that have a seal; one without was made by hand.
const HEADS: &str = "SELECT municipality_id, number, link FROM access_log_head \
    ORDER BY municipality_id";

/// Where a chain stood. One line of JSON in an anchor file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    /// The municipality's code.
    pub municipality: String,
    /// The number of its newest seal.
    pub number: i64,
    /// That seal's link.
    pub link: String,
    /// When it was told.
    pub at: Timestamp,
    /// Signed with a key that is not in the database.
    pub signature: String,
}

impl Anchor {
    fn signature_with(&self, secrets: &Secrets) -> String {
        let (number, at) = (
            self.number.to_le_bytes(),
            self.at.as_microsecond().to_le_bytes(),
        );
        secrets.log_mac(&[
            b"anchor",
            self.municipality.as_bytes(),
            &number,
            self.link.as_bytes(),
            &at,
        ])
    }

    /// Whether this installation signed it.
    #[must_use]
    pub fn is_ours(&self, secrets: &Secrets) -> bool {
        self.signature_with(secrets) == self.signature
    }

    /// As one line of a file.
    ///
    /// # Errors
    /// Never for an anchor that was made here.
    pub fn to_line(&self) -> Result<String, StoreError> {
        serde_json::to_string(self).map_err(|_| StoreError::Unreadable("anchor"))
    }
}

/// Reads an anchor file: one JSON object a line, empty lines aside.
///
/// # Errors
/// When a line is none; the text tells which.
pub fn read(text: &str) -> Result<Vec<Anchor>, StoreError> {
    let lines = text.lines().enumerate();
    lines
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| {
            serde_json::from_str(line).map_err(|_| {
                StoreError::Place(format!("line {} of the anchor file is no anchor.", at + 1))
            })
        })
        .collect()
}

/// An anchor for each chain, as it stands now.
///
/// # Errors
/// When the database cannot be read.
pub async fn now(store: &Store, at: Timestamp) -> Result<Vec<Anchor>, StoreError> {
    let mut reading = store.read().await?;
    let rows = query(HEADS).fetch_all(reading.connected()).await?;
    // As exact as it is kept.
    let at = Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at);
    rows.iter()
        .map(|row| {
            let mut anchor = Anchor {
                municipality: get(row, "municipality_id")?,
                number: get(row, "number")?,
                link: get(row, "link")?,
                at,
                signature: String::new(),
            };
            anchor.signature = anchor.signature_with(store.secrets());
            Ok(anchor)
        })
        .collect()
}
