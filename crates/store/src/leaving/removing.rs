//! Removing what is a municipality's, in pieces: keys first, so that all that is personal is
//! unreadable at once, then table by table. Each piece is a transaction of its own, so that others
//! write in between; done twice, it changes nothing.

use domain::ids::{MunicipalityId, ResidentId};
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, query};

use super::tables::{self, ACCOUNT, ACCOUNT_ONLY_HERE};
use crate::StoreError;
use crate::engine::{Connected, Engine, Store, Tx};
use crate::key_store::KeyStore;
use crate::rows::{get, parsed};
use crate::schema::Table;

/// How many rows go at a time.
const AT_A_TIME: u64 = 1000;
/// How many keys are destroyed at a time.
const KEYS_AT_A_TIME: usize = 200;

const RESIDENTS: &str = "SELECT id FROM resident WHERE municipality_id = $1 AND id > $2 \
    ORDER BY id LIMIT 200";
const LEFT: &str = "INSERT INTO left_municipality (municipality_id, at) VALUES ($1, $2) \
    ON CONFLICT (municipality_id) DO UPDATE SET at = excluded.at";
const RETURNS: &str = "DELETE FROM left_municipality WHERE municipality_id = $1";
const ALL_LEFT: &str = "SELECT municipality_id FROM left_municipality ORDER BY municipality_id";
const ELSEWHERE: &str = "SELECT r.municipality_id, CAST(COUNT(*) AS BIGINT) AS total \
    FROM referral r WHERE r.municipality_id <> $1 AND r.owner_id IS NOT NULL \
    AND EXISTS (SELECT 1 FROM organisation o WHERE o.municipality_id = $1 \
    AND o.id IN (r.receiver_id, r.owner_id)) \
    GROUP BY r.municipality_id ORDER BY r.municipality_id";

/// The next residents of a municipality after this one, at most two hundred.
///
/// # Errors
/// When the database cannot be read.
pub async fn residents(
    on: &mut impl Connected,
    home: MunicipalityId,
    after: Option<ResidentId>,
) -> Result<Vec<ResidentId>, StoreError> {
    let rows = query(RESIDENTS)
        .bind(home.to_string())
        .bind(after.map(|id| id.to_string()).unwrap_or_default())
        .fetch_all(on.connected())
        .await?;
    rows.iter().map(|row| parsed(row, "id")).collect()
}

/// How many open referrals of other municipalities lie with organisations of this one.
///
/// # Errors
/// When the database cannot be read.
pub async fn open_elsewhere(
    on: &mut impl Connected,
    home: MunicipalityId,
) -> Result<Vec<(String, i64)>, StoreError> {
    let rows = query(ELSEWHERE)
        .bind(home.to_string())
        .fetch_all(on.connected())
        .await?;
    let read = |row| Ok((get(row, "municipality_id")?, get(row, "total")?));
    rows.iter().map(read).collect()
}

/// Removes up to a thousand rows of a table; `false` when there may be more.
///
/// # Errors
/// When the database cannot be written.
pub async fn remove(
    tx: &mut Tx,
    table: &Table,
    home: MunicipalityId,
) -> Result<(u64, bool), StoreError> {
    let Some(condition) = tables::condition(table) else {
        return Ok((0, true));
    };
    let (name, key) = (&table.name, table.key.join(", "));
    let sql = format!(
        "DELETE FROM {name} WHERE ({key}) IN \
         (SELECT {key} FROM {name} WHERE {condition} LIMIT {AT_A_TIME})"
    );
    let done = query(AssertSqlSafe(sql))
        .bind(home.to_string())
        .execute(tx.connection())
        .await?;
    let gone = done.rows_affected();
    Ok((gone, gone < AT_A_TIME))
}

/// Leaves of accounts that worked here alone, and that another municipality's log names, the name:
/// that log must be able to say who it was. Nobody signs in with them.
///
/// # Errors
/// When the database cannot be written.
pub async fn strip_accounts(
    tx: &mut Tx,
    home: MunicipalityId,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let sql = format!(
        "UPDATE account SET email = id || '@vertrokken.invalid', password_hash = NULL, \
         disabled_at = COALESCE(disabled_at, $2) WHERE {ACCOUNT_ONLY_HERE}"
    );
    let done = query(AssertSqlSafe(sql))
        .bind(home.to_string())
        .bind(now.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected())
}

/// Of how many accounts [`strip_accounts`] leaves the name, before anything went.
///
/// # Errors
/// When the database cannot be read.
pub async fn names_to_keep(
    on: &mut impl Connected,
    home: MunicipalityId,
) -> Result<i64, StoreError> {
    let sql = format!(
        "SELECT CAST(COUNT(*) AS BIGINT) AS total FROM account WHERE {ACCOUNT_ONLY_HERE} \
         AND NOT ({ACCOUNT})"
    );
    let row = query(AssertSqlSafe(sql))
        .bind(home.to_string())
        .fetch_one(on.connected())
        .await?;
    get(&row, "total")
}

/// Removes these residents.
///
/// # Errors
/// When the database cannot be written.
pub async fn remove_residents(
    tx: &mut Tx,
    home: MunicipalityId,
    residents: &[ResidentId],
) -> Result<u64, StoreError> {
    let named: Vec<String> = (0..residents.len())
        .map(|at| format!("${}", at + 2))
        .collect();
    let sql = format!(
        "DELETE FROM resident WHERE municipality_id = $1 AND id IN ({})",
        named.join(", ")
    );
    let mut statement = query(AssertSqlSafe(sql)).bind(home.to_string());
    for resident in residents {
        statement = statement.bind(resident.to_string());
    }
    Ok(statement.execute(tx.connection()).await?.rows_affected())
}

/// Whether anything of a municipality is there.
///
/// # Errors
/// When the database cannot be read.
pub async fn is_anything_left(
    on: &mut impl Connected,
    home: MunicipalityId,
) -> Result<bool, StoreError> {
    for table in tables::to_destroy() {
        let Some(condition) = tables::condition(table) else {
            continue;
        };
        let sql = format!(
            "SELECT {} FROM {} WHERE {condition} LIMIT 1",
            table.key.join(", "),
            table.name
        );
        let row = query(AssertSqlSafe(sql))
            .bind(home.to_string())
            .fetch_optional(on.connected())
            .await?;
        if row.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Writes what is still in SQLite's write-ahead log into the file, so that what was removed stands
/// in neither. `false` when somebody reads at this moment; the engine does it later.
///
/// # Errors
/// When the database cannot be reached.
pub async fn settle(store: &Store) -> Result<bool, StoreError> {
    if store.engine() == Engine::Postgres {
        return Ok(true);
    }
    let mut reading = store.read().await?;
    let row = query("PRAGMA wal_checkpoint(TRUNCATE)")
        .fetch_one(reading.connected())
        .await?;
    let busy: i64 = sqlx::Row::try_get(&row, 0)?;
    Ok(busy == 0)
}

fn places(count: usize) -> String {
    let all: Vec<String> = (1..=count).map(|at| format!("${at}")).collect();
    all.join(", ")
}

impl KeyStore {
    /// How many of these residents have a key.
    ///
    /// # Errors
    /// When the key store cannot be read.
    pub async fn count(&self, residents: &[ResidentId]) -> Result<u64, StoreError> {
        let mut held = 0;
        for page in residents.chunks(KEYS_AT_A_TIME) {
            let sql = format!(
                "SELECT CAST(COUNT(*) AS BIGINT) AS total FROM resident_key \
                 WHERE resident_id IN ({})",
                places(page.len())
            );
            let mut statement = query(AssertSqlSafe(sql));
            for resident in page {
                statement = statement.bind(resident.to_string());
            }
            let row = statement.fetch_one(self.pool()).await?;
            held += u64::try_from(get::<i64>(&row, "total")?).unwrap_or_default();
        }
        Ok(held)
    }

    /// Destroys the keys of these residents and leaves a tombstone for each. Gives how many there
    /// were.
    ///
    /// # Errors
    /// When the key store cannot be written.
    pub async fn destroy_all(
        &self,
        residents: &[ResidentId],
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        let mut gone = 0;
        for page in residents.chunks(KEYS_AT_A_TIME) {
            let mut tx = self.pool().begin().await?;
            let stones: Vec<String> = (0..page.len())
                .map(|at| format!("(${}, $1)", at + 2))
                .collect();
            let sql = format!(
                "INSERT INTO forgotten (resident_id, at) VALUES {} \
                 ON CONFLICT (resident_id) DO NOTHING",
                stones.join(", ")
            );
            let mut statement = query(AssertSqlSafe(sql)).bind(now.as_microsecond());
            for resident in page {
                statement = statement.bind(resident.to_string());
            }
            statement.execute(&mut *tx).await?;
            let sql = format!(
                "DELETE FROM resident_key WHERE resident_id IN ({})",
                places(page.len())
            );
            let mut statement = query(AssertSqlSafe(sql));
            for resident in page {
                statement = statement.bind(resident.to_string());
            }
            gone += statement.execute(&mut *tx).await?.rows_affected();
            tx.commit().await?;
        }
        self.settle().await;
        Ok(gone)
    }

    /// Notes that a municipality left: a restore of older data destroys it again.
    ///
    /// # Errors
    /// When the key store cannot be written.
    pub async fn leave(&self, home: MunicipalityId, now: Timestamp) -> Result<(), StoreError> {
        query(LEFT)
            .bind(home.to_string())
            .bind(now.as_microsecond())
            .execute(self.pool())
            .await?;
        Ok(())
    }

    /// Lets a municipality that left begin anew.
    ///
    /// # Errors
    /// When the key store cannot be written.
    pub async fn take_back(&self, home: MunicipalityId) -> Result<(), StoreError> {
        query(RETURNS)
            .bind(home.to_string())
            .execute(self.pool())
            .await?;
        Ok(())
    }

    /// Municipalities that left.
    ///
    /// # Errors
    /// When the key store cannot be read.
    pub async fn left(&self) -> Result<Vec<MunicipalityId>, StoreError> {
        let rows = query(ALL_LEFT).fetch_all(self.pool()).await?;
        let read = |row| parsed(row, "municipality_id");
        rows.iter().map(read).collect()
    }
}
