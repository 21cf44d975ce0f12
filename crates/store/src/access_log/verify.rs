//! Proving the log whole: every row is as it was written, every number that was sealed is there,
//! nothing came in between, and nothing was taken from the end.
//!
//! Reads one snapshot, so it can run while the log is being written. What one page of seals holds
//! is in memory, no more.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{Executor, query};

use super::anchors::Anchor;
use super::row::Row;
use super::seal::{Head, Numbers, Seal, digest_of};
use crate::StoreError;
use crate::engine::{Connected, Engine, Reading, Store};
use crate::leaving::record::{self, Leaving};
use crate::rows::get;
use crate::secrets::Secrets;

const CHAINS: &str = "SELECT municipality_id FROM access_log_head \
    UNION SELECT municipality_id FROM access_log_seal \
    UNION SELECT municipality_id FROM access_log ORDER BY municipality_id";
const HEAD: &str = "SELECT number, link, floor_number, floor_link, mac FROM access_log_head \
    WHERE municipality_id = $1";
const SEALS: &str = "SELECT number, at, node, numbers, digest, link FROM access_log_seal \
    WHERE municipality_id = $1 AND number > $2 ORDER BY number LIMIT 20";
const SEALED: &str = "SELECT s.number AS seal, l.municipality_id, l.id, l.at, l.account_id, \
    l.role, l.organisation_id, l.on_behalf, l.origin, l.action, l.resident_id, l.referral_id, \
    l.consent, l.node, l.seq, l.mac FROM access_log_seal s JOIN access_log l \
    ON l.municipality_id = s.municipality_id AND l.node = s.node \
    AND l.seq >= s.first AND l.seq <= s.last \
    WHERE s.municipality_id = $1 AND s.number >= $2 AND s.number <= $3 ORDER BY s.number, l.seq";
/// Rows that no seal covers: those that wait for theirs, and those that came in by another way.
const OUTSIDE: &str = "SELECT l.municipality_id, l.id, l.at, l.account_id, l.role, \
    l.organisation_id, l.on_behalf, l.origin, l.action, l.resident_id, l.referral_id, l.consent, \
    l.node, l.seq, l.mac, n.sealed FROM access_log l \
    LEFT JOIN access_log_node n ON n.node = l.node \
    WHERE l.municipality_id = $1 AND l.id > $2 AND (n.node IS NULL OR l.seq > n.sealed \
    OR COALESCE((SELECT s.first FROM access_log_seal s \
    WHERE s.municipality_id = l.municipality_id AND s.node = l.node AND s.last >= l.seq \
    ORDER BY s.last LIMIT 1), l.seq + 1) > l.seq) ORDER BY l.id LIMIT 1000";

/// What a proof found wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A row is not as it was written.
    Altered(Place),
    /// A row was sealed and is gone.
    Removed(Place),
    /// A row stands where none was sealed.
    Inserted(Place),
    /// Seals of a chain are gone, with whatever they sealed: the first and the last of them.
    SealsRemoved(String, i64, i64),
    /// A seal is not as it was made, or stands in another place.
    SealAltered(String, i64),
    /// Where the chain ends cannot be trusted: that line was altered or removed.
    EndAltered(String),
    /// The chain is not the one that an anchor saw: seal number, and when the anchor was made.
    NotAsAnchored(String, i64, Timestamp),
    /// A line of the anchor file was not signed by this installation.
    AnchorForged(String, i64),
}

/// Where a row stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The municipality's code.
    pub municipality: String,
    /// Which process wrote it.
    pub node: String,
    /// Its running number there.
    pub number: i64,
    /// When, as far as it is known: of a removed row, the moment of the row before it.
    pub at: Option<Timestamp>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}/{}", self.municipality, self.node, self.number)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let moment = |place: &Place| place.at.map_or_else(|| "?".to_owned(), |at| at.to_string());
        match self {
            Self::Altered(row) => write!(f, "altered: {row} of {}", moment(row)),
            Self::Removed(row) => write!(f, "removed: {row}, not before {}", moment(row)),
            Self::Inserted(row) => write!(f, "inserted: {row} of {}", moment(row)),
            Self::SealsRemoved(home, first, last) => {
                write!(f, "removed: {home} seals {first} to {last} and their rows")
            }
            Self::SealAltered(home, number) => write!(f, "altered: {home} seal {number}"),
            Self::EndAltered(home) => write!(f, "altered: {home} end of the chain"),
            Self::NotAsAnchored(home, number, at) => write!(
                f,
                "removed or replaced: {home} seal {number}, which the anchor of {at} saw"
            ),
            Self::AnchorForged(home, number) => {
                write!(f, "forged: the anchor of {home} seal {number}")
            }
        }
    }
}

/// What a proof saw.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// How many rows were read.
    pub rows: u64,
    /// How many seals were read.
    pub seals: u64,
    /// How many rows still wait for their seal: those of the last second.
    pub waiting: u64,
    /// How many anchors were compared.
    pub anchors: u64,
    /// What is wrong, chain by chain.
    pub findings: Vec<Finding>,
}

/// Proves the log, also against anchors that were kept elsewhere.
///
/// # Errors
/// When the database cannot be read.
pub async fn verify(store: &Store, anchors: &[Anchor]) -> Result<Proof, StoreError> {
    let mut reading = store.read().await?.apart();
    let begin = match store.engine() {
        Engine::Sqlite => "BEGIN",
        Engine::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
    };
    reading.connected().execute(begin).await?;
    let mut prover = Prover {
        reading,
        secrets: store.secrets().clone(),
        anchors: BTreeMap::new(),
        proof: Proof::default(),
    };
    let proved = prover.all(anchors).await;
    prover.reading.connected().execute("ROLLBACK").await?;
    proved.map(|()| prover.proof)
}

struct Prover {
    reading: Reading,
    secrets: Secrets,
    /// By municipality, then by the number of the seal.
    anchors: BTreeMap<String, BTreeMap<i64, Anchor>>,
    proof: Proof,
}

impl Prover {
    async fn all(&mut self, anchors: &[Anchor]) -> Result<(), StoreError> {
        let left = record::all(&mut self.reading, &self.secrets).await?;
        for anchor in anchors {
            if anchor.is_ours(&self.secrets) {
                if left.iter().any(|leaving| took_along(leaving, anchor)) {
                    self.proof.anchors += 1;
                    continue;
                }
                let of_chain = self.anchors.entry(anchor.municipality.clone()).or_default();
                of_chain.insert(anchor.number, anchor.clone());
                self.proof.anchors += 1;
            } else {
                let home = anchor.municipality.clone();
                let forged = Finding::AnchorForged(home, anchor.number);
                self.proof.findings.push(forged);
            }
        }
        let rows = query(CHAINS).fetch_all(self.reading.connected()).await?;
        for row in &rows {
            let home: String = get(row, "municipality_id")?;
            self.chain(&home).await?;
            self.outside(&home).await?;
            self.rest_of_anchors(&home);
        }
        let unseen: Vec<String> = self.anchors.keys().cloned().collect();
        for home in unseen {
            self.rest_of_anchors(&home);
        }
        Ok(())
    }

    /// Tells a finding once, though two things may show it.
    fn found(&mut self, finding: Finding) {
        if self.proof.findings.last() != Some(&finding) {
            self.proof.findings.push(finding);
        }
    }

    /// What anchors saw and the chain does not have.
    fn rest_of_anchors(&mut self, home: &str) {
        for anchor in self.anchors.remove(home).unwrap_or_default().into_values() {
            let at = anchor.at;
            self.found(Finding::NotAsAnchored(home.to_owned(), anchor.number, at));
        }
    }

    async fn chain(&mut self, home: &str) -> Result<(), StoreError> {
        let head = self.head(home).await?;
        let trusted = head.clone().unwrap_or_default();
        let (mut number, mut link) = (trusted.floor_number, trusted.floor_link.clone());
        if let Some(of_chain) = self.anchors.get_mut(home) {
            // What was thrown away because its time had passed needs no proof any more.
            of_chain.retain(|at, _| *at > number);
        }
        loop {
            let page = self.page(home, number).await?;
            let (Some(first), Some(last)) = (page.first(), page.last()) else {
                break;
            };
            let mut rows = self.rows_of(home, first.number, last.number).await?;
            for seal in page {
                if seal.number != number + 1 {
                    let to = seal.number - 1;
                    self.found(Finding::SealsRemoved(home.to_owned(), number + 1, to));
                } else if seal.link != seal.link_after(&link, &self.secrets) {
                    self.found(Finding::SealAltered(home.to_owned(), seal.number));
                }
                self.compare_with_anchor(home, &seal);
                let rows = rows.remove(&seal.number).unwrap_or_default();
                self.compare(home, &seal, &rows);
                self.proof.seals += 1;
                (number, link) = (seal.number, seal.link);
            }
        }
        match head {
            None if number > 0 => self.found(Finding::EndAltered(home.to_owned())),
            Some(head) if head.number > number => {
                let gone = Finding::SealsRemoved(home.to_owned(), number + 1, head.number);
                self.found(gone);
            }
            Some(head) if head.number < number || head.link != link => {
                self.found(Finding::EndAltered(home.to_owned()));
            }
            _ => {}
        }
        Ok(())
    }

    /// The end of a chain, when it can be trusted.
    async fn head(&mut self, home: &str) -> Result<Option<Head>, StoreError> {
        let row = query(HEAD)
            .bind(home.to_owned())
            .fetch_optional(self.reading.connected())
            .await?;
        let Some(row) = row else {
            return Ok(None);
        };
        let head = Head {
            number: get(&row, "number")?,
            link: get(&row, "link")?,
            floor_number: get(&row, "floor_number")?,
            floor_link: get(&row, "floor_link")?,
        };
        if head.mac(home, &self.secrets) == get::<String>(&row, "mac")? {
            return Ok(Some(head));
        }
        self.found(Finding::EndAltered(home.to_owned()));
        // What is between its ends is still judged.
        Ok(Some(head))
    }

    async fn page(&mut self, home: &str, after: i64) -> Result<Vec<Seal>, StoreError> {
        let rows = query(SEALS)
            .bind(home.to_owned())
            .bind(after)
            .fetch_all(self.reading.connected())
            .await?;
        let mut seals = Vec::with_capacity(rows.len());
        for row in &rows {
            seals.push(seal_of(home, row)?);
        }
        Ok(seals)
    }

    async fn rows_of(
        &mut self,
        home: &str,
        first: i64,
        last: i64,
    ) -> Result<BTreeMap<i64, Vec<Row>>, StoreError> {
        let rows = query(SEALED)
            .bind(home.to_owned())
            .bind(first)
            .bind(last)
            .fetch_all(self.reading.connected())
            .await?;
        let mut by_seal: BTreeMap<i64, Vec<Row>> = BTreeMap::new();
        for row in &rows {
            let of_seal = by_seal.entry(get(row, "seal")?).or_default();
            of_seal.push(Row::read(row)?);
        }
        Ok(by_seal)
    }

    fn compare_with_anchor(&mut self, home: &str, seal: &Seal) {
        let of_chain = self.anchors.get_mut(home);
        let Some(anchor) = of_chain.and_then(|anchors| anchors.remove(&seal.number)) else {
            return;
        };
        if anchor.link != seal.link {
            self.found(Finding::NotAsAnchored(
                home.to_owned(),
                seal.number,
                anchor.at,
            ));
        }
    }

    /// Whether the rows are exactly those that were sealed.
    fn compare(&mut self, home: &str, seal: &Seal, rows: &[Row]) {
        self.proof.rows += rows.len() as u64;
        let mut whole = true;
        let mut before: Option<i64> = None;
        let mut rows_left = rows.iter().peekable();
        for number in seal.numbers.iter() {
            while let Some(row) = rows_left.next_if(|row| row.seq < number) {
                whole = false;
                self.found(Finding::Inserted(place_of(row)));
            }
            match rows_left.next_if(|row| row.seq == number) {
                Some(row) => {
                    before = Some(row.at);
                    if !row.is_genuine(&self.secrets) {
                        whole = false;
                        self.found(Finding::Altered(place_of(row)));
                    }
                }
                None => {
                    whole = false;
                    self.found(Finding::Removed(Place {
                        municipality: home.to_owned(),
                        node: seal.node.clone(),
                        number,
                        at: before.and_then(|at| Timestamp::from_microsecond(at).ok()),
                    }));
                }
            }
        }
        for row in rows_left {
            whole = false;
            self.found(Finding::Inserted(place_of(row)));
        }
        let macs = rows.iter().map(|row| row.mac.as_str());
        if whole && digest_of(macs, &self.secrets) != seal.digest {
            self.found(Finding::SealAltered(home.to_owned(), seal.number));
        }
    }

    async fn outside(&mut self, home: &str) -> Result<(), StoreError> {
        let mut after = String::new();
        loop {
            let rows = query(OUTSIDE)
                .bind(home.to_owned())
                .bind(after.clone())
                .fetch_all(self.reading.connected())
                .await?;
            if rows.is_empty() {
                return Ok(());
            }
            for row in &rows {
                let sealed: Option<i64> = get(row, "sealed")?;
                let row = Row::read(row)?;
                self.proof.rows += 1;
                if !row.is_genuine(&self.secrets) {
                    self.found(Finding::Altered(place_of(&row)));
                } else if sealed.is_some_and(|mark| row.seq > mark) {
                    self.proof.waiting += 1;
                } else {
                    self.found(Finding::Inserted(place_of(&row)));
                }
                after = row.id;
            }
        }
    }
}

/// Whether an anchor saw a log that went with its municipality (decision 0024).
fn took_along(leaving: &Leaving, anchor: &Anchor) -> bool {
    let contradicts = anchor.number == leaving.seal_number && anchor.link != leaving.seal_link;
    leaving.municipality.as_str() == anchor.municipality
        && leaving.ended_at.is_some_and(|ended| anchor.at <= ended)
        && !contradicts
}

fn place_of(row: &Row) -> Place {
    Place {
        municipality: row.columns[0].clone().unwrap_or_default(),
        node: row.node.clone(),
        number: row.seq,
        at: Timestamp::from_microsecond(row.at).ok(),
    }
}

/// A seal as it is kept. One whose numbers cannot be read seals nothing, and its link tells so.
fn seal_of(home: &str, row: &AnyRow) -> Result<Seal, StoreError> {
    Ok(Seal {
        municipality: home.to_owned(),
        number: get(row, "number")?,
        at: get(row, "at")?,
        node: get(row, "node")?,
        numbers: Numbers::read(&get::<String>(row, "numbers")?).unwrap_or_default(),
        digest: get(row, "digest")?,
        link: get(row, "link")?,
    })
}
