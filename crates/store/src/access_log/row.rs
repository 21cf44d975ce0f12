//! A row as it is kept, and the MAC over all of it.

use sqlx::any::AnyRow;

use super::Line;
use crate::StoreError;
use crate::key_store::fresh_uuid;
use crate::rows::get;
use crate::secrets::Secrets;

/// The columns beside id, moment, number and MAC, in the order of the table.
pub(super) const COLUMNS: [&str; 10] = [
    "municipality_id",
    "account_id",
    "role",
    "organisation_id",
    "on_behalf",
    "origin",
    "action",
    "resident_id",
    "referral_id",
    "consent",
];

/// A row of the table.
pub(super) struct Row {
    pub id: String,
    pub at: i64,
    pub columns: [Option<String>; 10],
    pub node: String,
    pub seq: i64,
    /// As kept; empty before it is.
    pub mac: String,
}

impl Row {
    pub fn of(line: &Line, node: String, seq: i64) -> Self {
        let columns = [
            Some(line.municipality.to_string()),
            line.user.map(|id| id.to_string()),
            Some(line.role.code().to_owned()),
            line.organisation.map(|id| id.to_string()),
            line.on_behalf.clone(),
            Some(line.origin.clone()),
            Some(line.action.code().to_owned()),
            line.resident.map(|id| id.to_string()),
            line.referral.map(|id| id.to_string()),
            line.consent.clone(),
        ];
        Self {
            id: fresh_uuid(line.at).to_string(),
            at: line.at.as_microsecond(),
            columns,
            node,
            seq,
            mac: String::new(),
        }
    }

    /// Reads a row of which every column was selected.
    pub fn read(row: &AnyRow) -> Result<Self, StoreError> {
        let mut columns: [Option<String>; 10] = Default::default();
        for (column, name) in columns.iter_mut().zip(COLUMNS) {
            *column = get(row, name)?;
        }
        Ok(Self {
            id: get(row, "id")?,
            at: get(row, "at")?,
            columns,
            node: get(row, "node")?,
            seq: get(row, "seq")?,
            mac: get(row, "mac")?,
        })
    }

    /// The MAC that belongs to what stands here.
    pub fn mac_with(&self, secrets: &Secrets) -> String {
        let (at, seq) = (self.at.to_le_bytes(), self.seq.to_le_bytes());
        let mut parts: Vec<&[u8]> =
            vec![b"row", self.id.as_bytes(), &at, self.node.as_bytes(), &seq];
        // An empty column and a missing one differ by the byte that no column can be.
        parts.extend(self.columns.iter().map(|column| match column {
            Some(text) => text.as_bytes(),
            None => &[0xFF][..],
        }));
        secrets.log_mac(&parts)
    }

    /// Whether it is as it was written.
    pub fn is_genuine(&self, secrets: &Secrets) -> bool {
        self.mac_with(secrets) == self.mac
    }
}
