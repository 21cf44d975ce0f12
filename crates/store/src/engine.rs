//! The two engines behind one door: opening and transactions. On PostgreSQL a transaction is a
//! transaction; on SQLite they go through the one [`Writer`].

mod readers;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{Any, AnyConnection, AnyPool, AssertSqlSafe, ConnectOptions, Executor, query_with};

use self::readers::{Lent, Readers};
use self::writer::{Grouped, Writer};
use crate::StoreError;
use crate::access_log::ledger::{Ledger, Taken};
use crate::batch::{Batch, Write, Writing, arguments_of};
use crate::key_ring::KeyRing;
use crate::key_service::KeyService;
use crate::key_store::KeyStore;
use crate::secrets::{MasterKey, RootSecret, Secrets};

/// Which engine serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// One file on one machine.
    Sqlite,
    /// PostgreSQL, or an engine that speaks like it.
    Postgres,
}

impl Engine {
    /// As `/healthz` names it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

/// Where the data are.
#[derive(Clone, Debug)]
pub enum Place {
    /// A folder with `beweegbrug.db` and `keys.db`.
    Folder(PathBuf),
    /// A PostgreSQL address.
    Address(String),
}

/// The store: cheap to clone.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    engine: Engine,
    /// On PostgreSQL for all; on SQLite for bringing the tables up to date.
    pool: AnyPool,
    /// For reading what is not personal, on SQLite.
    readers: Option<Arc<Readers>>,
    /// The one writer, on SQLite.
    writer: Option<Writer>,
    keys: KeyStore,
    secrets: Secrets,
    log: Arc<Ledger>,
}

/// A transaction. Dropped without [`Tx::commit`], it never happened.
pub struct Tx {
    work: Work,
    secrets: Secrets,
    keys: KeyStore,
    log: Taken,
}

enum Work {
    Grouped(Grouped),
    Own(sqlx::Transaction<'static, Any>),
}

/// A connection for reading what is not personal: catalogue, settings, accounts, counts.
pub struct Reading(ReadingOn);

enum ReadingOn {
    Sqlite(Lent),
    Postgres(sqlx::pool::PoolConnection<Any>),
}

impl Reading {
    /// The same, closed afterwards: for who opens a transaction on it, which whoever had the
    /// connection next would stand in when this one goes away in the middle.
    pub(crate) fn apart(mut self) -> Self {
        match &mut self.0 {
            ReadingOn::Sqlite(lent) => lent.keep_from_others(),
            ReadingOn::Postgres(pooled) => pooled.close_on_drop(),
        }
        self
    }
}

impl Store {
    /// Opens the store and brings its tables up to date. `keys` keeps the master keys.
    ///
    /// # Errors
    /// When the place cannot be reached, or belongs to another master key.
    pub async fn open<K>(place: &Place, keys: &K) -> Result<Self, StoreError>
    where
        K: KeyService + Clone + 'static,
    {
        let service: Arc<dyn KeyService> = Arc::new(keys.clone());
        let ring = service.read().await?;
        let mut inner = Self::connect(place, service, ring).await?;
        crate::schema::MIGRATOR.run(&inner.pool).await?;
        sqlx::migrate!("./keys_migrations")
            .run(inner.keys.pool())
            .await?;
        inner.secrets = inner.keys.unlock().await?;
        let store = Self {
            inner: Arc::new(inner),
        };
        crate::installation::claim(&store).await?;
        Ok(store)
    }

    /// Opens the store to look only: without its master key, and without changing a table. What is
    /// sealed stays sealed.
    ///
    /// # Errors
    /// When the place cannot be reached.
    pub async fn open_to_check(place: &Place) -> Result<Self, StoreError> {
        let none = MasterKey::random();
        let inner = Self::connect(place, Arc::new(none.clone()), KeyRing::from(none)).await?;
        Ok(Self {
            inner: Arc::new(inner),
        })
    }

    async fn connect(
        place: &Place,
        service: Arc<dyn KeyService>,
        ring: KeyRing,
    ) -> Result<Inner, StoreError> {
        sqlx::any::install_default_drivers();
        let (engine, main, keys) = match place {
            Place::Folder(folder) => {
                make_private_folder(folder).map_err(|error| {
                    StoreError::Place(format!(
                        "cannot make the folder {}: {error}.",
                        folder.display()
                    ))
                })?;
                let main = sqlite_options(&folder.join("beweegbrug.db"))?;
                (
                    Engine::Sqlite,
                    main,
                    sqlite_options(&folder.join("keys.db"))?,
                )
            }
            Place::Address(address) => {
                let options = postgres_options(address)?;
                (Engine::Postgres, options.clone(), options)
            }
        };
        let pool = open_pool(engine, main.clone(), 16, None).await?;
        let keys_pool = match engine {
            Engine::Sqlite => open_pool(engine, keys, 1, None).await?,
            Engine::Postgres => {
                let mut connection = pool.acquire().await?;
                connection
                    .execute("CREATE SCHEMA IF NOT EXISTS keys")
                    .await?;
                open_pool(engine, keys, 4, Some("SET search_path TO keys")).await?
            }
        };
        let (readers, writer) = match engine {
            Engine::Sqlite => (
                Some(Readers::of(main.clone())),
                Some(Writer::start(connect_sqlite(main).await?)),
            ),
            Engine::Postgres => (None, None),
        };
        Ok(Inner {
            engine,
            pool,
            readers,
            writer,
            keys: KeyStore::new(keys_pool, engine, service, ring),
            // Until the key store is unlocked nothing can be derived that anybody would know.
            secrets: Secrets::of(&RootSecret::random()),
            log: Ledger::new(),
        })
    }

    /// Which engine serves.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.inner.engine
    }

    /// The keys in use.
    #[must_use]
    pub fn secrets(&self) -> &Secrets {
        &self.inner.secrets
    }

    /// The residents' keys.
    #[must_use]
    pub fn keys(&self) -> &KeyStore {
        &self.inner.keys
    }

    /// Begins a transaction.
    ///
    /// # Errors
    /// When the engine cannot be reached.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        let work = match &self.inner.writer {
            Some(writer) => Work::Grouped(writer.begin().await?),
            None => Work::Own(self.inner.pool.begin().await?),
        };
        Ok(self.with(work))
    }

    /// Begins a transaction that is to write thousands of rows: on SQLite it shares its commit with
    /// nobody, since keeping the way back to before each of several costs more than the writing.
    ///
    /// # Errors
    /// When the engine cannot be reached.
    pub async fn begin_large(&self) -> Result<Tx, StoreError> {
        let work = match &self.inner.writer {
            Some(writer) => Work::Grouped(writer.begin_alone().await?),
            None => Work::Own(self.inner.pool.begin().await?),
        };
        Ok(self.with(work))
    }

    fn with(&self, work: Work) -> Tx {
        Tx {
            work,
            secrets: self.inner.secrets.clone(),
            keys: self.inner.keys.clone(),
            log: Taken::none(self.inner.log.clone()),
        }
    }

    /// The running numbers of the access log.
    pub(crate) fn log(&self) -> &Ledger {
        &self.inner.log
    }

    /// A connection for reading what is not personal.
    ///
    /// # Errors
    /// When the engine cannot be reached.
    pub async fn read(&self) -> Result<Reading, StoreError> {
        Ok(Reading(match &self.inner.readers {
            Some(readers) => ReadingOn::Sqlite(readers.lend().await?),
            None => ReadingOn::Postgres(self.inner.pool.acquire().await?),
        }))
    }

    /// Finishes what is under way, seals the access log and closes.
    pub async fn close(&self) {
        // What cannot be sealed now is sealed by whoever opens the database next.
        crate::access_log::end(self).await.ok();
        if let Some(writer) = &self.inner.writer {
            writer.finish().await;
        }
        self.inner.keys.close().await;
        if let Some(readers) = &self.inner.readers {
            readers.close().await;
        }
        self.inner.pool.close().await;
    }
}

impl Tx {
    /// Makes it happen. Returns only when it is on disk.
    ///
    /// # Errors
    /// When it did not happen; then nothing of it did.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        self.log.ask();
        match self.work {
            Work::Grouped(grouped) => grouped.commit().await?,
            Work::Own(own) => own.commit().await?,
        }
        self.log.committed();
        Ok(())
    }

    /// Makes it happen, with these writes as its last. Returns only when it is on disk.
    ///
    /// # Errors
    /// When it did not happen; then nothing of it did.
    pub async fn commit_with(mut self, mut batch: Batch) -> Result<(), StoreError> {
        if matches!(self.work, Work::Own(_)) {
            for write in batch.take_writes() {
                self.put(write).await?;
            }
        }
        self.log.ask();
        batch.log_numbers().ask();
        match self.work {
            Work::Grouped(grouped) => grouped.commit_with(&mut batch).await?,
            Work::Own(own) => own.commit().await?,
        }
        self.log.committed();
        batch.log_numbers().committed();
        Ok(())
    }

    /// An empty batch, for the writes this transaction is to end with.
    #[must_use]
    pub fn batch(&self) -> Batch {
        Batch::new(self.secrets.clone(), self.log.beside())
    }

    /// The keys in use.
    #[must_use]
    pub fn secrets(&self) -> &Secrets {
        &self.secrets
    }

    /// The residents' keys.
    #[must_use]
    pub fn keys(&self) -> &KeyStore {
        &self.keys
    }

    /// Which engine it runs on.
    pub(crate) const fn engine(&self) -> Engine {
        match self.work {
            Work::Grouped(_) => Engine::Sqlite,
            Work::Own(_) => Engine::Postgres,
        }
    }

    pub(crate) fn connection(&mut self) -> &mut AnyConnection {
        match &mut self.work {
            Work::Grouped(grouped) => grouped.connection(),
            Work::Own(own) => own,
        }
    }
}

impl Writing for Tx {
    fn secrets(&self) -> &Secrets {
        &self.secrets
    }

    fn log_numbers(&mut self) -> &mut Taken {
        &mut self.log
    }

    async fn put(&mut self, write: Write) -> Result<(), StoreError> {
        let arguments = arguments_of(write.values)?;
        query_with(AssertSqlSafe(write.sql), arguments)
            .execute(self.connection())
            .await?;
        Ok(())
    }
}

/// Something statements can run on: a transaction, or a connection for reading.
pub trait Connected: Send {
    /// The connection.
    fn connected(&mut self) -> &mut AnyConnection;
}

impl Connected for Tx {
    fn connected(&mut self) -> &mut AnyConnection {
        self.connection()
    }
}

impl Connected for Reading {
    fn connected(&mut self) -> &mut AnyConnection {
        match &mut self.0 {
            ReadingOn::Sqlite(lent) => lent.connection(),
            ReadingOn::Postgres(pooled) => pooled,
        }
    }
}

/// Makes a folder that only its owner may enter; one that is there keeps the rights it has.
///
/// # Errors
/// When it cannot be made.
pub fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn sqlite_options(file: &Path) -> Result<AnyConnectOptions, StoreError> {
    let address = format!("sqlite://{}?mode=rwc", file.display());
    Ok(address
        .parse::<AnyConnectOptions>()?
        .disable_statement_logging())
}

fn postgres_options(address: &str) -> Result<AnyConnectOptions, StoreError> {
    if !(address.starts_with("postgres://") || address.starts_with("postgresql://")) {
        let scheme = address.split(':').next().unwrap_or_default();
        return Err(StoreError::Place(format!(
            "--database takes a postgres:// address, not {scheme}:. For SQLite, leave it out and \
             use --data."
        )));
    }
    Ok(address
        .parse::<AnyConnectOptions>()?
        .disable_statement_logging())
}

/// SQLite's settings for every connection: a log beside the file, a commit that is on disk, and
/// what is deleted overwritten.
const SQLITE_SETTINGS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
     PRAGMA busy_timeout = 30000; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; \
     PRAGMA secure_delete = ON; \
     PRAGMA cache_size = -65536";

async fn connect_sqlite(options: AnyConnectOptions) -> Result<AnyConnection, StoreError> {
    let mut connection = options.connect().await?;
    connection.execute(SQLITE_SETTINGS).await?;
    Ok(connection)
}

async fn open_pool(
    engine: Engine,
    options: AnyConnectOptions,
    size: u32,
    first: Option<&'static str>,
) -> Result<AnyPool, StoreError> {
    let settings = match engine {
        Engine::Sqlite => Some(SQLITE_SETTINGS),
        Engine::Postgres => first,
    };
    let pool = AnyPoolOptions::new()
        .max_connections(size)
        .acquire_timeout(Duration::from_secs(10))
        // A server may be gone; a file is not, and asking would double the trips of a short read.
        .test_before_acquire(engine == Engine::Postgres)
        .after_connect(move |connection, _| {
            Box::pin(async move {
                if let Some(settings) = settings {
                    connection.execute(settings).await?;
                }
                Ok(())
            })
        })
        .connect_with(options)
        .await?;
    Ok(pool)
}
