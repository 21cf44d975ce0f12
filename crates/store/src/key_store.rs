//! The residents' keys: one each, sealed with the master key, in a store of their own.
//!
//! A key must be on disk before anything sealed with it is. So that a referral need not wait for a
//! second disk, keys are made ahead: a stock of resident ids, each with its key committed, from
//! which a new resident takes the next. A key without its resident harms nothing.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use domain::ids::ResidentId;
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AnyPool, AssertSqlSafe, query};
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::StoreError;
use crate::engine::Engine;
use crate::key_ring::KeyRing;
use crate::key_service::KeyService;
use crate::rows::{PAGE, get, moment, multi_row, parsed, twenty_from};
use crate::secrets::{MasterKey, RootSecret, Secrets};
use crate::vault::{self, ResidentKey};

/// How many keys are made at a time.
const STOCK: usize = 256;
/// With so few left, the next are made.
const STOCK_LOW: usize = 128;

static MAKE: LazyLock<&'static str> = LazyLock::new(|| {
    multi_row(
        "INSERT INTO resident_key (resident_id, sealed, key_id)",
        3,
        STOCK,
        "",
    )
    .leak()
});
static FIND: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "SELECT resident_id, sealed, key_id FROM resident_key WHERE resident_id IN ({})",
        twenty_from(1)
    )
    .leak()
});
const DESTROY: &str = "DELETE FROM resident_key WHERE resident_id = $1";
const TOMBSTONE: &str = "INSERT INTO forgotten (resident_id, at) VALUES ($1, $2) \
    ON CONFLICT (resident_id) DO NOTHING";
const TOMBSTONES: &str = "SELECT resident_id, at FROM forgotten WHERE resident_id > $1 \
    ORDER BY resident_id LIMIT 20";
const ROOT: &str = "SELECT key_id, sealed FROM root_secret WHERE name = 'root'";
const FIRST_ROOT: &str = "INSERT INTO root_secret (name, key_id, sealed) VALUES ('root', $1, $2) \
    ON CONFLICT (name) DO NOTHING";
const ANY_KEY: &str = "SELECT resident_id FROM resident_key LIMIT 1";
/// Changes nothing, but whoever holds this row keeps the current generation current until they
/// commit.
const HOLD: &str = "UPDATE root_secret SET key_id = key_id WHERE name = 'root' AND key_id = $1";

/// The residents' keys: cheap to clone.
#[derive(Clone)]
pub struct KeyStore {
    inner: Arc<Inner>,
}

struct Inner {
    pool: AnyPool,
    engine: Engine,
    service: Arc<dyn KeyService>,
    ring: RwLock<Arc<KeyRing>>,
    stock: Mutex<Stock>,
}

/// Keys that lie ready.
#[derive(Default)]
struct Stock {
    left: Vec<(ResidentId, ResidentKey)>,
    being_filled: bool,
}

/// Somebody who was forgotten.
#[derive(Clone, Copy, Debug)]
pub struct Tombstone {
    /// Who, by an id that tells nothing.
    pub resident: ResidentId,
    /// When.
    pub at: Timestamp,
}

impl KeyStore {
    pub(crate) fn new(
        pool: AnyPool,
        engine: Engine,
        service: Arc<dyn KeyService>,
        ring: KeyRing,
    ) -> Self {
        Self {
            inner: Arc::new(Inner {
                pool,
                engine,
                service,
                ring: RwLock::new(Arc::new(ring)),
                stock: Mutex::new(Stock::default()),
            }),
        }
    }

    /// What follows from the root secret, which is made when the store is new.
    pub(crate) async fn unlock(&self) -> Result<Secrets, StoreError> {
        if query(ROOT)
            .fetch_optional(&self.inner.pool)
            .await?
            .is_none()
        {
            if query(ANY_KEY)
                .fetch_optional(&self.inner.pool)
                .await?
                .is_some()
            {
                return Err(StoreError::Place(
                    "these keys were made by a version from before the first release. Make the \
                     installation anew."
                        .to_owned(),
                ));
            }
            let ring = self.ring();
            let master = ring.newest();
            // Of two nodes that start at once the first keeps its root, and both read that.
            query(FIRST_ROOT)
                .bind(master.id().to_owned())
                .bind(vault::seal_root(master, &RootSecret::random())?)
                .execute(&self.inner.pool)
                .await?;
        }
        let (id, sealed) = self.root().await?;
        let master = self.generation(&id).await?;
        Ok(Secrets::of(&vault::open_root(&master, &sealed)?))
    }

    /// The current generation's id, and the root secret under it.
    pub(crate) async fn root(&self) -> Result<(String, Vec<u8>), StoreError> {
        let row = query(ROOT).fetch_one(&self.inner.pool).await?;
        Ok((get(&row, "key_id")?, get(&row, "sealed")?))
    }

    /// The ring as last read.
    pub(crate) fn ring(&self) -> Arc<KeyRing> {
        let ring = self.inner.ring.read();
        ring.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads the ring again.
    pub(crate) async fn read_ring(&self) -> Result<Arc<KeyRing>, StoreError> {
        let fresh = Arc::new(self.inner.service.read().await?);
        let ring = self.inner.ring.write();
        *ring.unwrap_or_else(PoisonError::into_inner) = fresh.clone();
        Ok(fresh)
    }

    pub(crate) fn service(&self) -> &dyn KeyService {
        &*self.inner.service
    }

    /// A generation of the master key. One that is not known yet was made by a rotation since, and
    /// is looked for in the ring as it is now: nobody need restart for it.
    pub(crate) async fn generation(&self, id: &str) -> Result<MasterKey, StoreError> {
        if let Some(key) = self.ring().find(id) {
            return Ok(key.clone());
        }
        let fresh = self.read_ring().await?;
        fresh.find(id).cloned().ok_or_else(|| {
            StoreError::Place(format!(
                "this database was sealed with another master key, {id}, which is not in the ring. \
                 Point BEWEEGBRUG_MASTER_KEY_FILE to the file that belongs to it."
            ))
        })
    }

    /// A transaction in which the generation `id` stays the current one. `None` when it is not.
    pub(crate) async fn hold(
        &self,
        id: &str,
    ) -> Result<Option<sqlx::Transaction<'static, sqlx::Any>>, StoreError> {
        let mut tx = self.inner.pool.begin().await?;
        let held = query(HOLD).bind(id.to_owned()).execute(&mut *tx).await?;
        Ok((held.rows_affected() == 1).then_some(tx))
    }

    /// A new resident's id and key. The key is on disk already; the next stock is made ahead of
    /// need.
    ///
    /// # Errors
    /// When new stock cannot be made.
    pub async fn take(&self, now: Timestamp) -> Result<(ResidentId, ResidentKey), StoreError> {
        let mut stock = self.inner.stock.lock().await;
        if stock.left.is_empty() {
            stock.left = self.make(now).await?;
        }
        let next = stock
            .left
            .pop()
            .ok_or(StoreError::Vault("no key was made"))?;
        if stock.left.len() < STOCK_LOW && !stock.being_filled {
            stock.being_filled = true;
            let store = self.clone();
            tokio::spawn(async move {
                let fresh = store.make(now).await;
                let mut stock = store.inner.stock.lock().await;
                stock.being_filled = false;
                // When it fails, whoever finds the stock empty hears why.
                if let Ok(fresh) = fresh {
                    stock.left.extend(fresh);
                }
            });
        }
        Ok(next)
    }

    async fn make(&self, now: Timestamp) -> Result<Vec<(ResidentId, ResidentKey)>, StoreError> {
        // A rotation may come in between; then the newer generation is taken.
        for _ in 0..3 {
            let (id, _) = self.root().await?;
            let master = self.generation(&id).await?;
            if let Some(fresh) = self.make_under(&master, now).await? {
                return Ok(fresh);
            }
        }
        Err(StoreError::Stale)
    }

    async fn make_under(
        &self,
        master: &MasterKey,
        now: Timestamp,
    ) -> Result<Option<Vec<(ResidentId, ResidentKey)>>, StoreError> {
        let Some(mut tx) = self.hold(master.id()).await? else {
            return Ok(None);
        };
        let mut fresh = Vec::with_capacity(STOCK);
        let mut statement = query(AssertSqlSafe(*MAKE));
        for _ in 0..STOCK {
            let id = ResidentId::new(fresh_uuid(now));
            let key = ResidentKey::random();
            let sealed = vault::seal_key(master, id, &key)?;
            statement = statement
                .bind(id.to_string())
                .bind(sealed)
                .bind(master.id().to_owned());
            fresh.push((id, key));
        }
        statement.execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(Some(fresh))
    }

    /// The keys of up to twenty residents; who was forgotten has none.
    ///
    /// # Errors
    /// When the key store cannot be read.
    pub async fn of(
        &self,
        residents: &[ResidentId],
    ) -> Result<HashMap<ResidentId, ResidentKey>, StoreError> {
        let mut found = HashMap::new();
        for page in residents.chunks(PAGE) {
            let Some(last) = page.last() else { continue };
            let mut statement = query(AssertSqlSafe(*FIND));
            for resident in page.iter().chain(std::iter::repeat(last)).take(PAGE) {
                statement = statement.bind(resident.to_string());
            }
            for row in statement.fetch_all(&self.inner.pool).await? {
                let (id, key) = self.opened(&row).await?;
                found.insert(id, key);
            }
        }
        Ok(found)
    }

    /// A row's resident and key.
    pub(crate) async fn opened(
        &self,
        row: &AnyRow,
    ) -> Result<(ResidentId, ResidentKey), StoreError> {
        let id: ResidentId = parsed(row, "resident_id")?;
        let sealed: Vec<u8> = get(row, "sealed")?;
        let master = self.generation(&get::<String>(row, "key_id")?).await?;
        Ok((id, vault::open_key(&master, id, &sealed)?))
    }

    /// Destroys a resident's key and leaves a tombstone. What was sealed with it is unreadable
    /// from then on.
    ///
    /// # Errors
    /// When the key store cannot be written.
    pub async fn destroy(&self, resident: ResidentId, now: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.inner.pool.begin().await?;
        let id = resident.to_string();
        query(TOMBSTONE)
            .bind(&id)
            .bind(now.as_microsecond())
            .execute(&mut *tx)
            .await?;
        query(DESTROY).bind(&id).execute(&mut *tx).await?;
        tx.commit().await?;
        self.settle().await;
        Ok(())
    }

    /// Takes what was destroyed out of SQLite's log too, which still holds the pages as they were.
    /// Somebody who reads at this moment keeps them there a little longer, which is no fault.
    pub(crate) async fn settle(&self) {
        if self.inner.engine == Engine::Sqlite {
            query("PRAGMA wal_checkpoint(TRUNCATE)")
                .execute(&self.inner.pool)
                .await
                .ok();
        }
    }

    /// Twenty who were forgotten, in order of their ids, from after this one on; none at the end.
    ///
    /// # Errors
    /// When the key store cannot be read.
    pub async fn tombstones(
        &self,
        after: Option<ResidentId>,
    ) -> Result<Vec<Tombstone>, StoreError> {
        let after = after.map(|id| id.to_string()).unwrap_or_default();
        let rows = query(TOMBSTONES)
            .bind(after)
            .fetch_all(&self.inner.pool)
            .await?;
        let read = |row: &AnyRow| {
            Ok(Tombstone {
                resident: parsed(row, "resident_id")?,
                at: moment(row, "at")?,
            })
        };
        rows.iter().map(read).collect()
    }

    pub(crate) fn pool(&self) -> &AnyPool {
        &self.inner.pool
    }

    pub(crate) async fn close(&self) {
        self.inner.pool.close().await;
    }
}

/// A new UUIDv7 at `now`.
#[must_use]
pub fn fresh_uuid(now: Timestamp) -> Uuid {
    let millis = u64::try_from(now.as_millisecond()).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &rand::random::<[u8; 10]>()).into_uuid()
}

/// New UUIDv7s of one moment, each a little later in order than the one before (RFC 9562, section
/// 6.2, method 2). Rows that are written together then lie together in every index, which halves
/// what SQLite has to do for them. The steps are random: nobody can tell the next from the last.
pub struct IdsInOrder {
    millis: u64,
    /// The 74 bits behind the moment; the first is left free, so that there is room to count on.
    tail: u128,
}

impl IdsInOrder {
    /// For rows that are made at `now`.
    #[must_use]
    pub fn at(now: Timestamp) -> Self {
        Self {
            millis: u64::try_from(now.as_millisecond()).unwrap_or_default(),
            tail: rand::random::<u128>() >> (128 - 73),
        }
    }

    /// The next one.
    #[must_use]
    pub fn fresh(&mut self) -> Uuid {
        self.tail += 1 + u128::from(rand::random::<u32>());
        // Version and variant take the place of the first bits of both halves.
        let [.., high, low] = (self.tail >> 62).to_be_bytes();
        let mut bytes = [0; 10];
        bytes[..2].copy_from_slice(&[high, low]);
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the rest went into the first half"
        )]
        bytes[2..].copy_from_slice(&(self.tail as u64).to_be_bytes());
        uuid::Builder::from_unix_timestamp_millis(self.millis, &bytes).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_in_order_are_versioned_each_of_their_own_and_in_order() {
        let mut ids = IdsInOrder::at(Timestamp::UNIX_EPOCH);
        // So near the end of the lower half that it overflows into the upper one.
        ids.tail = (5 << 62) - (1 << 40);
        let made: Vec<Uuid> = (0..1_000).map(|_| ids.fresh()).collect();
        assert!(made.is_sorted_by(|one, next| one < next));
        assert!(made.iter().all(|id| id.get_version_num() == 7));
        assert!(
            made.iter()
                .all(|id| id.get_variant() == uuid::Variant::RFC4122)
        );
        let of_another = IdsInOrder::at(Timestamp::UNIX_EPOCH).fresh();
        assert!(!made.contains(&of_another));
    }
}
