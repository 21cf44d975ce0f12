//! The residents' keys: one each, sealed with the master key, in a store of their own.
//!
//! A key must be on disk before anything sealed with it is. So that a referral need not wait for a
//! second disk, keys are made ahead: a stock of resident ids, each with its key committed, from
//! which a new resident takes the next. A key without its resident harms nothing.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use domain::ids::ResidentId;
use jiff::Timestamp;
use sqlx::{AnyPool, AssertSqlSafe, query};
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::StoreError;
use crate::rows::{PAGE, get, multi_row, parsed, twenty_from};
use crate::secrets::Secrets;
use crate::vault::{self, ResidentKey};

/// How many keys are made at a time.
const STOCK: usize = 256;
/// With so few left, the next are made.
const STOCK_LOW: usize = 128;

static MAKE: LazyLock<&'static str> = LazyLock::new(|| {
    multi_row(
        "INSERT INTO resident_key (resident_id, sealed)",
        2,
        STOCK,
        "",
    )
    .leak()
});
static FIND: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "SELECT resident_id, sealed FROM resident_key WHERE resident_id IN ({})",
        twenty_from(1)
    )
    .leak()
});
const DESTROY: &str = "DELETE FROM resident_key WHERE resident_id = $1";
const TOMBSTONE: &str = "INSERT INTO forgotten (resident_id, at) VALUES ($1, $2) \
    ON CONFLICT (resident_id) DO NOTHING";

/// The residents' keys: cheap to clone.
#[derive(Clone)]
pub struct KeyStore {
    inner: Arc<Inner>,
}

struct Inner {
    pool: AnyPool,
    secrets: Secrets,
    stock: Mutex<Stock>,
}

/// Keys that lie ready.
#[derive(Default)]
struct Stock {
    left: Vec<(ResidentId, ResidentKey)>,
    being_filled: bool,
}

impl KeyStore {
    pub(crate) fn new(pool: AnyPool, secrets: Secrets) -> Self {
        Self {
            inner: Arc::new(Inner {
                pool,
                secrets,
                stock: Mutex::new(Stock::default()),
            }),
        }
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
        let mut fresh = Vec::with_capacity(STOCK);
        let mut statement = query(AssertSqlSafe(*MAKE));
        for _ in 0..STOCK {
            let id = ResidentId::new(fresh_uuid(now));
            let key = ResidentKey::random();
            let sealed = vault::seal_key(&self.inner.secrets.seal, id, &key)?;
            statement = statement.bind(id.to_string()).bind(sealed);
            fresh.push((id, key));
        }
        statement.execute(&self.inner.pool).await?;
        Ok(fresh)
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
                let id: ResidentId = parsed(&row, "resident_id")?;
                let sealed: Vec<u8> = get(&row, "sealed")?;
                found.insert(id, vault::open_key(&self.inner.secrets.seal, id, &sealed)?);
            }
        }
        Ok(found)
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
        Ok(tx.commit().await?)
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
