//! Keeps the offers that are shown as a file, for the next start ([`Bridge::start_from`]). The worker
//! asks for it now and then, and once more when the service stops.
//!
//! A file is written only of offers that are exactly what the database held when so many changes had
//! been told; the next start reads it only when the database can say what was told since. A folder
//! that is full or shut is one warning and never a failure: then a start reads the rows.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::offer::Offer;
use finder::CatalogueQuery;
use store::StoreError;
use store::feed::{self, Told};
use store::kept_offers::{self, NotBelieved};
use tokio::task::spawn_blocking;

use crate::Bridge;
use crate::bridge::{Seen, finished};

/// The name of the file in its folder.
pub const FILE: &str = "offers.snapshot";

/// Where the offers came from when the service started.
#[derive(Debug)]
pub enum Started {
    /// Out of the file.
    FromFile {
        /// How many offers or providers were told of since, and read again.
        followed: usize,
    },
    /// Every row was read.
    ByRows(ByRows),
}

/// Why every row was read.
#[derive(Debug, thiserror::Error)]
pub enum ByRows {
    /// Nobody keeps a file here.
    #[error("no file of offers is kept")]
    NotKept,
    /// The file will not do.
    #[error(transparent)]
    NotBelieved(#[from] NotBelieved),
    /// The database does not know what the file stands on: it was restored from before that, or too
    /// much time has passed.
    #[error("the database cannot tell what changed since the file of offers was written")]
    OtherPast,
    /// Something changed that may concern many offers, such as an import.
    #[error("much changed since the file of offers was written")]
    MuchChanged,
}

impl fmt::Display for Started {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FromFile { followed } => {
                write!(
                    f,
                    "the offers came out of their file; {followed} were read again"
                )
            }
            Self::ByRows(why) => write!(f, "every offer was read from the database: {why}"),
        }
    }
}

/// Where the offers are kept.
pub(crate) struct Keeping {
    path: PathBuf,
    /// Whether somebody was told that it does not work.
    warned: AtomicBool,
}

impl Keeping {
    pub(crate) fn at(path: PathBuf) -> Self {
        Self {
            path,
            warned: AtomicBool::new(false),
        }
    }

    /// What the file holds, when it is of this installation.
    pub(crate) async fn read(&self, database: &str) -> Result<(Told, Vec<Offer>), ByRows> {
        let (path, database) = (self.path.clone(), database.to_owned());
        let reading = spawn_blocking(move || kept_offers::read(&path, &database));
        Ok(finished(reading).await?)
    }

    /// Takes the file away, also from under whoever is writing it now.
    pub(crate) async fn take_away(&self, seen: &mut Seen) {
        seen.kept = None;
        seen.taken_away += 1;
        self.remove().await;
    }

    async fn remove(&self) {
        let path = self.path.clone();
        let done = finished(spawn_blocking(move || kept_offers::remove(&path))).await;
        self.tell(done);
    }

    async fn write(&self, database: &str, told: Told, offers: Vec<Arc<Offer>>) -> bool {
        let (path, database) = (self.path.clone(), database.to_owned());
        let writing = move || kept_offers::write(&path, &database, told, &offers);
        let done = finished(spawn_blocking(writing)).await;
        self.tell(done)
    }

    /// Whether it was done; the first time that it was not, somebody is told.
    fn tell(&self, done: std::io::Result<()>) -> bool {
        match done {
            Ok(()) => {
                self.warned.store(false, Ordering::Relaxed);
                true
            }
            Err(error) => {
                if !self.warned.swap(true, Ordering::Relaxed) {
                    let path = self.path.display();
                    tracing::warn!(%error, %path, "the file of offers cannot be kept; starts take longer");
                }
                false
            }
        }
    }
}

/// Writes the file when offers changed since it was written. Gives whether it was written.
///
/// # Errors
/// When the database cannot be read. What the disk refuses is a warning.
pub async fn keep_offers(bridge: &Bridge) -> Result<bool, StoreError> {
    let Some(keeping) = bridge.keeping() else {
        return Ok(false);
    };
    let Some((told, taken_away)) = settled(bridge).await? else {
        return Ok(false);
    };
    let asked = bridge.clone();
    let all = move || {
        let everything = CatalogueQuery {
            take: usize::MAX,
            ..CatalogueQuery::default()
        };
        let page = asked.finder().catalogue(&everything);
        page.offers.into_iter().map(|entry| entry.offer).collect()
    };
    let offers: Vec<Arc<Offer>> = finished(spawn_blocking(all)).await;
    // Changes come in under the lock: as nothing came, these are the offers of that moment.
    if bridge.seen().await.told.counted != told.counted {
        return Ok(false);
    }
    let counted = told.counted;
    let database = bridge.store().secrets().fingerprint();
    if !keeping.write(database, told, offers).await {
        return Ok(false);
    }
    let mut seen = bridge.seen().await;
    if seen.taken_away != taken_away {
        keeping.remove().await;
        return Ok(false);
    }
    seen.kept = Some(counted);
    Ok(true)
}

/// What was told of the offers in memory, when the file lacks some of it and they are exactly what
/// the database holds. They are read after the feed, so they may be newer than it told; a count that
/// is the same afterwards proves that they are not.
async fn settled(bridge: &Bridge) -> Result<Option<(Told, u64)>, StoreError> {
    let seen = bridge.seen().await;
    if seen.told.counted == 0 || seen.kept == Some(seen.told.counted) {
        return Ok(None);
    }
    let mut reading = bridge.store().read().await?;
    let counted = feed::counted(&mut reading).await?;
    Ok((counted == seen.told.counted).then(|| (seen.told.clone(), seen.taken_away)))
}
