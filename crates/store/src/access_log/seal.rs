//! Linking what was committed into one chain per municipality.
//!
//! A node seals its own rows, up to the number below which all are decided: so no horizon of time
//! is needed, and a rolled-back transaction leaves no gap that looks like a removed row, because
//! each seal names exactly the numbers it found. Two nodes that append to one chain at once meet at
//! its head: one goes on, the other tries again. Rows of a node that is gone are sealed by another.

use std::collections::BTreeMap;
use std::time::Instant;

use sqlx::error::ErrorKind;
use sqlx::{AssertSqlSafe, query};

use super::ledger::Ledger;
use crate::StoreError;
use crate::engine::{Connected, Store, Tx};
use crate::rows::{get, multi_row};
use crate::secrets::Secrets;

/// How many rows one round seals at most: what a proof holds in memory at a time follows from it.
const BATCH: i64 = 1000;
/// How often a round is tried again when another node was first.
const TRIES: usize = 5;

const MARK: &str = "SELECT sealed FROM access_log_node WHERE node = $1 AND ended = 0";
const ROWS: &str = "SELECT municipality_id, seq, at, mac FROM access_log \
    WHERE node = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4";
const HEADS: &str = "SELECT municipality_id, number, link, floor_number, floor_link \
    FROM access_log_head";
const SEAL: &str = "INSERT INTO access_log_seal (municipality_id, number, at, node, first, last, \
    numbers, digest, link)";
const HEAD: &str = "INSERT INTO access_log_head (municipality_id, number, link, floor_number, \
    floor_link, mac)";
/// Only whoever saw the head as it is may move it.
const MOVE_HEAD: &str = " ON CONFLICT (municipality_id) DO UPDATE SET number = excluded.number, \
    link = excluded.link, mac = excluded.mac \
    WHERE access_log_head.number = excluded.number - 1";
const MOVE_MARK: &str = "UPDATE access_log_node SET sealed = $1, ended = $2 \
    WHERE node = $3 AND sealed = $4 AND ended = 0";
const WAITING: &str = "SELECT n.node, n.sealed, (SELECT MAX(l.seq) FROM access_log l \
    WHERE l.node = n.node AND l.seq > n.sealed) AS newest \
    FROM access_log_node n WHERE n.node <> $1 AND n.ended = 0";

/// One link of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seal {
    pub municipality: String,
    pub number: i64,
    pub at: i64,
    pub node: String,
    pub numbers: Numbers,
    pub digest: String,
    pub link: String,
}

/// Running numbers of a node, as kept: `17-20,22`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbers(pub Vec<(i64, i64)>);

/// Where a chain ends, and what of its beginning was thrown away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub number: i64,
    pub link: String,
    pub floor_number: i64,
    pub floor_link: String,
}

impl Numbers {
    fn push(&mut self, number: i64) {
        match self.0.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => self.0.push((number, number)),
        }
    }

    pub fn first(&self) -> i64 {
        self.0.first().map_or(0, |(first, _)| *first)
    }

    pub fn last(&self) -> i64 {
        self.0.last().map_or(0, |(_, last)| *last)
    }

    pub fn iter(&self) -> impl Iterator<Item = i64> {
        self.0.iter().flat_map(|(first, last)| *first..=*last)
    }

    pub fn to_text(&self) -> String {
        let parts = self.0.iter().map(|(first, last)| match first == last {
            true => first.to_string(),
            false => format!("{first}-{last}"),
        });
        parts.collect::<Vec<_>>().join(",")
    }

    /// Reads what [`Numbers::to_text`] wrote; `None` for anything else, and for more than a seal
    /// ever holds, so that a forged one costs nothing.
    pub fn read(text: &str) -> Option<Self> {
        let mut ranges = Vec::new();
        let (mut before, mut count) = (i64::MIN, 0i64);
        for part in text.split(',') {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            let (first, last): (i64, i64) = (first.parse().ok()?, last.parse().ok()?);
            count = count.checked_add(last.checked_sub(first)?.checked_add(1)?)?;
            if first <= before || last < first || count > BATCH {
                return None;
            }
            before = last;
            ranges.push((first, last));
        }
        Some(Self(ranges))
    }
}

impl Seal {
    /// The link that belongs to what stands here, after the link before it.
    pub fn link_after(&self, before: &str, secrets: &Secrets) -> String {
        let (number, at) = (self.number.to_le_bytes(), self.at.to_le_bytes());
        secrets.log_mac(&[
            b"seal",
            before.as_bytes(),
            self.municipality.as_bytes(),
            &number,
            &at,
            self.node.as_bytes(),
            self.numbers.to_text().as_bytes(),
            self.digest.as_bytes(),
        ])
    }
}

impl Head {
    pub fn mac(&self, municipality: &str, secrets: &Secrets) -> String {
        let (number, floor) = (self.number.to_le_bytes(), self.floor_number.to_le_bytes());
        secrets.log_mac(&[
            b"head",
            municipality.as_bytes(),
            &number,
            self.link.as_bytes(),
            &floor,
            self.floor_link.as_bytes(),
        ])
    }
}

/// The digest of rows, from their MACs in the order of their numbers.
pub(super) fn digest_of<'a>(macs: impl Iterator<Item = &'a str>, secrets: &Secrets) -> String {
    let mut parts: Vec<&[u8]> = vec![b"rows"];
    parts.extend(macs.map(str::as_bytes));
    secrets.log_mac(&parts)
}

/// Seals this node's rows, as far as they are decided. Gives how many rows were sealed. Touches no
/// database when there is nothing to seal.
///
/// # Errors
/// When the database cannot be written.
pub async fn seal(store: &Store) -> Result<u64, StoreError> {
    let mut sealed = 0;
    let log: &Ledger = store.log();
    while let Some(decided) = log.to_seal() {
        if !log.is_registered() {
            break;
        }
        match again(store, &log.node(), decided, false).await? {
            Round::Sealed { rows, up_to } => {
                sealed += rows;
                log.mark_sealed(up_to);
            }
            Round::NotOurs => {
                log.rename();
                break;
            }
        }
    }
    Ok(sealed)
}

/// Seals what other nodes left behind when they were killed: what did not move for half a minute,
/// counted from when this node first saw it, by `now`. Gives how many rows were sealed.
///
/// # Errors
/// When the database cannot be written.
pub async fn seal_for_the_gone(store: &Store, now: Instant) -> Result<u64, StoreError> {
    let log: &Ledger = store.log();
    let waiting = {
        let mut reading = store.read().await?;
        let rows = query(WAITING)
            .bind(log.node())
            .fetch_all(reading.connected())
            .await?;
        let mut waiting: Vec<(String, i64, i64)> = Vec::new();
        for row in &rows {
            if let Some(newest) = get::<Option<i64>>(row, "newest")? {
                waiting.push((get(row, "node")?, get(row, "sealed")?, newest));
            }
        }
        waiting
    };
    let mut sealed = 0;
    for (node, mark, newest) in waiting {
        if log.is_gone(&node, mark, now)
            && let Round::Sealed { rows, .. } = again(store, &node, newest, false).await?
        {
            sealed += rows;
        }
    }
    Ok(sealed)
}

/// Seals what is left and says that this node writes no more.
///
/// # Errors
/// When the database cannot be written.
pub async fn end(store: &Store) -> Result<(), StoreError> {
    seal(store).await?;
    let log: &Ledger = store.log();
    if log.is_registered() && log.to_seal().is_none() {
        again(store, &log.node(), i64::MAX, true).await?;
    }
    Ok(())
}

enum Round {
    /// So many rows were sealed; all numbers up to the last are dealt with.
    Sealed { rows: u64, up_to: i64 },
    /// The database knows no such node, or it was ended by another.
    NotOurs,
}

async fn again(store: &Store, node: &str, decided: i64, ends: bool) -> Result<Round, StoreError> {
    for _ in 1..TRIES {
        match round(store, node, decided, ends).await {
            Err(StoreError::Stale) => {}
            other => return other,
        }
    }
    round(store, node, decided, ends).await
}

async fn round(store: &Store, node: &str, decided: i64, ends: bool) -> Result<Round, StoreError> {
    let mut tx = store.begin().await?;
    let mark = query(MARK)
        .bind(node.to_owned())
        .fetch_optional(tx.connection())
        .await?;
    let Some(mark) = mark else {
        return Ok(Round::NotOurs);
    };
    let mark: i64 = get(&mark, "sealed")?;
    let rows = query(ROWS)
        .bind(node.to_owned())
        .bind(mark)
        .bind(decided)
        .bind(BATCH)
        .fetch_all(tx.connection())
        .await?;
    let mut parts: BTreeMap<String, Part> = BTreeMap::new();
    let mut newest = mark;
    for row in &rows {
        newest = get(row, "seq")?;
        let part = parts.entry(get(row, "municipality_id")?).or_default();
        part.numbers.push(newest);
        part.at = part.at.max(get(row, "at")?);
        part.macs.push(get(row, "mac")?);
    }
    let full = i64::try_from(rows.len()).is_ok_and(|count| count == BATCH);
    let up_to = if full { newest } else { decided };
    if parts.is_empty() && !ends {
        return Ok(Round::Sealed { rows: 0, up_to });
    }
    if !parts.is_empty() {
        append(&mut tx, node, parts).await?;
    }
    let moved = query(MOVE_MARK)
        .bind(newest)
        .bind(i64::from(ends))
        .bind(node.to_owned())
        .bind(mark)
        .execute(tx.connection())
        .await?;
    if moved.rows_affected() != 1 {
        return Err(StoreError::Stale);
    }
    tx.commit().await?;
    Ok(Round::Sealed {
        rows: rows.len() as u64,
        up_to,
    })
}

/// What one municipality's chain gets in a round.
#[derive(Default)]
struct Part {
    numbers: Numbers,
    at: i64,
    macs: Vec<String>,
}

async fn append(tx: &mut Tx, node: &str, parts: BTreeMap<String, Part>) -> Result<(), StoreError> {
    let mut heads: BTreeMap<String, Head> = BTreeMap::new();
    for row in query(HEADS).fetch_all(tx.connection()).await? {
        let head = Head {
            number: get(&row, "number")?,
            link: get(&row, "link")?,
            floor_number: get(&row, "floor_number")?,
            floor_link: get(&row, "floor_link")?,
        };
        heads.insert(get(&row, "municipality_id")?, head);
    }
    let mut seals = Vec::with_capacity(parts.len());
    for (municipality, part) in parts {
        let before = heads.remove(&municipality).unwrap_or_default();
        let mut seal = Seal {
            municipality,
            number: before.number + 1,
            at: part.at,
            node: node.to_owned(),
            numbers: part.numbers,
            digest: digest_of(part.macs.iter().map(String::as_str), tx.secrets()),
            link: String::new(),
        };
        seal.link = seal.link_after(&before.link, tx.secrets());
        let head = Head {
            number: seal.number,
            link: seal.link.clone(),
            ..before
        };
        seals.push((seal, head));
    }
    let statement = multi_row(SEAL, 9, seals.len(), "");
    let mut insert = query(AssertSqlSafe(statement));
    for (seal, _) in &seals {
        insert = insert
            .bind(seal.municipality.clone())
            .bind(seal.number)
            .bind(seal.at)
            .bind(seal.node.clone())
            .bind(seal.numbers.first())
            .bind(seal.numbers.last())
            .bind(seal.numbers.to_text())
            .bind(seal.digest.clone())
            .bind(seal.link.clone());
    }
    insert
        .execute(tx.connection())
        .await
        .map_err(stale_when_taken)?;
    let count = seals.len() as u64;
    let statement = multi_row(HEAD, 6, seals.len(), MOVE_HEAD);
    let mut moving = query(AssertSqlSafe(statement));
    for (seal, head) in seals {
        let mac = head.mac(&seal.municipality, tx.secrets());
        moving = moving
            .bind(seal.municipality)
            .bind(head.number)
            .bind(head.link)
            .bind(head.floor_number)
            .bind(head.floor_link)
            .bind(mac);
    }
    let moved = moving.execute(tx.connection()).await?;
    if moved.rows_affected() != count {
        return Err(StoreError::Stale);
    }
    Ok(())
}

/// Another node put its seal there first.
fn stale_when_taken(error: sqlx::Error) -> StoreError {
    let taken = error
        .as_database_error()
        .is_some_and(|cause| cause.kind() == ErrorKind::UniqueViolation);
    if taken {
        StoreError::Stale
    } else {
        error.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_kept_as_ranges_and_read_back() {
        let mut numbers = Numbers::default();
        for number in [17, 18, 19, 22, 30, 31] {
            numbers.push(number);
        }
        assert_eq!(numbers.to_text(), "17-19,22,30-31");
        assert_eq!(Numbers::read("17-19,22,30-31"), Some(numbers));
        for forged in [
            "",
            "3-1",
            "1,1",
            "5,2",
            "a",
            "1-9999999",
            "1-9223372036854775807",
        ] {
            assert_eq!(Numbers::read(forged), None, "{forged}");
        }
    }
}
