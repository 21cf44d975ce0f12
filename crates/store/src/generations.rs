//! Generations of the master key: making the next, sealing everything under it while the program
//! runs, and letting the old one go (decision 0021, docs/operate/rotate-keys.md).
//!
//! Each step can be cut short and asked for again. The order keeps everything readable at every
//! moment: a key is in the ring, read back from there, before anything is sealed under it, and
//! leaves the ring only when nothing is.

use std::sync::LazyLock;

use sqlx::{AssertSqlSafe, query};

use crate::StoreError;
use crate::key_ring::KeyRing;
use crate::key_store::KeyStore;
use crate::rows::get;
use crate::secrets::MasterKey;
use crate::vault;

/// How many keys are sealed anew in one transaction.
const AT_A_TIME: usize = 100;

const ADOPT: &str = "UPDATE root_secret SET key_id = $1, sealed = $2 WHERE name = 'root'";
const OTHERS: &str = "SELECT resident_id, sealed, key_id FROM resident_key \
    WHERE resident_id > $1 AND key_id <> $2 ORDER BY resident_id LIMIT 100";
const USE: &str = "SELECT key_id, CAST(COUNT(*) AS BIGINT) AS total FROM resident_key \
    GROUP BY key_id ORDER BY key_id";
/// Only rows that are still there: somebody who is forgotten meanwhile does not come back.
static SEAL_ANEW: LazyLock<&'static str> = LazyLock::new(|| {
    let rows: Vec<String> = (0..AT_A_TIME)
        .map(|row| format!("(${}, ${})", row * 2 + 2, row * 2 + 3))
        .collect();
    format!(
        "UPDATE resident_key SET sealed = fresh.column2, key_id = $1 FROM (VALUES {}) AS fresh \
         WHERE resident_key.resident_id = fresh.column1",
        rows.join(", ")
    )
    .leak()
});

/// A generation and what it is used for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generation {
    /// Its id.
    pub id: String,
    /// Whether new keys are sealed under it.
    pub current: bool,
    /// Whether the ring holds it.
    pub in_ring: bool,
    /// How many residents' keys are sealed under it.
    pub sealed: i64,
}

/// How far sealing anew has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many keys this page sealed anew.
    pub sealed: usize,
    /// The last resident of the page, to go on from.
    pub last: String,
}

impl KeyStore {
    /// The generations in the ring, oldest first, and those that are in use without being there.
    ///
    /// # Errors
    /// When the key store or the key service cannot be read.
    pub async fn generations(&self) -> Result<Vec<Generation>, StoreError> {
        let ring = self.read_ring().await?;
        let (current, _) = self.root().await?;
        let mut all: Vec<Generation> = ring
            .keys()
            .map(|key| Generation {
                id: key.id().to_owned(),
                current: key.id() == current,
                in_ring: true,
                sealed: 0,
            })
            .collect();
        for row in query(USE).fetch_all(self.pool()).await? {
            let (id, sealed): (String, i64) = (get(&row, "key_id")?, get(&row, "total")?);
            match all.iter_mut().find(|generation| generation.id == id) {
                Some(generation) => generation.sealed = sealed,
                None => all.push(Generation {
                    current: id == current,
                    in_ring: false,
                    id,
                    sealed,
                }),
            }
        }
        Ok(all)
    }

    /// Puts a next generation in the ring, unless one lies there that is not in use yet. Gives its
    /// id. Nothing is sealed under it before [`KeyStore::adopt`].
    ///
    /// # Errors
    /// When the ring cannot be changed, or somebody else rotates at this moment.
    pub async fn prepare(&self) -> Result<String, StoreError> {
        let (current, _) = self.root().await?;
        self.generation(&current).await?;
        // Of two who prepare at once, the second waits here and then finds the first one's key.
        let tx = self.hold(&current).await?.ok_or(StoreError::Stale)?;
        let ring = self.read_ring().await?;
        let next = if ring.newest().id() == current {
            let next = MasterKey::random();
            self.service().write(&ring.with(next.clone())).await?;
            let kept = self.read_ring().await?;
            let whole = ring.keys().all(|key| kept.find(key.id()).is_some());
            if !whole || kept.newest().id() != next.id() {
                return Err(StoreError::Place(
                    "the key service does not give back the ring that it was given. Nothing was \
                     sealed under the new key."
                        .to_owned(),
                ));
            }
            next.id().to_owned()
        } else {
            ring.newest().id().to_owned()
        };
        tx.commit().await?;
        Ok(next)
    }

    /// Makes the newest generation of the ring the current one: from now on every node seals new
    /// keys under it. Gives its id.
    ///
    /// # Errors
    /// When the key store cannot be written, or somebody else rotates at this moment.
    pub async fn adopt(&self) -> Result<String, StoreError> {
        let (current, sealed) = self.root().await?;
        let old = self.generation(&current).await?;
        let ring = self.read_ring().await?;
        let next = ring.newest();
        if next.id() != current {
            let root = vault::open_root(&old, &sealed)?;
            let mut tx = self.hold(&current).await?.ok_or(StoreError::Stale)?;
            query(ADOPT)
                .bind(next.id().to_owned())
                .bind(vault::seal_root(next, &root)?)
                .execute(&mut *tx)
                .await?;
            tx.commit().await?;
        }
        Ok(next.id().to_owned())
    }

    /// Seals the next hundred keys of other generations under the current one, from after this
    /// resident on. `None` when there are no more.
    ///
    /// # Errors
    /// When a key cannot be opened, or the key store cannot be written.
    pub async fn seal_anew(&self, after: &str) -> Result<Option<Progress>, StoreError> {
        let (current, _) = self.root().await?;
        let master = self.generation(&current).await?;
        let rows = query(OTHERS)
            .bind(after.to_owned())
            .bind(current.clone())
            .fetch_all(self.pool())
            .await?;
        let Some(last) = rows.last() else {
            return Ok(None);
        };
        let last: String = get(last, "resident_id")?;
        let mut fresh = Vec::with_capacity(rows.len());
        for row in &rows {
            let (resident, key) = self.opened(row).await?;
            let sealed = vault::seal_key(&master, resident, &key)?;
            fresh.push((get::<String>(row, "resident_id")?, sealed));
        }
        let mut tx = self.hold(&current).await?.ok_or(StoreError::Stale)?;
        let mut statement = query(AssertSqlSafe(*SEAL_ANEW)).bind(current);
        let padded = fresh.iter().chain(std::iter::repeat(&fresh[0]));
        for (resident, sealed) in padded.take(AT_A_TIME) {
            statement = statement.bind(resident.clone()).bind(sealed.clone());
        }
        statement.execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(Some(Progress {
            sealed: fresh.len(),
            last,
        }))
    }

    /// Lets go of every generation but the current one. From then on nothing that was copied while
    /// they were in use can be opened. Gives the ids that went.
    ///
    /// # Errors
    /// When something is still sealed under an older one, or the ring cannot be changed.
    pub async fn retire(&self) -> Result<Vec<String>, StoreError> {
        let used = self.generations().await?;
        if let Some(other) = used.iter().find(|one| !one.current && one.sealed > 0) {
            return Err(StoreError::Place(format!(
                "{} keys are still sealed under {}. Run key rotate first: it goes on where it \
                 stopped.",
                other.sealed, other.id
            )));
        }
        // Nothing can be sealed under an older one any more; and while the current one is held,
        // nobody puts a next one in the ring.
        let (current, _) = self.root().await?;
        let tx = self.hold(&current).await?.ok_or(StoreError::Stale)?;
        let ring = self.read_ring().await?;
        let newest = ring.newest();
        if newest.id() != current {
            return Err(StoreError::Place(
                "the ring holds a newer key that is not in use yet. Run key rotate first."
                    .to_owned(),
            ));
        }
        let old: Vec<String> = ring
            .keys()
            .map(|key| key.id().to_owned())
            .filter(|id| *id != current)
            .collect();
        if !old.is_empty() {
            self.service().write(&KeyRing::from(newest.clone())).await?;
            self.read_ring().await?;
        }
        tx.commit().await?;
        Ok(old)
    }
}
