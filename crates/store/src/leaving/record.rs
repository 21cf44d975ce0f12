//! The record of a leaving: what was there when destruction began, who did it, and where the log
//! ended. It stays when all else is gone, under a MAC of the log's key.

use std::collections::BTreeMap;

use domain::ids::MunicipalityId;
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::query;

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::rows::{get, moment, moment_opt, parsed};
use crate::secrets::Secrets;

const BEGIN: &str = "INSERT INTO municipality_leaving (municipality_id, begun_at, by_name, export, \
    without_export, counts, seal_number, seal_link, ended_at, mac) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const END: &str = "UPDATE municipality_leaving SET ended_at = $1, mac = $2 \
    WHERE municipality_id = $3 AND begun_at = $4";
const OF: &str = "SELECT municipality_id, begun_at, by_name, export, without_export, counts, \
    seal_number, seal_link, ended_at, mac FROM municipality_leaving \
    WHERE municipality_id = $1 ORDER BY begun_at DESC LIMIT 1";
const OF_ALL: &str = "SELECT municipality_id, begun_at, by_name, export, without_export, counts, \
    seal_number, seal_link, ended_at, mac FROM municipality_leaving \
    ORDER BY municipality_id, begun_at";
const LOG_END: &str = "SELECT number, link FROM access_log_head WHERE municipality_id = $1";

/// A municipality that left, or is leaving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// Which.
    pub municipality: MunicipalityId,
    /// When its destruction began.
    pub begun_at: Timestamp,
    /// Who asked for it.
    pub by: String,
    /// The digest of the export's manifest that it relied on.
    pub export: Option<String>,
    /// Why there was none.
    pub without_export: Option<String>,
    /// How many rows there were, by table; and `keys`, the residents' keys.
    pub counts: BTreeMap<String, i64>,
    /// The number of the last seal of its log.
    pub seal_number: i64,
    /// That seal's link.
    pub seal_link: String,
    /// When all was gone.
    pub ended_at: Option<Timestamp>,
}

/// Under which name the residents' keys are counted.
pub const KEYS: &str = "keys";

impl Leaving {
    fn counts_text(&self) -> Result<String, StoreError> {
        serde_json::to_string(&self.counts).map_err(|_| StoreError::Unreadable("leaving.counts"))
    }

    fn mac(&self, secrets: &Secrets) -> Result<String, StoreError> {
        let begun = self.begun_at.as_microsecond().to_le_bytes();
        let ended = self.ended_at.map_or(i64::MIN, Timestamp::as_microsecond);
        let or_nothing = |text: &Option<String>| match text {
            Some(text) => format!("+{text}").into_bytes(),
            None => Vec::new(),
        };
        Ok(secrets.log_mac(&[
            b"leaving",
            self.municipality.as_str().as_bytes(),
            &begun,
            self.by.as_bytes(),
            &or_nothing(&self.export),
            &or_nothing(&self.without_export),
            self.counts_text()?.as_bytes(),
            &self.seal_number.to_le_bytes(),
            self.seal_link.as_bytes(),
            &ended.to_le_bytes(),
        ]))
    }
}

/// Where a municipality's log stands.
pub(super) async fn log_end(
    on: &mut impl Connected,
    home: &str,
) -> Result<(i64, String), StoreError> {
    let row = query(LOG_END)
        .bind(home.to_owned())
        .fetch_optional(on.connected())
        .await?;
    match row {
        Some(row) => Ok((get(&row, "number")?, get(&row, "link")?)),
        None => Ok((0, String::new())),
    }
}

/// Where a municipality's log stands: the number of its newest seal and its link; 0 and nothing
/// when it has none.
///
/// # Errors
/// When the database cannot be read.
pub async fn log_ends(
    on: &mut impl Connected,
    home: MunicipalityId,
) -> Result<(i64, String), StoreError> {
    log_end(on, home.as_str()).await
}

/// Writes down that destruction begins.
///
/// # Errors
/// When the database cannot be written.
pub async fn begin(tx: &mut Tx, leaving: &Leaving) -> Result<(), StoreError> {
    let mac = leaving.mac(tx.secrets())?;
    query(BEGIN)
        .bind(leaving.municipality.to_string())
        .bind(leaving.begun_at.as_microsecond())
        .bind(leaving.by.clone())
        .bind(leaving.export.clone())
        .bind(leaving.without_export.clone())
        .bind(leaving.counts_text()?)
        .bind(leaving.seal_number)
        .bind(leaving.seal_link.clone())
        .bind(leaving.ended_at.map(Timestamp::as_microsecond))
        .bind(mac)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Writes down that all is gone.
///
/// # Errors
/// When the database cannot be written.
pub async fn end(tx: &mut Tx, leaving: &Leaving, now: Timestamp) -> Result<Leaving, StoreError> {
    let ended = Leaving {
        ended_at: Some(now),
        ..leaving.clone()
    };
    let mac = ended.mac(tx.secrets())?;
    query(END)
        .bind(now.as_microsecond())
        .bind(mac)
        .bind(ended.municipality.to_string())
        .bind(ended.begun_at.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(ended)
}

/// The newest leaving of a municipality that this installation wrote down; one that was altered
/// since counts for nothing.
///
/// # Errors
/// When the database cannot be read.
pub async fn of(
    on: &mut impl Connected,
    secrets: &Secrets,
    home: MunicipalityId,
) -> Result<Option<Leaving>, StoreError> {
    let row = query(OF)
        .bind(home.to_string())
        .fetch_optional(on.connected())
        .await?;
    match row {
        Some(row) => genuine(&row, secrets),
        None => Ok(None),
    }
}

/// Every leaving that this installation wrote down.
///
/// # Errors
/// When the database cannot be read.
pub async fn all(on: &mut impl Connected, secrets: &Secrets) -> Result<Vec<Leaving>, StoreError> {
    let rows = query(OF_ALL).fetch_all(on.connected()).await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in &rows {
        all.extend(genuine(row, secrets)?);
    }
    Ok(all)
}

fn genuine(row: &AnyRow, secrets: &Secrets) -> Result<Option<Leaving>, StoreError> {
    let counts = serde_json::from_str(&get::<String>(row, "counts")?);
    let leaving = Leaving {
        municipality: parsed(row, "municipality_id")?,
        begun_at: moment(row, "begun_at")?,
        by: get(row, "by_name")?,
        export: get(row, "export")?,
        without_export: get(row, "without_export")?,
        counts: counts.map_err(|_| StoreError::Unreadable("municipality_leaving.counts"))?,
        seal_number: get(row, "seal_number")?,
        seal_link: get(row, "seal_link")?,
        ended_at: moment_opt(row, "ended_at")?,
    };
    let same = leaving.mac(secrets)? == get::<String>(row, "mac")?;
    Ok(same.then_some(leaving))
}
